"""A PDF as text: its lines in the order in which they were written, whole again where the page broke them."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _
from pypdf import PdfReader

from municipalities.text import normal_form
from practices.importing.headings import HEADINGS, section_of
from practices.importing.lines import is_bulleted
from practices.importing.tidying import AROUND_PAGES

_MOST_PAGES = 30  # a sheet has two or three
_FULL = 0.8  # of the width of the text: proportional letters do not fill a line to the last column
_ADDRESS_AT_END = re.compile(r"(?:\S@\S*|://\S+|^www\.\S+|\swww\.\S+)$")
_AROUND = 5  # lines before and after, as wide as the column they stand in
_HYPHEN = re.compile("(?<=\\w)\u00ad(?=\\w)")  # some programs write every hyphen so
_LONGEST_NAME = 40  # of a municipality, under the line of another
_LONGEST_HEADING = 4  # words
_FEWEST_ROWS = 3  # that make lines with a heading and more a table
_NUMBERED = re.compile(r"\d+")


def pdf_to_text(path: Path) -> str:
    """The text of a PDF, with what stands around its pages behind it.

    Raises ValueError for what is none or holds no text, and OSError when it can't be read.
    """
    pages = _pages(path)
    if not any(pages):
        raise ValueError(_("There is no text in this PDF, only pictures of pages: copy or type the text, and save it as .docx"))
    heads = _heads(pages)
    lines = [line for page in pages for line in page if _form(line) not in heads]
    lines = _rows_apart(lines)
    around = dict.fromkeys(line.strip() for page in pages for line in page if _form(line) in heads)
    return AROUND_PAGES.join(["\n".join(_unwrapped(lines)), "\n".join(around)])


def _pages(path: Path) -> list[list[str]]:
    try:
        reader = PdfReader(path)
        too_long = len(reader.pages) > _MOST_PAGES
        pages = [] if too_long else [page.extract_text().split("\n") for page in reader.pages]
    except OSError:
        raise
    except Exception as error:  # whatever a broken, locked or hostile file makes of its reader
        raise ValueError(_("This PDF can't be read: copy its text, and save it as .docx")) from error
    if too_long:
        raise ValueError(_("This PDF has more than %(most)d pages: leave only those of the sheet") % {"most": _MOST_PAGES})
    return [[_HYPHEN.sub("-", line) for line in page if line.strip()] for page in pages]


def _heads(pages: list[list[str]]) -> set[str]:
    """What stands as first or last line on several pages."""
    ends = Counter(form for page in pages if page for form in {_form(page[0]), _form(page[-1])})
    return {form for form, total in ends.items() if total > 1}


def _form(line: str) -> str:
    """A line in which the heads of two pages are the same."""
    return _NUMBERED.sub("#", " ".join(line.split()))


def _rows_apart(lines: list[str]) -> list[str]:
    """The lines of a form table that was printed, *Doelgroep Nieuwkomers*, with each heading on a line of its own."""
    rows = {place: row for place, line in enumerate(lines) if (row := _row(line))}
    if len({section_of(heading) for heading, _rest in rows.values()}) < _FEWEST_ROWS:
        return lines
    return [part for place, line in enumerate(lines) for part in rows.get(place, (line,))]


def _row(line: str) -> tuple[str, str] | None:
    """The heading at the beginning of a line and what stands beside it; None for a line in which it begins a sentence."""
    words = line.split()
    for length in range(min(_LONGEST_HEADING, len(words) - 1), 0, -1):
        heading = " ".join(words[:length])
        if normal_form(heading) in HEADINGS and heading[0].isupper():
            begins = words[length][0]
            return (heading, line.split(maxsplit=length)[-1]) if not begins.islower() and begins not in ":,;" else None
    return None


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines as they were before they were broken to fit on the page."""
    widest = _width(lines)
    whole = lines[:1]
    for place, (before, after) in enumerate(pairwise(lines), 1):
        width = _width(lines[max(0, place - _AROUND) : place + _AROUND]) if after.strip()[0].islower() else widest
        if _is_full(before, after, width) and _goes_on(whole[-1], before, after):
            gap = "" if _ADDRESS_AT_END.search(before) else " "
            whole[-1] = f"{whole[-1].rstrip()}{gap}{after.lstrip()}"
        else:
            whole.append(after)
    return whole


def _width(lines: list[str]) -> int:
    """How long these lines may get; one or two of many may stick out."""
    lengths = sorted((len(line.rstrip()) for line in lines), reverse=True)
    return lengths[len(lengths) // 10] if lengths else 0


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room on this one."""
    return len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) >= width * _FULL


def _goes_on(whole: str, before: str, after: str) -> bool:
    """Whether a line goes on with the one before, which ends `whole`: nothing new begins with it."""
    if before.rstrip().endswith(("-", "\u00ad")) or is_bulleted(after) or _opens(before) or _opens(after):
        return False
    begins_small = not after.strip()[0].isupper()
    return begins_small or before.endswith(" ") or (is_bulleted(whole) and len(after.strip()) > _LONGEST_NAME)


def _opens(line: str) -> bool:
    """Whether a line is the heading of a part; *partners* at the end of a sentence is none."""
    return bool(section_of(line.strip())) and line.strip()[0].isupper()
