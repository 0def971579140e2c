"""Bytes as text, in whatever way an office wrote them."""

import quopri
import re

_GUESSES = ("cp1252", "iso8859_15", "mac_roman", "cp850")  # Windows, Linux, an old Mac, DOS; of two that fit the first
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})", re.IGNORECASE
)
_HEAD_BYTES = 4096  # within which a page says what it is written in
_QUOTED = re.compile(rb"=(?:C3=[89AB][0-9A-F]|E2=80=[0-9A-F]{2})")  # as mails write an é and a quotation mark
_FEWEST_PAIRS = 8
_LETTERS = frozenset("àâäáãçèéêëìíîïñòóôöõùúûüÿœæ")
_SIGNS = frozenset("‘’“”„–—…•€·«»°²³½©®™´§×ß¿¡\u00a0\u00ad")
_INSIDE_WORDS = frozenset("’‘´·\u00ad")


def decode(data: bytes) -> str:
    """Text in UTF-8 or UTF-16 where the bytes say so, else in what they most look like."""
    pairs = encoding_of_pairs(data)
    if pairs:
        return data.decode(pairs)
    if data.isascii() and _QUOTED.search(data):
        data = quopri.decodestring(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_mixed(data) or max((data.decode(name, "replace") for name in _GUESSES), key=_likeness)


def decode_page(data: bytes) -> str:
    """The text of a page, in what it says that it is written in where its bytes can be read so."""
    found = _DECLARED.search(data[:_HEAD_BYTES])
    named = next((name.decode("ascii") for name in found.groups() if name), "") if found else ""
    try:
        return data.decode(named) if named and not encoding_of_pairs(data) else decode(data)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def encoding_of_pairs(data: bytes) -> str:
    """The name of an encoding of two bytes a letter, by its mark or by every other byte being nothing; empty for others."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:_HEAD_BYTES]
    for name, zeros, letters in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if len(zeros) >= _FEWEST_PAIRS and zeros.count(0) * 2 > len(zeros) and not letters.count(0):
            return name
    return ""


def _decode_mixed(data: bytes) -> str:
    """UTF-8 with lines in between that came from elsewhere, as after a paste; empty when most lines are not."""
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)
    written = [_as_utf8(line) for line in lines if not line.isascii()]
    if written.count(None) * 2 > len(written):
        return ""
    return "".join(_as_utf8(line) or line.decode("cp1252", "replace") for line in lines)


def _as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _likeness(text: str) -> int:
    """How much the signs beyond ASCII look like Dutch or French where they stand."""
    padded = f" {text} "
    return sum(
        _fits(padded[place - 1], sign, padded[place + 1])
        for place, sign in enumerate(padded[1:-1], start=1)
        if not sign.isascii()
    )


def _fits(before: str, sign: str, after: str) -> int:
    """How well a sign stands between two others; below zero where nobody writes it."""
    if sign.casefold() in _LETTERS:
        return _fits_as_letter(before, sign, after)
    if sign not in _SIGNS:
        return -2
    if before.isalpha() and after.isalpha():
        return 1 if sign in _INSIDE_WORDS else -3
    return 2 if sign == "•" else 1


def _fits_as_letter(before: str, sign: str, after: str) -> int:
    """A letter by itself is as rare as it is usual for what stands before a line; a capital begins a word, or all are."""
    if not (before.isalpha() or after.isalpha()):
        return 0
    return 2 if sign.islower() or not before.isalpha() or before.isupper() else -3
