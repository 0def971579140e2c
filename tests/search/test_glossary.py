"""Abbreviations and words of the field are explained the first time that a sheet has them, as editors wrote it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import Concept, ConceptName
from search.thesaurus.concept_mergers import merge_concepts
from search.thesaurus.first_concepts import define
from search.thesaurus.glossary import glossary
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ADDRESS = "/praktijken/onthaal/"
NT2 = "Nederlands als tweede taal"


@pytest.fixture(autouse=True)
def fresh():
    glossary.forget()
    yield
    glossary.forget()


def shown(client, address=ADDRESS):
    return BeautifulSoup(client.get(address).content, "html.parser")


def abbreviations(page):
    return [(each.text, each["title"]) for each in page.find("article").find_all("abbr")]


def test_an_abbreviation_is_explained_once_and_a_word_at_the_end(index, client):
    make_sheet(
        index,
        "Onthaal",
        introduction="Een brugfiguur helpt.",
        goals="<ul><li>NT2 volgen</li><li>NT2 en <b>OCMW</b></li></ul>",
        description='<p>Zie <a href="https://x.example">het CAW</a>, en NT2-lessen.</p>',
    )
    page = shown(client)

    assert abbreviations(page) == [("NT2", NT2), ("OCMW", "openbaar centrum voor maatschappelijk welzijn")]
    words = {row.dt.text: row.dd.text for row in page.find(id="words").find_parent("section").find_all("div")}
    assert list(words) == ["brugfiguur", "NT2", "OCMW"]
    assert words["brugfiguur"].startswith("iemand die gezinnen")
    assert page.find("article").find("a", string="het CAW")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NT2.", ["NT2"]),
        ("(NT2)", ["NT2"]),
        ("NT2's", ["NT2"]),
        ("NT2-les", ["NT2"]),
        ("nt2", []),
        ("NT20", []),
        ("pre-NT2", []),
        ("xNT2", []),
        ("PMS", []),  # another name of what CLB stands for
        ("VNG", []),
        ("UiTPAS", ["UiTPAS"]),
        ("R&amp;OCMW; &lt;NT2&gt;", ["OCMW", "NT2"]),
        ("<b>LO</b>I", []),
    ],
)
def test_what_is_one(index, client, text, found):
    make_sheet(index, "Onthaal", description=f"<p>Een tekst: {text}</p>")
    page = shown(client)

    assert [written for written, _meaning in abbreviations(page)] == found
    assert BeautifulSoup(text, "html.parser").text in page.find("article").text


@pytest.mark.parametrize(
    ("text", "word"), [("Brugfiguren", "brugfiguur"), ("een toeleider.", "toeleider"), ("brugfİguur", None)]
)
def test_a_word_is_explained_at_the_end_in_any_case(index, client, text, word):
    make_sheet(index, "Onthaal", description=f"<p>{text}</p>")
    words = shown(client).find(id="words")

    assert (words.find_parent("section").dt.text if words else None) == word


def test_each_name_that_comes_with_the_project_is_one_of_its_concept():
    """What is explained, as somebody read it: an abbreviation stands for the words of its definition, and for no other's."""
    known = {written: entry.meaning for written, entry in glossary().entries.items()}

    assert len(known) == 49  # 27 titles, and 22 names of theirs
    assert {"OCMW", "CAW", "LOI", "OKAN", "NT2", "CLB", "EVC", "CBE", "VDAB", "UiTPAS", "brugfiguren"} <= known.keys()
    assert not {"VNG", "NODO", "EVK", "PMS", "AIS"} & known.keys()


def test_a_sheet_without_any_says_nothing_of_them(index, client):
    make_sheet(index, "Onthaal")
    assert shown(client).find(id="words") is None


def test_an_editor_changes_the_meaning_and_whatever_is_in_it_is_text(index, client, writer):
    make_sheet(index, "Onthaal", description="<p>NT2</p>")
    concept = Concept.objects.get(title=NT2)
    client.force_login(writer)
    edit = f"/beheer/woordenlijst/edit/{concept.pk}/"
    assert NT2 in BeautifulSoup(client.get(edit).content, "html.parser").find("input", attrs={"name": "definition"})["value"]
    form = BeautifulSoup(client.get(edit).content, "html.parser").find("form", attrs={"method": "POST"})
    typed = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    typed |= {
        field["name"]: field.select_one("[selected]")["value"]
        for field in form.select("select")
        if field.select_one("[selected]")
    }
    typed |= {field["name"]: "on" for field in form.select("input[type=checkbox][checked]")}
    client.post(edit, {**typed, "definition": 'Nederlands "><script>alert(1)</script> {{ 7|add:7 }}'})
    glossary.forget()
    client.logout()
    page = shown(client)

    assert abbreviations(page) == [("NT2", 'Nederlands "><script>alert(1)</script> {{ 7|add:7 }}')]
    assert page.find("article").find("script") is None
    Concept.objects.update(definition="")
    glossary.forget()
    assert abbreviations(shown(client)) == []


def test_a_merger_takes_the_meaning_along_and_the_first_ones_overwrite_nothing():
    source, target = Concept.objects.get(title=NT2), Concept.objects.filter(definition="").first()
    assert merge_concepts(source, target)
    target.refresh_from_db()
    assert target.definition == NT2

    Concept.objects.filter(key="ocmw").update(definition="Ons eigen woord")
    define(Concept, ConceptName)
    assert Concept.objects.get(key="ocmw").definition == "Ons eigen woord"


def test_a_sheet_asks_the_database_no_more_for_it(index, client):
    make_sheet(index, "Onthaal", description="<p>NT2</p>")
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS)
    assert [query["sql"] for query in captured if "search_concept" in query["sql"]] == []
