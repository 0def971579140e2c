"""Contacts as vCards, for the address book of a telephone or a mail program."""

import vobject
from django.conf import settings

from practices.whom_to_call import Contact


def vcards(implementation, *, title: str, address: str) -> str:
    """A card for each contact of an implementation that can be reached, one after the other; "" without any.

    `title` and `address` (without its host) are those of the sheet.
    """
    reached = [each for each in implementation.whom_to_call if each.can_be_reached]
    return "".join(_card(str(implementation), each, title, address) for each in reached)


def _card(who: str, contact: Contact, title: str, address: str) -> str:
    card = vobject.vCard()
    name = contact.name or who
    card.add("fn").value = name
    card.add("n").value = vobject.vcard.Name(family=name)
    card.add("org").value = [who]
    for phone in contact.phones:
        card.add("tel").value = phone.dialled
    for email in contact.emails:
        card.add("email").value = email
    card.add("url").value = f"{settings.BASE_URL}{address}"
    card.add("note").value = title
    return card.serialize()
