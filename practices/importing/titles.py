"""The title and the address of a sheet whose text has none, out of the name of its file."""

import re
from pathlib import PurePath

from django.utils.text import slugify

_NUMBER = re.compile(r"^\d+[\s._-]*(?=\D)")
# What a scanner, a camera or a download calls a file: it says nothing of the practice.
_NO_NAME = re.compile(
    r"^(?:[0-9a-f]{8,}|[\d\s._-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?:img|dsc|dscn|scan|scan_?doc|doc|document|naamloos|untitled|download|bestand|fiche|praktijkfiche)[\s._()-]*\d*\)?)$",
    re.IGNORECASE,
)
_ABBREVIATIONS = frozenset(
    {
        "azc",
        "bko",
        "caw",
        "clb",
        "cvo",
        "ibo",
        "kmo",
        "lgbt",
        "lgbtqi",
        "loi",
        "ngo",
        "nt1",
        "nt2",
        "ocmw",
        "okan",
        "rvt",
        "vdab",
        "vvsg",
        "vzw",
    }
)
_MOST_WORDS = 6
_LONGEST_ABBREVIATION = 6


def is_name(file_name: str) -> bool:
    """Whether a file is called after what is in it."""
    return not _NO_NAME.match(PurePath(file_name).stem.strip())


def title_of(file_name: str) -> str:
    """The name of a file with a capital and spaces, and no number in front; abbreviations keep their capitals."""
    stem = _NUMBER.sub("", PurePath(file_name).stem)
    words = [word.upper() if word.casefold() in _ABBREVIATIONS else word for word in re.split(r"[\s._-]+", stem) if word]
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def spoken(title: str) -> str:
    """A title without the capitals in which all of it was written; a short word may be an abbreviation."""
    if not title.isupper() or len(title) <= _LONGEST_ABBREVIATION:
        return title
    words = [word.upper() if word in _ABBREVIATIONS else word for word in title.lower().split()]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def first_words(text: str) -> str:
    """The first words of a text, as a title for want of a better one."""
    words = text.split()
    return " ".join(words[:_MOST_WORDS]).rstrip(".,;:") + ("…" if len(words) > _MOST_WORDS else "")


def slug_of(file_name: str) -> str:
    """The address of a sheet: the name of its file without a number in front."""
    stem = PurePath(file_name).stem
    return slugify(re.sub(r"^\d+[\s._-]*", "", stem)) or slugify(stem) or "fiche"
