"""The names of the values of the facets, and of the places, as they are at a number of the journal.

Every change of a name writes a row of no sheet in the journal, so what was read stays true until the next such row; it is kept
in memory. (Reading it takes five times as long as a search; a sheet that is published must not cost every reader that.)
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from municipalities.models import Municipality, MunicipalityAlias, Province
from municipalities.names import Gazetteer
from municipalities.text import normal_form
from practices.languages import SOURCE
from practices.models import RetiredSlug
from practices.vocabularies import TermVocabulary
from search import journal
from search.facets import FACETS
from search.thesaurus.meanings import Thesaurus
from search.thesaurus.names_in_memory import thesaurus_of

# An earlier kind says more about what is meant: *Beveren* is rather the town before its merger than a village.
_ORDER: dict[str, int] = dict.fromkeys([MunicipalityAlias.Kind.FRENCH, MunicipalityAlias.Kind.SPELLING], 1)
_ORDER[MunicipalityAlias.Kind.FORMER] = 0


@dataclass
class FacetLabels:
    """`labels` has the name of each value by facet and slug, in the order of their names.

    `places` has by folded name (or postcode) what it can stand for, as (facet, slug) with the likeliest first; `provinces` has
    the slugs of the provinces by folded name; `official` are the names of the municipalities of today. `retired` leads from the
    slug of a merged term to its new one. `dutch` has by facet the slugs of the terms that have no name in this language. The
    `thesaurus` says what else things are called.
    """

    labels: dict[str, dict[str, str]]
    places: dict[str, list[tuple[str, str]]]
    provinces: dict[str, str]
    official: set[str]
    retired: dict[tuple[str, str], str]
    dutch: dict[str, set[str]] = field(default_factory=dict)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    made: dict[Any, Any] = field(default_factory=dict)  # what was made with these names, and holds as long as they do

    @cached_property
    def place_options(self) -> SafeString:
        """All municipalities as the options of a field in which one is typed."""
        return format_html_join("", "<option>{}", ((label,) for label in self.labels["municipality"].values()))


_kept: dict[str, tuple[int, FacetLabels]] = {}  # by language: a number of the journal, and the names at it


def labels_at(number: int, language: str) -> FacetLabels:
    """The names at this number of the journal; in a handful of queries when one has changed, in one when only sheets have."""
    known, names = _kept.get(language, (-1, None))
    if names is not None and known == number:
        return names
    if names is None or known > number or journal.names_changed(known, number):
        names = _read(language)
    _kept[language] = (number, names)
    return names


def forget_labels() -> None:
    """For who takes another database, or writes to it past the journal."""
    _kept.clear()


def _read(language: str) -> FacetLabels:
    labels: dict[str, dict[str, str]] = {}
    dutch: dict[str, set[str]] = {}
    for facet in FACETS:
        if facet.vocabulary is None:
            with translation.override(language):
                labels[facet.name] = {slug: str(label) for slug, label in facet.own}
        elif isinstance(facet.vocabulary, TermVocabulary):
            labels[facet.name], dutch[facet.name] = _terms(facet.vocabulary, language)
        else:
            labels[facet.name] = _place_labels(facet.vocabulary.model, language)
    retired = {(kind, slug): new for kind, slug, new in RetiredSlug.objects.values_list("kind", "slug", "replacement")}
    gazetteer = Gazetteer.from_database()
    provinces = {normal_form(name): slug for name, slug in Province.objects.values_list("name", "slug")}
    official = set(gazetteer.official)
    return FacetLabels(labels, _places(gazetteer), provinces, official, retired, dutch, gazetteer, thesaurus_of(language))


def _place_labels(model: type[Model], language: str) -> dict[str, str]:
    """The names of the places of today by slug, in their order; those of provinces in a language."""
    if model is Municipality:
        return dict(Municipality.objects.filter(successor=None).order_by("name").values_list("slug", "name"))
    with translation.override(language):
        return {province.slug: province.shown_name for province in Province.objects.order_by("name")}


def _terms(vocabulary: TermVocabulary, language: str) -> tuple[dict[str, str], set[str]]:
    """The names of the Dutch terms in a language, by slug, and the slugs of those that keep their Dutch name there."""
    found = list(vocabulary.shown().order_by("name").values_list("slug", "name", "translation_key"))
    if language == SOURCE:
        return {slug: name for slug, name, _key in found}, set()
    translations = vocabulary.model.objects.filter(locale__language_code=language)
    names = dict(translations.values_list("translation_key", "name"))
    named = [(slug, names.get(key, name)) for slug, name, key in found]
    dutch = {slug for slug, name, key in found if names.get(key, name) == name}  # one that is the same was only copied
    return dict(sorted(named, key=lambda each: normal_form(each[1]))), dutch


def _places(gazetteer: Gazetteer) -> dict[str, list[tuple[str, str]]]:
    places: dict[str, list[tuple[str, str]]] = {}
    for name, municipality in gazetteer.official.items():
        places[name] = [("municipality", municipality.slug)]
    kinds = MunicipalityAlias.objects.filter(municipality__successor=None).values_list("name", "kind", "municipality__slug")
    for name, _kind, slug in sorted(kinds, key=lambda row: _ORDER.get(row[1], 2)):
        found = places.setdefault(normal_form(name), [])
        if normal_form(name) not in gazetteer.official and ("municipality", slug) not in found:
            found.append(("municipality", slug))
    for codes, slug in Municipality.objects.current().order_by("name").values_list("postcodes", "slug"):
        for code in codes:
            places.setdefault(code, []).append(("municipality", slug))
    for name, slug in Province.objects.values_list("name", "slug"):
        places.setdefault(normal_form(name), [("province", slug)])
    return places
