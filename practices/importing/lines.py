"""Text as people paste it, as clean lines: with their bullet, their indentation, and nothing invisible."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff\u0000-\u0008\u000e-\u001f\u007f]"
)
_LINE_ENDS = re.compile(r"\r\n|\r|\u2028|\u2029|\u000b|\u000c|\u0085")
_TAB = "    "
TICKED, UNTICKED = "☒", "☐"
_BOX = re.compile(
    r"^(?:[-*•·]\s+)?(?:(?P<ticked>[☑☒✅🗹🗷\uf0fd\uf0fe]|\[[xXvV✓✔]\]|\([xX]\))|(?P<unticked>[☐❏⬜▢🞏🞎\uf0a8]|\[\s?\]|\(\s\)))\s*(?P<text>\S.*)$"
)
# A sign that can't begin a word needs no space after it; a dash, a star, a letter or a number does.
_BULLET = re.compile(
    r"^(?P<mark>[•●◦▪▫■□‣⁃∙○➢➤➔→✦◆▶◾⁍‐−✓✔\uf0a7\uf0b7\uf0d8]|(?:[–—*+·>»-]|o|\d{1,2}[.)]|[a-zA-Z]\))(?=\s|$))\s*(?P<text>.*)$"
)

_BOX_BEHIND = re.compile(r"^(?P<text>\S.{0,80}?)\s+(?P<box>☐|☒|☑|\[[xX ]?\])$")
_BOXES_IN_LINE = re.compile(r"(?<=\S)[ \t]+(?=[☐☒☑][ \t]*\S)")  # several choices on one line


@dataclass(frozen=True)
class Line:
    """One line: its text without bullet, the sign of its bullet ("" without one), and its indentation in columns.

    `left_out` is of a choice whose box was not ticked.
    """

    text: str
    mark: str = ""
    indent: int = 0
    after_blank: bool = False
    left_out: bool = False

    @property
    def bullet(self) -> bool:
        return bool(self.mark)


def clean_lines(text: str) -> list[Line]:
    """The lines that hold something, in order; blank ones live on as `after_blank` of the next."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    after_blank = False
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    for raw in _BOXES_IN_LINE.sub("\n", text).split("\n"):
        visible = _SPACES.sub(" ", _INVISIBLE.sub("", raw)).replace("\t", _TAB)
        stripped = visible.strip()
        if not stripped:
            after_blank = True
            continue
        indent = len(visible) - len(visible.lstrip())
        box = _BOX.match(_BOX_BEHIND.sub(r"\g<box> \g<text>", stripped))
        if box:
            yield Line(" ".join(box["text"].split()), TICKED, indent, after_blank, left_out=bool(box["unticked"]))
            after_blank = False
            continue
        bullet = _BULLET.match(stripped)
        words = _words(stripped, bullet)
        if words or bullet is None:
            yield Line(words, _kind(bullet["mark"]) if bullet else "", indent, after_blank)
        after_blank = False


def _words(stripped: str, bullet: re.Match[str] | None) -> str:
    """What a line says, without its bullet, nor the one that its text brought along into a list."""
    if bullet is None:
        return " ".join(stripped.split())
    second = _BULLET.match(bullet["text"])
    return " ".join((second["text"] if second and second["text"] else bullet["text"]).split())


def _kind(mark: str) -> str:
    """Numbers are one kind of bullet, so that 1. and 2. are neighbours; so are letters."""
    if mark[0].isdigit():
        return "1"
    return "a" if mark.endswith(")") else mark


def is_bulleted(text: str) -> bool:
    """Whether a line begins with the bullet, the number or the box of a list."""
    stripped = text.strip()
    return bool(_BULLET.match(stripped) or _BOX.match(stripped))


def continues(previous: str, line: str) -> bool:
    """Whether a line goes on where the one before it was wrapped: that one was long, and no sentence ended there."""
    return len(previous) >= 60 and previous[-1] not in ".!?:;" and line[:1].islower()  # noqa: PLR2004 - a narrow mail window
