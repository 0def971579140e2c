"""The results page: what a reader sees, at what cost, and what every address gives."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from municipalities.loading import load_municipalities
from municipalities.models import Municipality
from municipalities.shapes import DATA
from practices.models import Category, PracticePage, PracticeTag, TargetGroup
from practices.output.spreadsheets import safe
from search import exports
from tests.factories import make_sheet
from tests.search.generated import make_sheets
from tests.sitemap import whole_sitemap

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ADDRESS = "/praktijken/"


def titles(client, address):
    return [link.text for link in soup(client, address).select(".result__title a")]


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200, response
    return BeautifulSoup(response.content, "html.parser")


def text(node):
    return " ".join(node.get_text(" ").split())


def test_the_heading_is_the_sentence_of_the_result(client, index):
    make_sheet(index, "Praattafels")
    assert text(soup(client, f"{ADDRESS}?q=praattafel").h1) == "1 praktijk over “praattafel”"
    assert text(soup(client, ADDRESS).h1) == "1 praktijk"


def test_facets_are_or_inside_and_and_between_with_counts_that_a_click_gives(client, index):
    make_sheet(index, "Een", {"Gent": ["Gent"]}, category="Taal")
    make_sheet(index, "Twee", {"Gent": ["Gent"], "Aalst": ["Aalst"]}, category="Wonen")
    make_sheet(index, "Drie", {"Aalst": ["Aalst"]}, category="Taal")

    assert set(titles(client, f"{ADDRESS}?municipality=gent&municipality=aalst")) == {"Een", "Twee", "Drie"}
    assert set(titles(client, f"{ADDRESS}?municipality=gent&category=taal")) == {"Een"}
    page = soup(client, f"{ADDRESS}?category=taal")
    counts = {(label.input["name"], label.input["value"]): int(label.i.text) for label in page.select(".facet label:has(i)")}
    assert counts["category", "taal"] == 2
    assert counts["category", "wonen"] == 1  # its own selection does not lower it
    assert (counts["municipality", "gent"], counts["municipality", "aalst"]) == (1, 1)


def test_a_value_without_sheets_is_shown_and_off(client, index):
    make_sheet(index, "Een", category="Taal")
    page = soup(client, f"{ADDRESS}?category=taal")
    off = page.select_one('input[name=category][value="wonen"]')

    assert off.has_attr("disabled")
    assert text(off.parent).endswith("0")


def test_every_municipality_can_be_chosen_and_typed_under_any_name(client, index):
    make_sheet(index, "Onthaal", {"Machelen": ["Machelen"]})
    options = soup(client, ADDRESS).select("datalist option")
    assert len(options) == 285

    response = client.get(f"{ADDRESS}?municipality=Diegem&q=onthaal")
    assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}?q=onthaal&municipality=machelen")
    assert titles(client, f"{ADDRESS}?municipality=machelen") == ["Onthaal"]


def test_chips_say_what_is_chosen_and_lead_to_the_address_without_it(client, index):
    make_sheet(index, "Onthaal", {"Gent": ["Gent"]}, category="Taal")
    chips = soup(client, f"{ADDRESS}?q=onthaal&category=taal&municipality=gent&page=1").select(".chips a")

    assert [(text(chip).partition(" ×")[0], chip["href"]) for chip in chips] == [
        ("Categorie: Taal", "?q=onthaal&municipality=gent"),
        ("Gemeente: Gent", "?q=onthaal&category=taal"),
        ("Wis filters", f"{ADDRESS}?q=onthaal"),
    ]


def test_every_municipality_that_was_chosen_can_be_taken_off(client, index):
    places = ["Aalst", "Gent", "Genk", "Halle", "Hasselt", "Leuven", "Mechelen", "Ninove", "Roeselare"]
    make_sheet(index, "Onthaal", {"Samen": places})
    page = soup(client, f"{ADDRESS}?{'&'.join(f'municipality={place.lower()}' for place in places)}")

    assert len(page.select("input[name=municipality][checked]")) == len(places)


def test_a_municipality_that_was_asked_for_stands_first_on_a_card(client, index):
    make_sheet(index, "Onthaal", {"Samen": ["Aalst", "Gent", "Halle", "Ninove", "Tielt"]})

    for address in (f"{ADDRESS}?q=Tielt", f"{ADDRESS}?municipality=tielt"):
        assert [plate.text for plate in soup(client, address).select(".result .plate")] == ["Tielt", "Aalst", "Gent", "Halle"]


def test_the_map_of_a_chosen_municipality_shows_no_other(client, index):
    make_sheet(index, "Onthaal", {"Samen": ["Aalst", "Gent"]})
    make_sheet(index, "Taal", {"Halle": ["Halle"]})
    page = soup(client, f"{ADDRESS}?view=map&municipality=aalst")

    assert [place.text for place in page.select(".place-list a")] == ["Aalst"]


def test_a_municipality_without_a_practice_leads_to_its_page(client, index):
    make_sheet(index, "Onthaal")
    page = soup(client, f"{ADDRESS}?q=Furnes")

    assert (
        text(page.find(class_="town"))
        == "Veurne Furnes is een andere naam voor Veurne. 0 praktijken Contacten, en wat de buren doen"
    )


def test_a_page_behind_a_login_is_shown_to_who_logged_in(client, index, writer):
    make_sheet(index, "Onthaal")
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(ADDRESS).status_code == 302
    client.force_login(writer)

    assert text(soup(client, ADDRESS).h1) == "0 praktijken"  # every sheet is below it


def test_the_menu_leads_to_sharing_a_practice(client, index):
    make_sheet(index, "Onthaal")
    links = soup(client, ADDRESS).find_all("a", string="Deel jouw praktijk")

    assert links
    assert {link["href"] for link in links} == {"/deel-jouw-praktijk/"}


def test_other_words_keep_the_filters_the_order_and_the_map(client, index):
    make_sheet(index, "Onthaal", {"Gent": ["Gent"]})
    form = soup(client, f"{ADDRESS}?q=onthaal&municipality=gent&sort=title&view=map").select_one("[data-search]")

    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert hidden == {"municipality": "gent", "sort": "title", "view": "map"}


def test_a_hit_shows_why_it_was_found(client, index):
    make_sheet(index, "Onthaalgesprekken", introduction="Wij heten <b>iedereen</b> welkom.")
    page = soup(client, f"{ADDRESS}?q=gesprek")
    assert [mark.text for mark in page.select("mark")] == ["Onthaalgesprekken"]
    assert "<b>iedereen</b>" in page.select_one(".result__lead").get_text()


def test_a_hit_in_the_text_of_one_municipality_names_it(client, index):
    page = make_sheet(index, "Onthaal", {"Gent": ["Gent"], "Aalst": ["Aalst"]})
    draft = page.get_latest_revision_as_object()
    gent, aalst = draft.implementations.all()
    aalst.description = "<p>Met een fietsbieb.</p>"
    draft.implementations.set([gent, aalst])
    draft.save_revision().publish()

    assert text(soup(client, f"{ADDRESS}?q=fietsbieb").select_one(".result__lead")) == "Aalst: Met een fietsbieb ."


def test_nothing_found_says_what_to_leave_out_and_how_many_that_gives(client, index):
    make_sheet(index, "Praattafels", {"Gent": ["Gent"]}, category="Taal")
    make_sheet(index, "Zwemlessen", {"Gent": ["Gent"]}, category="Wonen")
    page = soup(client, f"{ADDRESS}?q=praattafel+zwemlessen&category=taal")
    nothing = text(page.select_one(".nothing"))

    assert "zonder “zwemlessen” : 1 praktijk" in nothing
    assert "Deel jouw praktijk" in nothing
    for link in page.select(".nothing li a"):
        assert titles(client, ADDRESS + link["href"]) == ["Praattafels"]


def test_a_typing_error_is_read_as_what_was_meant_and_that_is_said(client, index):
    make_sheet(index, "Onthaalgesprekken")
    page = soup(client, f"{ADDRESS}?q=ontaalgesprekken")

    assert [text(link) for link in page.select(".result__title")] == ["Onthaalgesprekken"]
    assert "resultaten voor onthaalgesprekken" in text(page.select_one(".meant"))


def test_sorting_and_pages_keep_the_rest_of_the_address(client, index):
    make_sheets(index, 45)
    page = soup(client, f"{ADDRESS}?sort=title&page=2")
    assert len(page.select(".result")) == 20
    assert page.select_one("a[rel=next]")["href"] == "?sort=title&page=3"
    assert page.select_one("a[rel=prev]")["href"] == "?sort=title"
    assert [link["href"] for link in page.select(".finder__bar a")] == [
        "?sort=recent",
        "?sort=title",
        "?sort=title",
        "?sort=title&view=map",
        "?sort=title&view=contacts",
    ]
    ordered = titles(client, f"{ADDRESS}?sort=title") + titles(client, f"{ADDRESS}?sort=title&page=2")
    assert ordered == sorted(ordered)
    assert client.get(f"{ADDRESS}?page=99")["Location"] == f"{ADDRESS}?page=3"


def test_the_map_keeps_the_filters_and_leads_to_the_sheets_of_a_municipality(client, index):
    make_sheet(index, "Een", {"Gent": ["Gent"]}, category="Taal")
    make_sheet(index, "Twee", {"Aalst": ["Aalst"]}, category="Wonen")
    page = soup(client, f"{ADDRESS}?category=taal&view=map")

    assert [text(link) for link in page.select(".place-list a")] == ["Gent"]
    assert page.select_one(".place-list a")["href"] == "?category=taal&municipality=gent"
    assert page.select_one('.filters input[name="view"]')["value"] == "map"


def test_the_page_costs_at_most_three_queries_and_writes_nothing(client, index):
    make_sheets(index, 60)
    addresses = [ADDRESS, f"{ADDRESS}?q=taal+gesprek", f"{ADDRESS}?category=taal&municipality=gent&q=onthaal"]
    for address in addresses:
        client.get(address)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        statements = [query["sql"] for query in captured.captured_queries]
        assert len(statements) <= 3, statements
        assert not [sql for sql in statements if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql)]


def test_its_html_is_at_most_35_kilobytes_with_twenty_results_and_all_municipalities(client, index):
    make_sheets(index, 60)
    for address in (ADDRESS, f"{ADDRESS}?q=taal"):
        assert len(client.get(address).content) <= 35 * 1024


def test_the_files_have_the_same_sheets_in_the_same_order(client, index):
    make_sheets(index, 30)
    address = f"{ADDRESS}?q=taal&sort=title"
    names = titles(client, address) + titles(client, f"{address}&page=2")
    rows = list(csv.reader(io.StringIO(client.get(f"{address}&format=csv").content.decode("utf-8-sig")), delimiter=";"))
    cells = load_workbook(io.BytesIO(client.get(f"{address}&format=xlsx").content)).active.iter_rows(values_only=True)
    data = json.loads(client.get(f"{address}&format=json").content)
    feed = ET.fromstring(client.get(f"{address}&format=rss").content)  # noqa: S314 - our own

    assert [row[0] for row in rows[1:]] == names
    assert [row[0] for row in cells][1:] == names
    assert [result["title"] for result in data["results"]] == names
    assert [title.text for title in feed.findall("channel/item/title")] == names


def test_contacts_of_a_selection_are_those_of_the_chosen_municipalities(client, index):
    make_sheet(index, "Onthaal", {"Gent": ["Gent"], "Aalst": ["Aalst"]})
    content = client.get(f"{ADDRESS}?municipality=gent&format=contacts").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))[1:]

    assert [row[:4] for row in rows] == [["Gent", "Onthaal", "Gent", "onthaal@ninove.example"]]
    assert rows[0][5].endswith("/praktijken/onthaal/#gent")
    assert rows[0][6] == "Oost-Vlaanderen"


def test_contacts_of_a_province_are_those_in_it(client, index):
    make_sheet(index, "Onthaal", {"Gent": ["Gent"], "Halle": ["Halle"], "Genk": ["Genk"]})
    content = client.get(f"{ADDRESS}?province=vlaams-brabant&format=contacts").content.decode("utf-8-sig")

    assert [row[0] for row in csv.reader(io.StringIO(content), delimiter=";")][1:] == ["Halle"]


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-2", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_execute_is_text(cell):
    assert safe(cell) == f"'{cell}"


def test_a_keyword_with_accents_is_a_facet(client, index):
    page = make_sheet(index, "Café")
    page.tags.add("café")
    page.save_revision().publish()
    slug = PracticeTag.objects.get().slug

    assert titles(client, f"{ADDRESS}?tag={slug}") == ["Café"]


@pytest.mark.parametrize(
    "query", ['gesprek"', '"taal', 'a"b', '"*(', "NEAR(", "taal AND", "\x00", "-taal", "a:b", "'", "“”", "ß"]
)
def test_signs_in_a_query_are_no_error(client, index, query):
    make_sheet(index)

    assert client.get(ADDRESS, {"q": query}).status_code == 200
    for name in ("category", "municipality", "province", "tag", "sort", "view", "page", "format"):
        assert client.get(ADDRESS, {name: query}).status_code in {200, 302}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters(blacklist_categories=("Cs",)), max_size=80))
def test_any_query_is_answered(client, index, query):
    assert client.get(ADDRESS, {"q": query}).status_code == 200


def test_a_place_must_be_there_however_long_the_query_is(client, index):
    make_sheet(index, "Taal en vrijwilligers", {"Gent": ["Gent"]})
    make_sheet(index, "Vrijwilligers en taal", {"Aalst": ["Aalst"]})

    assert titles(client, f"{ADDRESS}?q=taal+vrijwilligers+Gent") == ["Taal en vrijwilligers"]


def test_the_province_is_not_the_town_of_that_name(client, index):
    make_sheet(index, "Een", {"Turnhout": ["Turnhout"]})

    assert titles(client, f"{ADDRESS}?q=provincie+Antwerpen") == ["Een"]
    assert titles(client, f"{ADDRESS}?q=Antwerpen") == []


def test_a_redirect_keeps_the_form_of_the_file(client, index):
    response = client.get(f"{ADDRESS}?municipality=Diegem&format=csv")
    assert response["Location"] == f"{ADDRESS}?municipality=machelen&format=csv"


def test_signs_that_a_file_may_not_hold_are_left_out(client, index):
    make_sheet(index, "Een", introduction="Geplakt\x0buit Word.")
    for form in ("csv", "xlsx", "json", "rss"):
        assert client.get(f"{ADDRESS}?format={form}").status_code == 200


def test_the_newest_come_first_also_when_they_were_published_within_a_second(client, index):
    for title in ("Een", "Twee", "Drie", "Vier"):
        make_sheet(index, title)

    assert titles(client, ADDRESS) == ["Vier", "Drie", "Twee", "Een"]


@pytest.mark.parametrize("asked", ["🎉", "???", "“”", "…", "—"])
def test_nothing_is_about_what_is_no_word(client, index, asked):
    make_sheet(index, "Praattafels")
    page = soup(client, f"{ADDRESS}?q={asked}")

    assert text(page.h1) == "1 praktijk"
    assert "relevance" not in str(page.find("main"))


def test_a_question_finds_what_its_telling_words_say(client, index):
    for number in range(6):
        make_sheet(index, f"Wandeling {number}", description="De gemeente doet iets met mensen rond wandelen.")
    make_sheet(index, "Praattafels", description="Vrijwilligers praten met anderstaligen.")

    assert titles(client, f"{ADDRESS}?q=welke gemeenten doen iets met praattafels?") == ["Praattafels"]
    assert titles(client, f"{ADDRESS}?q=Hoe pak je praattafels het best aan?") == ["Praattafels"]
    assert len(titles(client, f"{ADDRESS}?q=gemeenten")) >= 6  # nothing else is asked


def test_a_word_that_no_sheet_has_is_said_and_left_out(client, index):
    make_sheet(index, "Praattafels")
    page = soup(client, f"{ADDRESS}?q=praattafels sneeuwruimer")
    assert [text(each) for each in page.select(".result__title")] == ["Praattafels"]
    assert "Geen enkele praktijk vermeldt “sneeuwruimer”. Je ziet wat zonder dat woord gevonden is." in text(page.find("main"))

    assert titles(client, f"{ADDRESS}?q=sneeuwruimer") == []
    assert titles(client, f"{ADDRESS}?q=sneeuwruimer bladblazer praattafels") == []


@pytest.mark.parametrize("prefix", ["", "/fr", "/en"])
def test_suggestions_are_asked_in_the_language_of_the_page(client, index, prefix):
    make_sheet(index, "Praattafels")
    address = soup(client, f"{prefix}{ADDRESS}").select_one("#q")["data-suggest"]

    assert address == f"{prefix}/api/v1/suggest/"
    assert client.get(f"{address}?q=praat").status_code == 200


def test_a_search_as_a_feed_says_which_one_it_is_and_when(client, index):
    make_sheet(index, "Praattafels", category="Taal")
    feed = ET.fromstring(client.get(f"{ADDRESS}?q=praat&category=taal&format=rss").content)  # noqa: S314 - our own

    assert feed.findtext("channel/title") == "Praktijken · “praat” · Taal"
    assert feed.findtext("channel/item/pubDate")
    own = feed.find("channel/{http://www.w3.org/2005/Atom}link")
    assert (own.get("rel"), own.get("href")) == ("self", f"http://testserver{ADDRESS}?q=praat&category=taal&format=rss")
    plain = ET.fromstring(client.get(f"{ADDRESS}?format=rss").content)  # noqa: S314 - our own
    assert not plain.findtext("channel/link").endswith("?")


@pytest.mark.parametrize(
    ("query", "is_indexed"),
    [
        ("", True),
        ("?page=2", True),
        ("?q=praat", False),
        ("?category=taal", True),
        ("?category=taal&target_group=nieuwkomers", False),
        ("?utm_source=x", False),
        ("?sort=title", False),
    ],
)
def test_search_engines_keep_the_list_and_no_search_of_it(client, index, query, is_indexed):
    make_sheets(index, 25)
    page = soup(client, f"{ADDRESS}{query}")

    assert (page.find("meta", {"name": "robots"}) is None) == is_indexed
    canonical = page.find("link", {"rel": "canonical"})["href"]
    assert canonical.endswith(f"{ADDRESS}{query if is_indexed else ''}")
    assert bool(page.find_all("link", hreflang=True)) == (query in {"", "?category=taal"})
    assert all("nofollow" in link["rel"] for link in page.select(".formats a"))


def test_robots_bars_what_says_nothing_of_its_own(client):
    said = client.get("/robots.txt").content.decode()

    for path in ("/*format=", "/*sort=", "/*view=", "/*/doen-wij-ook/", "/*/wijziging/"):
        assert f"Disallow: {path}\n" in said


def test_the_heading_names_what_was_chosen(client, index):
    make_sheet(index, "Onthaal", {"Gent": ["Gent"]}, category="Taal")

    assert text(soup(client, f"{ADDRESS}?category=taal").h1) == "1 praktijk · Taal"
    assert text(soup(client, f"{ADDRESS}?category=taal&municipality=gent").h1) == "1 praktijk · Taal · Gent"
    assert text(soup(client, f"{ADDRESS}?q=onthaal&category=taal").h1) == "1 praktijk over “onthaal”"


TERM_PAGE = f"{ADDRESS}?category=onthaalbeleid"


def told_to_crawlers(page):
    robots = page.find("meta", {"name": "robots"})
    alternates = [link["href"].removeprefix("http://localhost:8000") for link in page.find_all("link", hreflang=True)]
    return robots and robots["content"], page.find("link", rel="canonical")["href"], alternates


def test_the_list_of_one_term_is_a_page_of_its_own(client, index):
    make_sheet(index, "Praattafels")
    Category.objects.filter(slug="onthaalbeleid").update(description="Hoe een gemeente nieuwe inwoners ontvangt.")
    page = soup(client, TERM_PAGE)

    assert told_to_crawlers(page)[0] is None
    assert told_to_crawlers(page)[1].endswith(TERM_PAGE)
    assert told_to_crawlers(page)[2] == [TERM_PAGE, f"/fr{TERM_PAGE}", f"/en{TERM_PAGE}"]
    assert page.title.text.startswith("1 praktijk · Onthaalbeleid")
    assert page.find("meta", {"name": "description"})["content"] == "Hoe een gemeente nieuwe inwoners ontvangt."
    assert text(page.find(class_="finder__about")) == "Hoe een gemeente nieuwe inwoners ontvangt."
    assert [text(each) for each in page.select(".crumbs li")] == ["Praktijken", "Onthaalbeleid"]
    assert f"<loc>http://testserver{TERM_PAGE}</loc>" in whole_sitemap(client)


OTHERS = [
    "?category=onthaalbeleid&category=taal",
    "?category=onthaalbeleid&target_group=nieuwkomers",
    "?category=onthaalbeleid&q=praten",
    "?category=onthaalbeleid&sort=title",
    "?category=onthaalbeleid&view=map",
    "?category=onthaalbeleid&utm_source=x",
    "?municipality=ninove",
    "?province=limburg",
    "?with=photo",
    "?category=niets",
]


@pytest.mark.parametrize("other", OTHERS)
def test_no_other_selection_is_one(other, client, index):
    make_sheet(index, "Praattafels")
    page = soup(client, f"{ADDRESS}{other}")

    assert told_to_crawlers(page)[0] == "noindex,follow"
    assert told_to_crawlers(page)[2] == []
    assert page.find(class_="crumbs") is None


def test_a_term_that_readers_may_not_see_or_that_no_sheet_has_is_not_in_the_sitemap(client, index):
    make_sheet(index, "Praattafels")
    Category.objects.filter(slug="onthaalbeleid").update(approved=False)
    sitemap = whole_sitemap(client)

    assert "category=" not in sitemap


PLACES = {
    "ternat": ("Ternat", "1 praktijk"),
    "1740": ("Ternat", "1740 hoort bij Ternat. 1 praktijk"),
    "alost": ("Aalst", "Alost is een andere naam voor Aalst. 0 praktijken"),
    "diegem": ("Machelen", "Diegem hoort bij Machelen. 0 praktijken"),
    "wie doet iets in Ternat": ("Ternat", "1 praktijk"),
}


@pytest.mark.parametrize("asked", PLACES)
def test_a_municipality_that_is_asked_for_stands_on_top(asked, client, index):
    make_sheet(index, "Praattafels", {"Ternat": ["Ternat"]})
    town = soup(client, f"{ADDRESS}?q={asked}").find(class_="town")

    name, says = PLACES[asked]
    assert (text(town.a), text(town.span)) == (name, says)
    assert town.a["href"] == f"/gemeenten/{name.lower()}/"


@pytest.mark.parametrize("asked", ["praattafels", "2020 plannen", "in 1740 begonnen", "🎉"])
def test_nothing_else_is_a_municipality(asked, client, index):
    make_sheet(index, "Praattafels", {"Ternat": ["Ternat"]})

    assert soup(client, f"{ADDRESS}?q={asked}").find(class_="town") is None


@pytest.mark.parametrize("asked", ["?q=ternat", "?q=1740", "?municipality=ternat", "?q=praattafels&municipality=ternat"])
def test_a_result_leads_to_what_the_municipality_does_and_whom_to_call_there(asked, client, index):
    page = make_sheet(index, "Praattafels", {"Gent": ["Gent"], "Ternat": ["Ternat"]})
    draft = page.get_latest_revision_as_object()
    block = draft.implementations.all()[1]
    block.description, block.contacts = "<p>In de bibliotheek.</p>", "welzijn@ternat.example"
    draft.implementations.add(block)
    draft.save_revision().publish()
    [found] = soup(client, f"{ADDRESS}{asked}").select(".result")

    assert found.h2.a["href"] == "/praktijken/praattafels/#ternat"
    lead = " ".join(found.find(class_="result__lead").get_text().split())
    assert lead == "Ternat: In de bibliotheek. · welzijn@ternat.example"


def test_a_municipality_that_says_nothing_on_a_sheet_leaves_the_introduction(client, index):
    page = make_sheet(index, "Praattafels", {"Ternat": ["Ternat"]}, introduction="Samen praten.")
    page.implementations.update(contacts="")
    PracticePage.objects.get(pk=page.pk).save()
    [found] = soup(client, f"{ADDRESS}?q=ternat").select(".result")

    assert text(found.find(class_="result__lead")) == "Samen praten."


NEAR = {
    "lgbt": "LGBTQI+",
    "vrouwenwerking": "Vrouwen",
    "de nieuwkomer": "Nieuwkomers",
    "taalbad": "Taal",
}


@pytest.mark.parametrize("asked", NEAR)
def test_a_search_that_finds_little_or_nothing_leads_to_the_terms_near_it(asked, client, index):
    page = make_sheet(index, "Buurtfeest", category="Taal", introduction="Zo.", description="", goals="")
    for name in ("LGBTQI+", "Vrouwen", "Nieuwkomers"):
        term = TargetGroup.objects.filter(name=name).first() or TargetGroup.objects.create(name=name, approved=True)
        page.target_groups.add(term)
    page.save_revision().publish()
    found = soup(client, f"{ADDRESS}?q=xyzzy {asked}").find(class_=["nothing", "going-on"])

    assert NEAR[asked] in [text(link) for link in found.select("ul a")]
    link = next(link for link in found.select("ul a") if text(link) == NEAR[asked])
    assert titles(client, f"{ADDRESS}{link['href']}") == ["Buurtfeest"]


def test_a_search_that_finds_little_says_what_it_finds_without_one_of_its_words(client, index):
    make_sheet(index, "Anderstalige kleuters in de klas")
    for number in range(4):
        make_sheet(index, f"Voorlezen aan kleuters {number}")
        make_sheet(index, f"Zwemmen met de klas {number}")
    page = soup(client, f"{ADDRESS}?q=anderstalige kleuters&our=ternat")
    [way] = page.select(".going-on .ways a")

    assert text(way) == "zonder “anderstalige”"
    assert len(titles(client, f"{ADDRESS}{way['href']}")) == 5
    assert "our=ternat" in way["href"]
    assert not soup(client, f"{ADDRESS}?q=kleuters").select(".ways")  # it finds enough
    assert not soup(client, f"{ADDRESS}?q=anderstalige&municipality=ninove").select(".ways")  # the filter was meant


@pytest.mark.parametrize("total", [0, 1, 3])
def test_little_or_nothing_leads_to_somebody_to_ask(total, client, index):
    for number in range(total):
        make_sheet(index, f"Hoofddoek {number}")
    page = soup(client, f"{ADDRESS}?q=hoofddoek")

    assert bool(page.find("a", string="Leg je vraag voor aan de VVSG")) == (total < 3)


def test_the_question_is_filled_in_as_it_was_typed(client, index):
    link = soup(client, f"{ADDRESS}?q=hoofddoek %26 <b>werk%0D%0ABcc: x@x.example").find(
        "a", string="Leg je vraag voor aan de VVSG"
    )

    assert link["href"].startswith("mailto:samenleven@vvsg.be?subject=Vraag%20over%20")
    assert "hoofddoek%20%26%20%3Cb%3Ewerk%20Bcc%3A%20x%40x.example" in link["href"]
    assert not {"\r", "\n", "%0D", "%0A"} & set(re.findall(r"%0[AD]|[\r\n]", link["href"]))


def test_nothing_asked_is_no_question(client, index):
    assert soup(client, f"{ADDRESS}?category=taal").find("a", string="Leg je vraag voor aan de VVSG") is None
    assert soup(client, f"{ADDRESS}?q=🎉").find("a", string="Leg je vraag voor aan de VVSG") is None


def test_where_nothing_is_found_no_filter_is_offered_but_what_was_chosen(client, index):
    make_sheet(index, "Praattafels")
    assert soup(client, f"{ADDRESS}?q=hoofddoek").select(".facet") == []

    page = soup(client, f"{ADDRESS}?q=hoofddoek&category=onthaalbeleid")
    assert [text(each) for each in page.select(".facet legend")] == ["Categorie"]
    assert [box["value"] for box in page.select(".facet input[checked]")] == ["onthaalbeleid"]


def test_whom_to_call_in_a_province_stands_on_the_screen_and_in_its_address_book(client, index):
    page = make_sheet(index, "Praattafels", {"Ternat": ["Ternat"], "Gent": ["Gent"], "Halle": ["Halle"]})
    ternat, gent, halle = page.implementations.all()
    ternat.contacts, gent.contacts, halle.contacts = "Onthaal, 02 123 45 67, onthaal@ternat.be", "onthaal@gent.be", ""
    for each in (ternat, gent, halle):
        each.save()
    page.save_revision().publish()
    address = f"{ADDRESS}?province=vlaams-brabant"

    shown = soup(client, f"{address}&view=contacts")
    rows = {row.select_one(".plate").text: row for row in shown.select(".callers-list li")}

    assert list(rows) == ["Ternat", "Halle"]
    assert [link["href"] for link in rows["Ternat"].select(".contact a")] == ["tel:+3221234567", "mailto:onthaal@ternat.be"]
    assert rows["Ternat"].select_one(".plate")["href"] == "/praktijken/praattafels/#ternat"
    assert "Nog geen contact." in text(rows["Halle"])
    assert "onthaal%40gent" not in str(shown) and "onthaal@gent" not in str(shown)  # noqa: PT018 - one thing, spelled twice
    cards = client.get(f"{address}&format=vcf").content.decode()
    assert cards.count("BEGIN:VCARD") == 1
    assert "onthaal@ternat.be" in cards


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("blabla", None), ("Terna", "/praktijken/?municipality=ternat"), ("{{ 7 }}<b>", None), ("x" * 3000, None)],
)
def test_a_municipality_that_nobody_knows_is_said_where_it_was_typed(client, index, typed, meant):
    make_sheet(index)
    shown = soup(client, f"{ADDRESS}?{urlencode({'municipality': typed})}")
    field = shown.select_one("[data-places]")
    error = shown.select_one("#no-place")

    assert (field["value"], field["aria-describedby"]) == (typed[:255], "no-place")
    assert f"We kennen geen gemeente met de naam “{typed[:255]}”." in text(error)
    assert (error.a and f"/praktijken/{error.a['href']}") == meant
    assert "We kennen geen gemeente" in text(shown.select_one(".nothing"))


def test_the_values_of_a_facet_keep_their_places_whatever_is_chosen(client, index):
    for number, category in enumerate(("Taal", "Taal", "Wonen", "Onderwijs")):
        make_sheet(index, f"Praktijk {number}", {"Gent": ["Gent"]}, category=category)

    def order(query):
        return [box["value"] for box in soup(client, f"{ADDRESS}?{query}").select("input[name=category][type=checkbox]")]

    assert order("")[0] == "taal"
    assert order("") == order("category=wonen") == order("category=wonen&category=onderwijs") == order("municipality=gent")


def test_what_is_chosen_behind_more_stays_in_sight(client, index):
    group = TargetGroup.objects.order_by("-name").first()
    page = make_sheet(index)
    page.target_groups.set([group])
    page.save_revision().publish()
    shown = soup(client, f"{ADDRESS}?target_group={group.slug}")
    box = shown.select_one(f"input[type=checkbox][name=target_group][value={group.slug}]")

    assert box.has_attr("checked")
    assert all(details.has_attr("open") for details in box.find_parents("details"))


def test_the_size_of_a_municipality_is_a_facet(client, index):
    make_sheet(index, "In een grote stad", {"Gent": ["Gent"]})
    make_sheet(index, "In een kleine gemeente", {"Horebeke": ["Horebeke"]})
    make_sheet(index, "Zonder gemeente", {})

    assert titles(client, f"{ADDRESS}?size=small") == ["In een kleine gemeente"]
    assert titles(client, f"{ADDRESS}?size=city") == ["In een grote stad"]
    assert "tot 10.000 inwoners" in text(soup(client, ADDRESS).select_one(".filters"))


def test_a_municipality_that_grew_is_found_by_its_new_size(client, index, tmp_path):
    make_sheet(index, "In een kleine gemeente", {"Horebeke": ["Horebeke"]})
    assert titles(client, f"{ADDRESS}?size=small") == ["In een kleine gemeente"]
    for file in filter(Path.is_file, DATA.iterdir()):
        shutil.copy(file, tmp_path)
    figures = tmp_path / "municipality_figures.csv"
    rows = list(csv.DictReader(figures.read_text(encoding="utf-8").splitlines()))
    nis = Municipality.objects.get(name="Horebeke").nis_code
    next(row for row in rows if row["nis"] == nis)["inhabitants"] = "30000"
    with figures.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    load_municipalities(folder=tmp_path)

    assert titles(client, f"{ADDRESS}?size=small") == []
    assert titles(client, f"{ADDRESS}?size=large") == ["In een kleine gemeente"]


@pytest.fixture
def like_ours(index):
    make_sheet(index, "Praattafels", {"Gent": ["Gent"], "Ternat": ["Ternat"], "Londerzeel": ["Londerzeel"]})
    make_sheet(index, "Taalcafé", {"Antwerpen": ["Antwerpen"]})
    return make_sheet(index, "Woordenboek", {"Regio": []})


def test_each_result_says_which_municipality_is_most_like_ones_own(client, like_ours):
    page = soup(client, "/praktijken/?our=merchtem&sort=title")
    said = [each.find(class_="result__like") for each in page.select(".result")]

    assert text(said[0]).startswith("In Ternat : ongeveer even groot")
    assert page.select_one(".result__title a")["href"].endswith("/praattafels/?our=merchtem")
    assert said[0].a["href"].endswith("/praattafels/?our=merchtem#ternat")
    assert page.select(".result .plate")[0].text == "Ternat"
    assert text(said[1]).startswith("In Antwerpen : groter")
    assert said[2] is None
    assert text(page.select_one(".chip")).startswith("Jouw gemeente: Merchtem ×")
    assert page.select_one(".chip")["href"] == "?sort=title"
    assert page.find("meta", attrs={"name": "robots"})["content"].startswith("noindex")
    assert page.select_one("[data-search] [name=our]")["value"] == "merchtem"


def test_ones_own_municipality_goes_along_to_the_comparison_and_the_note(client, like_ours):
    page = soup(client, "/praktijken/praattafels/?our=merchtem")
    links = {link["href"] for link in page.select("main a[href*='our=']")}
    assert links >= {
        "/praktijken/praattafels/vergelijk/?our=merchtem",
        "/praktijken/praattafels/doen-wij-ook/?our=merchtem",
        "/selectie/?s=praattafels&our=merchtem#take",
    }
    form = soup(client, "/praktijken/praattafels/doen-wij-ook/?our=merchtem")
    assert form.find("input", attrs={"name": "municipalities"})["value"] == "Merchtem"
    for unknown in ("nergens", "%00", "%22%3E"):
        assert client.get(f"/praktijken/praattafels/doen-wij-ook/?our={unknown}").status_code == 200
    assert page.find("link", rel="canonical")["href"].endswith("/praktijken/praattafels/")
    assert "our=" not in str(soup(client, "/praktijken/praattafels/?our=%22%3E").main)


def test_ones_own_municipality_is_found_under_any_name_and_an_unknown_one_is_said(client, like_ours):
    assert client.get("/praktijken/?our=Diegem")["Location"] == "/praktijken/?our=machelen"
    page = soup(client, "/praktijken/?our=Blablabla")
    assert "Blablabla" in page.find(id="no-own").text
    assert page.select(".result__like") == []
    assert client.get("/praktijken/?our=%00%27").status_code == 200


def test_without_ones_own_nothing_more_is_asked_of_the_database(client, like_ours):
    client.get("/praktijken/")
    asked = []
    for address in ("/praktijken/", "/praktijken/?our=merchtem"):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        asked.append(len(captured))
    assert asked[1] <= asked[0] + 1


def test_a_file_that_does_not_hold_all_says_so(client, index, monkeypatch):
    for number in range(7):
        make_sheet(index, f"Praattafel {number}")
    monkeypatch.setattr(exports, "MOST", 4)
    monkeypatch.setattr(exports, "_READ", 2)
    said = "Dit zijn de eerste 4 van 7 praktijken."
    for kind, rows in (("csv", 1 + 4 + 1), ("contacts", 1 + 4 + 1)):
        file = client.get(f"{ADDRESS}?format={kind}").content.decode("utf-8-sig")
        assert len(file.splitlines()) == rows
        assert said in file
    assert said in str(load_workbook(io.BytesIO(client.get(f"{ADDRESS}?format=xlsx").content)).active["A6"].value)
    assert len(client.get(f"{ADDRESS}?format=json").json()["results"]) == 4
    assert "Hoogstens de eerste 4 praktijken." in client.get(ADDRESS).content.decode()
    assert said not in client.get(f"{ADDRESS}?format=csv&q=praattafel+3").content.decode("utf-8-sig")
