"""Text out of a mail or a PDF, without what those put around a sheet: quotes, heads of pages, broken words."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from practices.importing.headings import section_of
from practices.importing.web_pages import unwrapped

AROUND_PAGES = "\x1c"  # between the text of a PDF and what its pages have above and below
_LINE_ENDS = re.compile(r"\r\n|[\r\n\f\u2028\u2029\u000b\u0085]")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_MAIL_HEAD = re.compile(
    r"^\s*\*?(?:van|verzonden|aan|cc|bcc|datum|onderwerp|bijlagen?|prioriteit|belang|antwoord aan|from|sent|to|date|subject"
    r"|reply-to|mime-version|content-\S+|importance|attachments?|de|envoyé|à|objet)\*?\s?:\s*\S",
    re.IGNORECASE,
)
# "Van: 9 uur" and "Aan: iedereen" stand in a sheet too.
_OF_MAILS_ONLY = re.compile(
    r"@|^\s*\*?(?:verzonden|onderwerp|sent|subject|objet|envoyé|cc|bcc|from|reply-to)\b", re.IGNORECASE | re.MULTILINE
)
_MAIL_BELOW = re.compile(
    r"^\W*(?:-{3,}\s*(?:oorspronkelijk|original|doorgestuurd|forwarded)|begin\s+doorgestuurd\s+bericht"
    r"|(?:op|on|le)\s.{5,120}\s(?:schreef|wrote|a\s+écrit)\b[^.]*:\s*$)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:beste|dag|hallo|hoi|geachte|goedemorgen|goedemiddag|goeiemorgen)\b[^.!?]{0,40}(?:,|(?<=collega)!|(?<=collega's)!)$",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"^\s*(?:pagina|pag\.?|page|p\.|blz\.?|bladzijde)\s*\|?\s*\d{1,3}(?:\s*(?:van|/|of)\s*\d{1,3})?\s*$", re.IGNORECASE
)
_NUMBER_OF_PAGE = re.compile(r"^\W*\d{1,3}(?:\s*/\s*\d{1,3})?\W*$")
_LIGATURES: dict[str, str | int | None] = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), 0x132, 0x133)
}
_BROKEN = re.compile(r"(?<=[^\W_])[-\u00ad\u2010]$")
_KEEPS_HYPHEN = re.compile(r"(?:^|\W)(?:[A-Z0-9]{2,}|\w|e|co|ex|niet|oud|sociaal|auto)-$")  # KMO-bedrijven, e-mail
# Vowels between which a hyphen stays, as in zee-eend.
_CLASHES = frozenset({"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu", "éé"})
_IN_ADDRESS = re.compile(r"@|/|\w\.\w")
_HANGING = re.compile(r"^(?:en|of|tot|noch|en/of|als)\b")  # onthaal- en adviespunt
_LONGEST_HEAD = 100
_LONGEST_LINE = 600  # of which every line ended in half a word; what is longer is no text
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
    text, _mark, around = unwrapped(text.translate(str.maketrans(_LIGATURES))).partition(AROUND_PAGES)
    tidied = Tidied(_LINE_ENDS.split(text), [line for line in _LINE_ENDS.split(around) if line.strip()])
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
    below = [line for line in tidied.lines[quoted[0] : quoted[-1] + 1] if line.strip()]
    if len(quoted) * 2 < len(below):
        return  # a list with > before its lines
    if not any(map(section_of, tidied.lines[: quoted[0]])):
        _put_aside(tidied, quoted[0])
    tidied.lines = [_QUOTE.sub("", line) for line in tidied.lines]


def _take_off_mail(tidied: Tidied) -> None:
    """Another mail below the sheet; and what stands above it in its own: who wrote when to whom, and a greeting."""
    lines = tidied.lines
    begin, end = _sheet_between_mails(lines)
    tidied.aside += [line.strip() for line in (*lines[:begin], *lines[end:]) if line.strip()]
    tidied.lines = lines[begin:end]


def _sheet_between_mails(lines: list[str]) -> tuple[int, int]:
    """From which line the sheet begins, and before which one another mail does."""
    first = _first_heading(lines)
    breaks = [place for place in range(len(lines)) if _begins_mail(lines, place)]
    end = min((place for place in breaks if place > first), default=len(lines))
    start = max((place for place in breaks if place < first), default=0 if _greets(lines) else None)
    return 0 if start is None else _after_head(lines, start), end


def _first_heading(lines: list[str]) -> int:
    return next((place for place, line in enumerate(lines) if section_of(line.strip())), len(lines))


def _begins_mail(lines: list[str], place: int) -> bool:
    """Whether a line says that a mail begins, alone or as the first of two."""
    below = next((line for line in lines[place + 1 : place + 3] if line.strip()), "")
    is_head = _is_mail_head(lines[place]) and _is_mail_head(below)
    return bool(_MAIL_BELOW.match(lines[place])) or (is_head and bool(_OF_MAILS_ONLY.search(f"{lines[place]}\n{below}")))


def _greets(lines: list[str]) -> bool:
    return bool(_GREETING.match(next((line.strip() for line in lines if line.strip()), "")))


def _after_head(lines: list[str], start: int) -> int:
    """Where the head of a mail and the greeting under it end."""
    end = start
    for place in range(start, len(lines)):
        text = lines[place]
        is_folded = place > start and text[:1].isspace() and bool(text.strip()) and _is_mail_head(lines[place - 1])
        is_part = _is_mail_head(text) or _MAIL_BELOW.match(text) or _GREETING.match(text.strip()) or is_folded
        if text.strip() and not is_part:
            return end
        end = place + 1
    return end


def _is_mail_head(text: str) -> bool:
    return bool(_MAIL_HEAD.match(text)) and not section_of(text.partition(":")[0])


def _put_aside(tidied: Tidied, end: int) -> None:
    """Take the lines before this one off the sheet."""
    tidied.aside += [line.strip() for line in tidied.lines[:end] if line.strip()]
    tidied.lines = tidied.lines[end:]


def _take_off_heads(tidied: Tidied) -> None:
    """Numbers of pages, and what stands above or under each page."""
    filled = [line for line in tidied.lines if line.strip()]
    repeated = _repeated(filled)
    kept = []
    for line in tidied.lines:
        is_head = (_form(line) in repeated and _is_head(line)) or _PAGE.match(line)
        if is_head or (filled[-1:] == [line] and _NUMBER_OF_PAGE.match(line)):
            tidied.aside.append(" ".join(line.split()))
        else:
            kept.append(line)
    tidied.lines = kept


def _repeated(filled: list[str]) -> set[str]:
    """The lines that come back with another number, but those that stand close together, as in a list of figures."""
    forms = Counter(map(_form, filled))
    close = {_form(line) for line, other in pairwise(filled) if _form(line) == _form(other)}
    return {form for form, total in forms.items() if total >= _FEWEST_HEADS} - close


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
    hyphenates = _breaks_words(tidied.lines)
    for line in tidied.lines:
        start = line.strip()
        is_short = bool(mended) and len(mended[-1]) < _LONGEST_LINE
        if is_short and start[:1].isalnum() and _BROKEN.search(mended[-1].rstrip()):
            mended[-1] = _joined_lines(mended[-1].rstrip(), start, tidied.doubts, hyphenates=hyphenates)
        else:
            mended.append(line)
    tidied.lines = mended


def _breaks_words(lines: list[str]) -> bool:
    """Whether ordinary words are broken in this text; else a hyphen in an address was there, for programs break behind it."""
    pairs = ((one.rstrip(), other.strip()) for one, other in pairwise(lines))
    return any(
        _BROKEN.search(one) and other[:1].islower() and not _is_broken_address(one, other) and not _HANGING.match(other)
        for one, other in pairs
    )


def _is_broken_address(before: str, start: str) -> bool:
    return bool(_IN_ADDRESS.search(before.rsplit(maxsplit=1)[-1])) or "@" in start.split(maxsplit=1)[0]


def _joined_lines(before: str, start: str, doubts: list[str], *, hyphenates: bool) -> str:
    """Two lines as one: the hyphen goes, but in names, between numbers, and where a word was left out behind it."""
    last = before.rsplit(maxsplit=1)[-1]
    if _is_broken_address(before, start):
        whole = (_BROKEN.sub("", before) if hyphenates else before.replace("\u00ad", "-")) + start
        doubts.append(_("An address was broken over two lines; read as “%(text)s”") % {"text": whole.split()[-1]})
        return whole
    if not start[0].islower():
        return before + start
    if _HANGING.match(start):
        return f"{before} {start}"
    keeps = _KEEPS_HYPHEN.search(last) or (last[-2:-1] + start[0]).casefold() in _CLASHES
    return before + start if keeps else _BROKEN.sub("", before) + start
