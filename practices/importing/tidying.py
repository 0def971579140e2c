"""Text out of a mail or a PDF, without what those put around a sheet: quotes, heads of pages, broken words."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from practices.importing.headings import section_of
from practices.importing.web_pages import unwrapped

_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_MAIL_HEAD = re.compile(
    r"^\s*\*?(?:van|verzonden|aan|cc|bcc|datum|onderwerp|from|sent|to|date|subject)\*?\s?:\s*\S", re.IGNORECASE
)
_GREETING = re.compile(r"^(?:beste|dag|hallo|hoi|geachte|goedemorgen|goedemiddag)\b[^.!?]{0,40},?$", re.IGNORECASE)
_PAGE = re.compile(r"^\s*(?:pagina|pag\.?|page|p\.)\s*\d{1,3}(?:\s*(?:van|/|of)\s*\d{1,3})?\s*$", re.IGNORECASE)
_LIGATURES: dict[str, str | int | None] = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)
}
_BROKEN = re.compile(r"(?<=[^\W_])[-\u00ad\u2010]$")
_ADDRESS = re.compile(r"@|://|^www\.")
_HANGING = re.compile(r"^(?:en|of|tot|noch|en/of|als)\b")  # onthaal- en adviespunt
_LONGEST_HEAD = 100
_FEWEST_HEADS = 2


@dataclass
class Tidied:
    """The text of the sheet, what stood around it, and what was done that may be wrong."""

    lines: list[str]
    aside: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def tidy(text: str) -> Tidied:
    """Take off what is no part of the sheet."""
    text = unwrapped(text.translate(str.maketrans(_LIGATURES)))
    tidied = Tidied(re.split(r"\r\n|\r|\n|\u2028|\u2029|\u000b|\u0085", text.replace("\f", "\n")))
    _take_off_quotes(tidied)
    _take_off_mail(tidied)
    _take_off_heads(tidied)
    _mend_broken_words(tidied)
    if re.search("Ã[\u0080-¿]|â€|\ufffd", text):
        tidied.doubts.append(_("Some letters look wrong: perhaps the file is in another encoding; save it in UTF-8"))
    return tidied


def _take_off_quotes(tidied: Tidied) -> None:
    """The > before each line of a mail that was answered; what stands above the quoted sheet is no part of it."""
    quoted = [place for place, line in enumerate(tidied.lines) if _QUOTE.match(line)]
    if not any(section_of(_QUOTE.sub("", tidied.lines[place])) for place in quoted):
        return
    if not any(map(section_of, tidied.lines[: quoted[0]])):
        _put_aside(tidied, quoted[0])
    tidied.lines = [_QUOTE.sub("", line) for line in tidied.lines]


def _take_off_mail(tidied: Tidied) -> None:
    """The lines with who wrote when to whom above a mail, and the greeting under them."""
    heads, greets, end = 0, False, 0
    for place, line in enumerate(tidied.lines):
        is_head = _is_mail_head(line.strip())
        greets = greets or bool(_GREETING.match(line.strip()))
        if line.strip() and not is_head and not _GREETING.match(line.strip()):
            break
        heads += is_head
        end = place + 1
    if greets or heads >= _FEWEST_HEADS:
        _put_aside(tidied, end)


def _is_mail_head(text: str) -> bool:
    return bool(_MAIL_HEAD.match(text)) and not section_of(text.partition(":")[0])


def _put_aside(tidied: Tidied, end: int) -> None:
    """Take the lines before this one off the sheet."""
    tidied.aside += [line.strip() for line in tidied.lines[:end] if line.strip()]
    tidied.lines = tidied.lines[end:]


def _take_off_heads(tidied: Tidied) -> None:
    """Numbers of pages, and what stands above or under each page."""
    forms = Counter(_form(line) for line in tidied.lines if line.strip())
    kept = []
    for line in tidied.lines:
        is_repeated = forms[_form(line)] >= _FEWEST_HEADS and _is_head(line)
        if line.strip() and (_PAGE.match(line) or is_repeated):
            tidied.aside.append(" ".join(line.split()))
        else:
            kept.append(line)
    tidied.lines = kept


def _form(line: str) -> str:
    """A line without its numbers, in which the heads of two pages are the same."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _is_head(line: str) -> bool:
    """Whether a line that comes back is a running head: words with the number of the page apart from them."""
    text = line.strip()
    numbered = re.search(r"(?:\s{3,}|\t|\s[|–-]\s)\d{1,3}$|^\d{1,3}(?:\s{3,}|\t|\s[|–-]\s)", text)
    return bool(numbered) and len(text) <= _LONGEST_HEAD


def _mend_broken_words(tidied: Tidied) -> None:
    """Words that were broken at the end of a line."""
    mended: list[str] = []
    for line in tidied.lines:
        start = line.strip()
        if mended and start[:1].isalnum() and _BROKEN.search(mended[-1].rstrip()):
            mended[-1] = _joined_lines(mended[-1].rstrip(), start, tidied.doubts)
        else:
            mended.append(line)
    tidied.lines = mended


def _joined_lines(before: str, start: str, doubts: list[str]) -> str:
    """Two lines as one: the hyphen goes, but in names, between numbers, and where a word was left out behind it."""
    last = before.rsplit(maxsplit=1)[-1]
    if _ADDRESS.search(last):
        whole = _BROKEN.sub("", before) + start
        doubts.append(_("An address was broken over two lines; read as “%(text)s”") % {"text": whole.split()[-1]})
        return whole
    if not start[0].islower():
        return before + start
    return f"{before} {start}" if _HANGING.match(start) else _BROKEN.sub("", before) + start
