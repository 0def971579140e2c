"""Written terms as terms of the taxonomy; what is unknown becomes a term that waits for an editor."""

import difflib

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from municipalities.text import normal_form
from practices.taxonomy import RetiredSlug, Term


def term_key(name: str) -> str:
    """The form in which terms are compared: without case, accents, punctuation; *&* is *en*.

    >>> term_key("Ontmoeting & participatie")
    'ontmoeting en participatie'
    """
    return normal_form(name.replace("&", " en "))


def _merged_into(model: type[Term], name: str, locale: Locale) -> Term | None:
    """The term that one with this name was merged into, if any."""
    retired = RetiredSlug.objects.filter(kind=model.facet, slug=slugify(name)).first()
    return model.objects.filter(locale=locale, slug=retired.replacement).first() if retired else None


def find_or_make(model: type[Term], name: str, locale: Locale, doubts: list[str]) -> Term | None:
    """The term with this name; an unknown one is made as not approved, and reported. None for an empty name."""
    if not name:
        return None
    known = {term_key(term.name): term for term in model.objects.filter(locale=locale)}
    key = term_key(name)
    if key in known:
        return known[key]
    merged = _merged_into(model, name, locale)
    if merged:
        doubts.append(_("“%(text)s” was read as %(term)s") % {"text": name, "term": merged.name})
        return merged
    term = model(name=name, locale=locale, approved=False)
    term.full_clean()
    term.save()
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.75)
    values = {"kind": model._meta.verbose_name, "name": name, "close": known[close[0]].name if close else ""}
    if close:
        doubts.append(_("New %(kind)s, not approved: “%(name)s”; perhaps it is “%(close)s”") % values)
    else:
        doubts.append(_("New %(kind)s, not approved: “%(name)s”") % values)
    return term
