"""Contacts and partners as people write them: a line each, with addresses of e-mail somewhere in it."""

import re

from municipalities.text import normal_form

EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_SEPARATOR = re.compile(r"\s*(?:&|,|;|/|\ben\b|\bof\b)\s*")
# Parts of words that make a mailbox one of a service.
_SERVICE = re.compile(
    r"info|dienst|loket|onthaal|welkom|welzijn|integratie|divers|samenleven|gelijke|kansen|jeugd|sport|cultuur|onderwijs|"
    r"school|vrijetijd|vrije|wonen|woon|taal|opvang|ocmw|loi|sociaal|huis|buurt|wijk|preventie|burgerzaken|bibliotheek|"
    r"personeel|hr|milieu|groen|mobiliteit|secretariaat|contact|buddy|vrijwillig|meldpunt|bestuur|balie|coordinat|beleid|"
    r"toegankelijk|levensbeschouw|mondiaal|raad|feest|ldc|project|team|noreply|lezen|lees|brugfig|zwem|ontmoet|speel|kamp"
)


def split_contacts(value: str) -> list[str]:
    """One line per contact where the text is nothing but addresses; else the line as it is, with tidy addresses.

    >>> split_contacts("welkom@affligem.be & integratie@liedekerke.be")
    ['welkom@affligem.be', 'integratie@liedekerke.be']
    """
    value = EMAIL.sub(lambda address: address[0].lower(), re.sub(r"mailto:\s*", "", value, flags=re.IGNORECASE)).strip()
    parts = [part for part in _SEPARATOR.split(value) if part]
    if len(parts) > 1 and all(EMAIL.fullmatch(part) for part in parts):
        return parts
    return [value] if value else []


def addresses(lines: list[str]) -> list[str]:
    """The e-mail addresses in contact lines; a line without one stands for itself."""
    return [address for line in lines for address in EMAIL.findall(line) or [line]]


def split_partners(text: str) -> list[str]:
    """The partners of a line: at commas and semicolons, but not inside brackets."""
    parts, depth, current = [], 0, ""
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character in ",;" and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return [part.strip(" .") for part in [*parts, current] if part.strip(" .")]


def is_personal(address: str, places: list[str]) -> bool:
    """Whether an e-mail address looks like somebody's own: two words, neither a service nor a place.

    `places` are names of municipalities; *jeugd.brecht@…* and *info@…* are of a service, *an.peeters@…* is of a person.
    """
    local, _at, domain = address.casefold().partition("@")
    parts = [part for part in re.split(r"[._-]", local) if part]
    if len(parts) < 2:  # noqa: PLR2004 - a name has a first and a last part
        return False
    known = " ".join([*map(normal_form, places), re.sub(r"[^a-z]+", " ", domain)]).split()
    return not any(part in known or _SERVICE.search(part) or part.isdigit() for part in parts)
