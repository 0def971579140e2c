"""Whom to call: a contact line as people write it, with what a telephone dials and where a mail goes."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from phonenumbers import (
    Leniency,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatch,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
)

from practices.contacts import EMAIL

COUNTRY = "BE"
_BELGIUM = 32
_BELGIAN = re.compile(r"\d{8}|4\d{8}")
_LONGEST_DRAFT = 1900  # characters of an address that every mail program takes
# What people write before a number or an address, and between two of them.
_LABEL = re.compile(
    r"(?:\b(?:tel(?:efoon)?(?:nummer)?|gsm|mobiel|e-?mail(?:adres)?|mailto|mail|via|op|[tme])\b[.:\s]*)+$", re.IGNORECASE
)
_BETWEEN = re.compile(r"^(?:en|of|&|et|ou|or|and)$", re.IGNORECASE)
_EDGES = ' \t,;:|/·•–—-&<>[]"'
_SIGNS = re.compile(r"^[\W_]*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ENTERPRISE = re.compile(r"\b(?:btw|kbo|be|tva|ondernemings\w*|ref\w*|dossier\w*)[.:\s]*$|[\w/]$", re.IGNORECASE)
_LONGEST = 500  # characters that are read: the rest of a line is text


class Phone(NamedTuple):
    """A number as it was written, and what a telephone dials: +3221234567."""

    written: str
    dialled: str


class Contact(NamedTuple):
    """Somebody or a service: what the line says beside its numbers and addresses, and those."""

    name: str
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def can_be_reached(self) -> bool:
        return bool(self.phones or self.emails)


@lru_cache(maxsize=5_000)
def read_contact(line: str) -> Contact:
    """A contact line.

    >>> found = read_contact("Dienst integratie, tel. 02 123 45 67, integratie@ternat.be")
    >>> found.name, found.phones[0].dialled, found.emails[0]
    ('Dienst integratie', '+3221234567', 'integratie@ternat.be')
    """
    emails = list(EMAIL.finditer(line[:_LONGEST]))
    without = line[:_LONGEST]
    for pattern in (EMAIL, _ADDRESS):
        without = pattern.sub(lambda address: "\n" * len(address[0]), without)
    numbers = list(_numbers(without))
    phones = tuple(Phone(_balanced(match.raw_string), format_number(match.number, PhoneNumberFormat.E164)) for match in numbers)
    taken = sorted([(match.start(), match.end()) for match in emails] + [(match.start, match.end) for match in numbers])
    return Contact(_rest(line, taken), phones, tuple(match[0] for match in emails))


def _numbers(text: str) -> Iterator[PhoneNumberMatch]:
    """What is as long as a number and begins as one: whether it is in use is not ours to say."""
    for match in PhoneNumberMatcher(text, COUNTRY, leniency=Leniency.POSSIBLE):
        begins_so = match.raw_string.lstrip("(").startswith(("0", "+"))
        if begins_so and _is_number(match.number) and not _ENTERPRISE.search(text[: match.start]):
            yield match


def _is_number(number: PhoneNumber) -> bool:
    """Whether it is as long as a number is: in Belgium eight digits behind the 0, or nine of a mobile one.

    (08.30-12.00 is none, nor that of an enterprise.)
    """
    if number.country_code != _BELGIUM:
        return is_valid_number(number)
    return bool(_BELGIAN.fullmatch(str(number.national_number)))


def _rest(line: str, taken: list[tuple[int, int]]) -> str:
    """What a line says beside those places, without the words and signs that only lead to them."""
    starts = [0, *(end for _start, end in taken)]
    ends = [*(start for start, _end in taken), len(line)]
    *before, last = (line[start:end].strip(_EDGES) for start, end in zip(starts, ends, strict=True))
    chunks = [_balanced(chunk) for chunk in (*(_LABEL.sub("", each) for each in before), last)]
    return ", ".join(chunk for chunk in chunks if not _SIGNS.match(chunk) and not _BETWEEN.match(chunk))


def _balanced(chunk: str) -> str:
    """Without a bracket of which the other is elsewhere: around a number."""
    chunk = chunk.strip(_EDGES)
    return chunk if chunk.count("(") == chunk.count(")") else chunk.strip("()").strip(_EDGES)


def addresses_of(contacts: Iterable[Contact]) -> list[str]:
    """Every address of e-mail, once, in order."""
    return list(dict.fromkeys(address for contact in contacts for address in contact.emails))


class Draft(NamedTuple):
    """A mail that somebody writes in a program of their own: its address, and to how many it goes."""

    address: str
    total: int


def draft_mails(addresses: list[str], subject: str) -> list[Draft]:
    """One mail to all of these, or as many as it takes."""
    drafts = []
    while addresses:
        fitting = list(_that_fit(addresses, subject)) or addresses[:1]
        drafts.append(Draft(_draft(fitting, subject), len(fitting)))
        addresses = addresses[len(fitting) :]
    return drafts


def _that_fit(addresses: list[str], subject: str) -> Iterator[str]:
    taken: list[str] = []
    for address in addresses:
        taken.append(address)
        if len(_draft(taken, subject)) > _LONGEST_DRAFT:
            return
        yield address


def _draft(addresses: list[str], subject: str) -> str:
    told = quote(subject, safe="")
    if len(addresses) == 1:
        return f"mailto:{quote(addresses[0], safe='@')}?subject={told}"
    return f"mailto:?bcc={quote(','.join(addresses), safe='@,')}&subject={told}"
