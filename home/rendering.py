"""Jinja, in which every page that a reader sees is written; Django's own templates are for the admin and for e-mails."""

from datetime import date, datetime
from typing import Any

from django.template import defaultfilters
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import template_localtime  # type: ignore[attr-defined] # its stubs leave it out
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment

from practices.mosaics.drawing import picture_address
from practices.mosaics.signs import sign_of_category
from practices.output.cards import sheet_slug
from practices.output.pdf import checked_line
from practices.own_municipality import with_ours
from practices.pages import markup, place_maps, places, side_by_side
from practices.parts import IMPLEMENTATION, TERM_KINDS, named, short_facts_of
from practices.references import link_references
from practices.selection.address import MOST
from search.asked.field_questions import open_questions
from search.shown import first_found, related
from search.thesaurus.glossary import explained, words_explained

EXTENSIONS = (
    "jinja2.ext.i18n",
    "wagtail.jinja2tags.core",  # rich text
    "wagtail.images.jinja2tags.images",  # photos in a size
    "wagtail.admin.jinja2tags.userbar",  # the bar of an editor
)


def environment(**options: Any) -> Environment:
    """The environment of Jinja: translations, addresses, and what sheets are drawn with."""
    made = Environment(**options, extensions=EXTENSIONS)  # noqa: S701 - Django's backend switches escaping on
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined] # the extension of translations adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals.update(
        _=gettext,  # a text without variables, of which a page has many: the extension's own takes several times as long
        url=reverse,
        static=static,
        mosaic=markup.mosaic,
        picture_address=picture_address,
        sign_of_category=sign_of_category,
        foreign=markup.foreign,
        foreign_line=markup.foreign_line,
        foreign_page=markup.foreign_page,
        told_before=markup.told_before,
        told_after=markup.told_after,
        drafts_to=markup.drafts_to,
        short_facts_of=short_facts_of,
        unknown_facts_of=markup.unknown_facts_of,
        place_map=place_maps.place_map,
        facts_of=markup.facts_of,
        texts_of=markup.texts_of,
        helps_of=markup.helps_of,
        hurts_of=markup.hurts_of,
        term_kinds=TERM_KINDS,
        contact_part=named(IMPLEMENTATION, "contacts"),
        how_many=places.how_many,
        most_selected=MOST,
        related=related,
        first_found=first_found,
        qr=markup.qr,
        checked_line=checked_line,
        words_explained=words_explained,
        open_questions=open_questions,
    )
    made.filters.update(
        date=shown_date,
        capfirst=capfirst,
        linebreaks=defaultfilters.linebreaks_filter,
        linebreaksbr=defaultfilters.linebreaksbr,
        truncatewords=defaultfilters.truncatewords,
        in_brief=side_by_side.in_brief,
        in_full=side_by_side.in_full,
        marked=markup.marked,
        link_references=link_references,
        explained=explained,
        bare_address=markup.bare_address,
        breakable=markup.breakable,
        unbroken=markup.unbroken,
        fit=markup.fit,
        sheet_slug=sheet_slug,
        with_ours=with_ours,
        json_ld=markup.json_ld,
    )
    return made


def shown_date(moment: date | datetime, form: str | None = None) -> str:
    """A moment in the site's time zone, formatted in the reader's language."""
    return defaultfilters.date(template_localtime(moment), form)
