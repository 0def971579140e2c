"""Contacts as vCards, for the address book of a telephone or a mail program."""

import vobject
from django.conf import settings

from practices.whom_to_call import Contact


def vcards(page, implementation) -> str:
    """A card for each contact of an implementation that can be reached, one after the other; "" without any."""
    return "".join(_card(page, implementation, each) for each in implementation.whom_to_call if each.can_be_reached)


def _card(page, implementation, contact: Contact) -> str:
    card = vobject.vCard()
    name = contact.name or str(implementation)
    card.add("fn").value = name
    card.add("n").value = vobject.vcard.Name(family=name)
    card.add("org").value = [str(implementation)]
    for phone in contact.phones:
        card.add("tel").value = phone.dialled
    for email in contact.emails:
        card.add("email").value = email
    card.add("url").value = f"{settings.BASE_URL}{page.address}"
    card.add("note").value = page.title
    return card.serialize()
