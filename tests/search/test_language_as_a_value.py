"""The search is given its language: who happens to ask in which language changes nothing."""

import pytest
from django.utils import translation

from practices.models import PracticePage
from search import indexes
from search.documents import make_document
from search.facets import FACETS
from search.finding import Finder, Question
from search.language.analysis import analyse
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "fr", "en")


def under_each_language(do):
    results = []
    for language in LANGUAGES:
        with translation.override(language):
            results.append(do())
    return results


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_is_the_same_whatever_language_is_active(index, language):
    page = make_sheet(index)
    loaded = PracticePage.objects.published().for_index().get(pk=page.pk)
    first, *others = under_each_language(lambda: make_document(loaded, language))

    assert all(other == first for other in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_and_the_names_of_the_facets_are_the_same_too(index, language):
    make_sheet(index, "Onthaalgesprekken")

    def ask():
        finder = Finder(language)
        answer = finder.find(Question("onthaalgesprek"))
        return answer.found.cards, answer.found.counts, answer.names.labels, answer.parsed

    first, *others = under_each_language(ask)
    assert all(other == first for other in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tokens_are_those_of_the_language_that_is_given(language):
    first, *others = under_each_language(lambda: analyse("Onthaalgesprekken discussions meetings", language))

    assert all(other == first for other in others)


def test_the_parts_of_a_sheet_are_told_by_their_id_in_each_language(index):
    page = make_sheet(index)
    told = {}
    for language in LANGUAGES:
        [document] = indexes.documents(language, [page.pk])
        told[language] = [passage["part"] for passage in document.card["passages"]]

    assert told["nl"] == told["fr"] == told["en"]
    assert {"introduction", "category", "goals", "description", "implementations"} <= set(told["nl"])


def test_a_facet_without_a_table_narrows_the_page_and_the_api_and_has_names_in_each_language(index, client):
    make_sheet(index, "Met iemand")
    silent = make_sheet(index, "Zonder iemand", live=False)
    draft = silent.get_latest_revision_as_object()
    for each in draft.implementations.all():
        each.contacts = ""
    draft.save_revision().publish()

    found = client.get("/api/v1/practices/", {"with": "contact"}).json()
    assert [each["title"] for each in found["results"]] == ["Met iemand"]
    assert [value["label"] for value in found["facets"]["with"]] == ["iemand om te bellen", "een foto"]
    page = client.get("/praktijken/", {"with": "contact"})
    assert "1 praktijk" in page.content.decode()
    assert "une personne à appeler" in client.get("/fr/praktijken/").content.decode()
    assert {facet.name for facet in FACETS if facet.vocabulary is None} == {
        "size", "with", "cost", "carried_by", "evidence", "status",
    }  # fmt: skip
