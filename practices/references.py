"""What a text says of another sheet or of a category, as a link: *(zie de categorie 'inclusieve vrije tijd')*."""

import re
from html import unescape

from django.utils.html import escape

from municipalities.text import normal_form
from practices.languages import SOURCE, prefix, reader_language
from practices.models import Category, PracticePage
from practices.remembered import remembered

_KINDS = {
    "category": ("categorie", "catégorie", "category"),
    "sheet": ("praktijk", "praktijkfiche", "fiche", "pratique", "practice"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_QUOTE = r"(?:[‘’'“”\"„«»]|&#x27;|&#39;|&quot;)"
_NAME = r"(?:(?<=\w)['’](?=\w)|[^<>‘’'“”\"„«»]){2,150}?"  # an apostrophe within a word ends none
_REFERENCE = re.compile(
    rf"\b(?P<kind>{'|'.join(_KIND_OF)}) ?(?P<open>{_QUOTE}\s?)(?P<name>{_NAME})(?P<close>\s?(?!['’]\w){_QUOTE})", re.IGNORECASE
)
_LINK = re.compile(r"(<a\b.{0,2000}?</a>)", re.DOTALL | re.IGNORECASE)


def link_references(html: str) -> str:
    """The rich text with a link on each name in quotes behind *categorie* or *praktijk* that is one; what is a link stays it.

    The database is asked only where a text refers to something.
    """
    if not _REFERENCE.search(html):
        return html
    return "".join(part if index % 2 else _REFERENCE.sub(_linked, part) for index, part in enumerate(_LINK.split(html)))


def _linked(found: re.Match[str]) -> str:
    name = unescape(found["name"])
    address = _FINDERS[_KIND_OF[found["kind"].lower()]](name)
    if not address:
        return found[0]
    before = found[0][: found.start("name") - found.start()]
    return f'{before}<a href="{escape(address)}">{found["name"]}</a>{found["close"]}'


def _category(name: str) -> str:
    """The address of a category, by its name in any language."""
    slug = slugs_of_categories().get(normal_form(name), "")
    return f"{prefix(reader_language())}praktijken/?category={slug}" if slug else ""


@remembered(seconds=60)
def slugs_of_categories() -> dict[str, str]:
    """The slugs of the categories that are offered, by their names in any language."""
    every = list(Category.objects.select_related("locale"))
    dutch = {each.translation_key: each.slug for each in every if each.approved and each.locale.language_code == SOURCE}
    return {normal_form(each.name): dutch[each.translation_key] for each in every if each.translation_key in dutch}


def _sheet(name: str) -> str:
    """The address of a published sheet, by its Dutch title."""
    found = PracticePage.objects.published().filter(title__iexact=name.strip()).only("slug").first()
    return f"{prefix(reader_language())}praktijken/{found.slug}/" if found else ""


_FINDERS = {"category": _category, "sheet": _sheet}
