"""What an editor should look at before a sheet goes live. Findings never block: a sheet with gaps beats no sheet."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.labels import Places, read_places
from municipalities.models import Municipality
from municipalities.names import Gazetteer
from practices.contacts import EMAIL, is_personal
from practices.parts import IMPLEMENTATION, SHEET, Kind, Part, value_of
from practices.richtext import read_blocks

_VAGUE = {
    "hier",
    "klik hier",
    "lees meer",
    "meer",
    "meer info",
    "meer informatie",
    "link",
    "deze link",
    "website",
    "ici",
    "here",
}


_EMPTY = gettext_lazy("This part is still empty.")
_WHEN_EMPTY = {
    "category": gettext_lazy("Choose a category; without one, nobody can find the sheet by browsing."),
    "goals": gettext_lazy("There are no goals. What should this practice improve?"),
}


@dataclass(frozen=True)
class Finding:
    """Something to look at: where on the sheet, what to do, and the address of the screen where, if that is another one."""

    where: str
    message: str
    address: str = ""


def findings_of(page) -> list[Finding]:
    """Everything to look at on a PracticePage: parts that are missing, vague links, who does it. Empty when complete."""
    return [*_photo(page), *_texts(page), *_links(page), *_implementations(page)]


def completeness(page) -> tuple[int, int]:
    """How many of the parts of a sheet are filled, and of how many."""
    said = [_says(page, part) for part in SHEET if part.expected]
    return sum(said), len(said)


def _says(page, part: Part) -> bool:
    """Whether a part says something; of its implementations whether one has all that is expected of one."""
    if part.kind is Kind.BLOCKS:
        wanted = [each for each in IMPLEMENTATION if each.expected]
        return any(all(value_of(block, each) for each in wanted) for block in page.implementations.all())
    if part.kind is Kind.FILES:
        return bool(getattr(page, f"{part.name}_id"))  # without asking for the file
    value = value_of(page, part)
    return bool(read_blocks(value) if part.is_rich else value)


def _photo(page) -> Iterator[Finding]:
    for photo in (each.image for each in page.photos):
        if photo.alternative == "described" and not photo.description.strip():
            yield Finding(_("Photo"), _("The photo has no alternative text."))
        if not photo.alternative:
            yield Finding(_("Photo"), _("Decide whether the photo needs alternative text."))


def _texts(page) -> Iterator[Finding]:
    for part in SHEET:
        if part.expected and part.kind not in {Kind.FILES, Kind.BLOCKS} and not _says(page, part):
            yield Finding(str(part.label), str(_WHEN_EMPTY.get(part.name, _EMPTY)))
    for part in SHEET:
        for term in page.all_terms_of(part.name) if part.kind is Kind.TERMS else ():
            if not term.approved:
                where = str(term._meta.verbose_name).capitalize()
                edit = reverse(f"wagtailsnippets_practices_{term._meta.model_name}:edit", args=[term.pk])
                text = _("The term “%(name)s” has not been approved yet, so readers do not see it.")
                yield Finding(where, text % {"name": term.name}, edit)


def _links(page) -> Iterator[Finding]:
    texts = [(str(part.label), getattr(page, part.name)) for part in SHEET if part.is_rich]
    texts += [
        (str(each), getattr(each, part.name)) for each in page.implementations.all() for part in IMPLEMENTATION if part.is_rich
    ]
    for where, html in texts:
        for link in BeautifulSoup(html, "html.parser").find_all("a"):
            text = link.get_text(" ", strip=True)
            if text.casefold().strip(" .:…") in _VAGUE:
                yield Finding(where, _("The link “%(text)s” does not say where it leads.") % {"text": text})


def _implementations(page) -> Iterator[Finding]:
    implementations = list(page.implementations.all())
    if not implementations:
        yield Finding(_("This practice in"), _("No municipality does this yet. Add at least one."))
    elif not any(implementation.contacts.strip() for implementation in implementations):
        yield Finding(_("This practice in"), _("There is nobody to call: no implementation has a contact."))
    gazetteer = Gazetteer.from_database() if any(implementation.label for implementation in implementations) else Gazetteer()
    for implementation in implementations:
        yield from _implementation(implementation, gazetteer)


def _implementation(implementation, gazetteer: Gazetteer) -> Iterator[Finding]:
    places = [place.name for place in implementation.municipalities.all()]
    where = str(implementation) or _("Implementation")
    yield from _names(implementation, where, gazetteer)
    if implementation.website_lost and not implementation.website:
        yield Finding(where, _("The sheet mentioned a website, but its address was lost. Look it up and fill it in."))
    if implementation.contacts.strip() and not re.search(r"@|\d[\d ./-]{6,}", implementation.contacts):
        yield Finding(where, _("The contact has no e-mail address and no phone number."))
    for address in EMAIL.findall(implementation.contacts):
        if is_personal(address, places):
            yield Finding(
                where,
                _("%(address)s looks like a personal mailbox. Ask for a department's address, or for consent.")
                % {"address": address},
            )


def _names(implementation, where: str, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Whether the municipalities are there, and are those that the shown name says."""
    linked = set(implementation.municipalities.all())
    written = read_places(implementation.label, gazetteer) if implementation.label else Places()
    if not linked and not written.ambiguous:
        yield Finding(where, _("No municipality is linked, so this does not appear under any municipality."))
    missing = _listed(set(written.municipalities) - linked)
    if missing and linked:
        yield Finding(
            where,
            _("The display name says %(places)s, which is not linked. Clear the display name, or add the municipality.")
            % {"places": missing},
        )
    for name in [name for name in written.ambiguous if not linked.intersection(name.candidates)]:
        text = _("“%(name)s” could be %(places)s; none of these are linked.")
        yield Finding(where, text % {"name": name.written, "places": _listed(name.candidates)})


def _listed(places: Iterable[Municipality]) -> str:
    return ", ".join(sorted(place.name for place in places))
