"""The lines of an implementation: contact, website, partners, a fact, or just text."""

import re
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from municipalities.text import normal_form
from practices.contacts import EMAIL
from practices.implementations import Implementation
from practices.importing.headings import PLACE_HEADINGS
from practices.parts import Kind

_LONGEST_ADDRESS = 500

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_CONTACT = re.compile(r"^contact(?:persoon|personen|gegevens|en|adres)?\s*:\s*(?P<rest>.*)$", re.IGNORECASE)
_BARE_CONTACT = re.compile(r"^contact(?:persoon|personen|gegevens)?$", re.IGNORECASE)
_GLUED_CONTACT = re.compile(r"^contact(?P<rest>\S+@\S+.*)$", re.IGNORECASE)
_SPACED_CONTACT = re.compile(r"^contact\s+(?P<rest>.*(?:@|\d{6}|\d{2,3}[ /.]\d{2}).*)$", re.IGNORECASE)
_PHONE = re.compile(r"^(?:tel(?:efoon)?|gsm)\b", re.IGNORECASE)
_WEBSITE = re.compile(r"^(?:web(?:site|pagina)|meer info(?:rmatie)?|site)\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_PARTNERS = re.compile(r"^partners?\s*:\s*(?P<rest>.*)$", re.IGNORECASE)
_BARE_PARTNERS = re.compile(r"^partners?$", re.IGNORECASE)


class DetailKind(Enum):
    CONTACT = "contact"
    FACT = "fact"
    WEBSITE = "website"
    PARTNERS = "partners"
    TEXT = "text"


@dataclass(frozen=True)
class Detail:
    """What a line says. `glued` when its heading was stuck to the address, which may be wrong; a fact is of a `part`."""

    kind: DetailKind
    value: str
    glued: bool = False
    part: str = ""


def read_detail(text: str) -> Detail:
    """The kind and the value of a line; a line that says nothing special is text."""
    return _contact(text) or _website(text) or _partners(text) or _fact(text) or Detail(DetailKind.TEXT, text)


def is_address(website: str) -> bool:
    """Whether this can be kept as the address of a website, with or without https:// in front."""
    address = website if website.lower().startswith(("http://", "https://")) else f"https://{website}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return False
    return len(address) <= _LONGEST_ADDRESS


def _contact(text: str) -> Detail | None:
    glued = _GLUED_CONTACT.match(text)
    if glued and not _CONTACT.match(text) and EMAIL.match(glued["rest"]):
        return Detail(DetailKind.CONTACT, glued["rest"], glued=True)
    for pattern in (_CONTACT, _SPACED_CONTACT):
        match = pattern.match(text)
        if match:
            return Detail(DetailKind.CONTACT, match["rest"].strip())
    if _BARE_CONTACT.match(text):
        return Detail(DetailKind.CONTACT, "")
    if _PHONE.match(text) or EMAIL.fullmatch(re.sub(r"^mailto:", "", text)):
        return Detail(DetailKind.CONTACT, text)
    return None


def _website(text: str) -> Detail | None:
    if _URL.fullmatch(text):
        return Detail(DetailKind.WEBSITE, _tidy(text))
    match = _WEBSITE.match(text)
    if not match:
        return None
    rest = match["rest"].strip()
    if not rest and not text.lower().startswith("meer"):
        return Detail(DetailKind.WEBSITE, "")
    return Detail(DetailKind.WEBSITE, _tidy(rest)) if _URL.fullmatch(rest) else None


def _tidy(address: str) -> str:
    """An address without the comma, full stop or bracket of the sentence that it stood in."""
    address = address.rstrip(".,;:")
    return address.rstrip(").,;") if address.endswith(")") and "(" not in address else address


def _partners(text: str) -> Detail | None:
    if _BARE_PARTNERS.match(text):
        return Detail(DetailKind.PARTNERS, "")
    match = _PARTNERS.match(text)
    return Detail(DetailKind.PARTNERS, match["rest"].strip()) if match else None


def _fact(text: str) -> Detail | None:
    """A fact that can be kept; None for other words than a choice has, and for more than a line holds."""
    heading, _colon, rest = text.partition(":")
    part, said = PLACE_HEADINGS.get(normal_form(heading)), rest.strip()
    if part is None or not said:
        return None
    if part.choices:
        codes, unknown = part.read_choice([said])
        return None if unknown else Detail(DetailKind.FACT, codes, part=part.name)
    if part.kind is Kind.LINE and len(said) > (Implementation._meta.get_field(part.name).max_length or 0):
        return None
    return Detail(DetailKind.FACT, said, part=part.name)
