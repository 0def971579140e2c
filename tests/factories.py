"""Sheets with real values."""

import factory
from wagtail_factories import ImageFactory

from municipalities.models import Municipality
from practices.models import Category, Implementation, Photo, PracticePage


class PhotoFactory(ImageFactory):
    class Meta:
        model = Photo

    title = "Onthaal in Ninove"
    alternative = Photo.Alternative.DESCRIBED
    description = "Twee mensen praten aan een tafel"
    credit = "© Stad Ninove"


class PracticeFactory(factory.Factory):
    """An unsaved sheet; `make_sheet` puts it in the tree."""

    class Meta:
        model = PracticePage

    title = "Onthaalgesprekken"
    introduction = "Veel gemeenten nodigen nieuwkomers uit voor een onthaalgesprek."
    goals = "<ul><li>Nieuwe inwoners welkom heten</li></ul>"
    description = "<p>Nieuwe inwoners krijgen een uitnodiging.</p>"


def make_sheet(index, title="Onthaalgesprekken", places=None, *, category="Onthaalbeleid", live=True, **fields):
    """A sheet under the index page, with an implementation for each label in `places` ({label: [municipality names]})."""
    page = PracticeFactory(title=title, category=Category.objects.get(name=category), live=live, **fields)
    blocks = {"Ninove": ["Ninove"]} if places is None else places
    for order, (label, names) in enumerate(blocks.items()):
        implementation = Implementation(label=label, contacts="onthaal@ninove.example", sort_order=order)
        implementation.municipalities.set(Municipality.objects.filter(name__in=names))
        page.implementations.add(implementation)
    index.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return PracticePage.objects.get(pk=page.pk)
