"""What an editor should look at before a sheet goes live. Findings never block: a sheet with gaps beats no sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from municipalities.labels import Places, read_places
from municipalities.names import Gazetteer
from practices.contacts import EMAIL, is_personal

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


@dataclass(frozen=True)
class Finding:
    """Something to look at: where on the sheet, and what to do."""

    where: str
    message: str


def findings_of(page) -> list[Finding]:
    """Everything to look at on a PracticePage: parts that are missing, vague links, who does it. Empty when complete."""
    return [*_photo(page), *_texts(page), *_links(page), *_implementations(page)]


def completeness(page) -> tuple[int, int]:
    """How many of the parts of a sheet are filled, and of how many."""
    parts = [
        page.introduction,
        page.category_id,
        page.goals,
        page.target_groups.all(),
        page.description,
        page.success_factors,
        page.challenges,
        page.policy_domains.all(),
        page.image_id,
        any(implementation.contacts for implementation in page.implementations.all()),
    ]
    return sum(1 for part in parts if part), len(parts)


def _photo(page) -> Iterator[Finding]:
    if page.image and page.image.alternative == "described" and not page.image.description.strip():
        yield Finding(_("Photo"), _("The photo has no alternative text."))
    if page.image and not page.image.alternative:
        yield Finding(_("Photo"), _("Decide whether the photo needs an alternative text."))


def _texts(page) -> Iterator[Finding]:
    if not page.category_id:
        yield Finding(_("Category"), _("Choose a category; without one nobody finds the sheet by browsing."))
    for term in filter(None, [page.category, *page.target_groups.all(), *page.policy_domains.all()]):
        if not term.approved:
            yield Finding(
                str(term._meta.verbose_name).capitalize(), _("The term “%(name)s” was not approved yet.") % {"name": term.name}
            )
    if not BeautifulSoup(page.goals, "html.parser").get_text(strip=True):
        yield Finding(_("Goals"), _("There are no goals. What should be better with this practice?"))
    parts = [
        (_("Target group"), page.target_groups.all()),
        (_("Description"), page.description),
        (_("Success factors"), page.success_factors),
        (_("Challenges"), page.challenges),
        (_("Policy domains"), page.policy_domains.all()),
    ]
    yield from (Finding(where, _("This part is still empty.")) for where, part in parts if not part)


def _links(page) -> Iterator[Finding]:
    texts = [
        (_("Goals"), page.goals),
        (_("Description"), page.description),
        (_("Success factors"), page.success_factors),
        (_("Challenges"), page.challenges),
    ]
    texts += [(str(each), each.description) for each in page.implementations.all()]
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
        yield Finding(where, _("The sheet named a website, but its address was lost. Look it up and fill it in."))
    if implementation.contacts.strip() and not re.search(r"@|\d[\d ./-]{6,}", implementation.contacts):
        yield Finding(where, _("The contact has no e-mail address and no phone number."))
    for address in EMAIL.findall(implementation.contacts):
        if is_personal(address, places):
            yield Finding(
                where,
                _("%(address)s looks like somebody's own mailbox. Ask for one of a service, or for consent.")
                % {"address": address},
            )


def _names(implementation, where: str, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Whether the municipalities are there, and are those that the shown name says."""
    linked = set(implementation.municipalities.all())
    written = read_places(implementation.label, gazetteer) if implementation.label else Places()
    if not linked and not written.ambiguous:
        yield Finding(where, _("No municipality is linked, so this does not show under a municipality."))
    missing = ", ".join(place.name for place in written.municipalities if place not in linked)
    if missing and linked:
        yield Finding(
            where, _("The shown name says %(places)s, which is not linked. Empty it, or add it.") % {"places": missing}
        )
    for name in written.ambiguous:
        if not linked.intersection(name.candidates):
            names = ", ".join(place.name for place in name.candidates)
            text = _("“%(name)s” can be %(places)s; none of these is linked.")
            yield Finding(where, text % {"name": name.written, "places": names})
