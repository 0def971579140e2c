"""What changed between two versions is said per line, in Dutch, and nothing else is."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from practices.models import PracticePage
from tests.factories import make_sheet

pytestmark = pytest.mark.any_database

GOALS = "<ul><li>Eerste doel</li><li>Tweede doel</li></ul>"


@pytest.fixture
def sheet(index):
    places = {"": ["Ninove"], "Groot-Aalst": ["Aalst"]}
    return make_sheet(index, places=places, goals=GOALS, description='<p>Lees <a href="https://a.example">dit</a>.</p>')


@pytest.fixture
def compare(sheet, moderator, client):
    """The rows of the comparison of the live sheet with a version that `change` makes of it: {label: text}."""

    def rows(change):
        page = PracticePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
        change(page)
        revision = page.save_revision(user=moderator)
        client.force_login(moderator)
        page = client.get(f"/beheer/pages/{sheet.pk}/revisions/compare/live...{revision.pk}/")
        table = BeautifulSoup(page.content, "html.parser").find("table", class_="listing")
        cells = [row.find_all("td") for row in table.tbody.find_all("tr", recursive=False)]
        return {first.get_text(strip=True): rest[0] for first, *rest in filter(None, cells) if rest}

    return rows


def said(cell):
    return [" ".join(line.get_text().split()) for line in cell.select(".comparison__line")]


def test_one_word_is_one_row_and_what_the_editor_does_to_html_is_none(compare):
    def change(page):
        page.introduction = page.introduction.replace("Veel", "Alle")
        page.goals = '<ul><li data-block-key="abc1">Eerste doel</li><li data-block-key="abc2">Tweede doel</li></ul>'
        page.description = page.description.replace("<p>", '<p data-block-key="abc3">') + "<p></p>"

    shown = compare(change)
    assert list(shown) == ["Inleiding:"]
    assert [each.text for each in shown["Inleiding:"].select(".deletion, .addition")] == ["Veel", "Alle"]


@pytest.mark.parametrize(
    ("goals", "lines"),
    [
        ("<ul><li>Eerste doel</li><li>Tweede doel</li><li>Derde</li></ul>", ["– Derde"]),
        ("<ul><li>Tweede doel</li></ul>", ["– Eerste doel"]),
        ("<ul><li>Eerste doel</li><li>Ander doel</li></ul>", ["– Tweede doelAnder doel"]),
        (
            "<ul><li>Eerste <b>doel</b></li><li>Tweede doel</li></ul>",
            ["Dezelfde woorden; een link, nadruk of een kop is veranderd."],
        ),
        ("", ["– Eerste doel", "– Tweede doel"]),
    ],
)
def test_a_list_is_compared_line_by_line(compare, goals, lines):
    assert said(compare(lambda page: setattr(page, "goals", goals))["Doelen:"]) == lines


def test_a_link_that_leads_elsewhere_is_seen(compare):
    cell = compare(lambda page: setattr(page, "description", page.description.replace("a.example", "b.example")))[
        "Beschrijving:"
    ]

    assert "https://a" in cell.text.replace("b.", "a.", 0)
    assert "b.example" in cell.text.replace(" ", "") or "b" in [each.text for each in cell.select(".addition")]


def test_of_an_implementation_only_what_changed_is_shown_under_its_name(compare):
    def change(page):
        aalst = page.implementations.all()[1]
        aalst.website_lost, aalst.confirmed_on = True, date(2026, 11, 3)
        aalst.contacts = "onthaal@ninove.example\nteam@aalst.example"
        page.implementations.add(aalst)

    (cell,) = compare(change).values()
    (block,) = cell.select(".comparison__child-object")
    labels = [each.text for each in block.find_all("dt")]
    assert labels == ["Gemeenten", "Contact", "Een website zonder adres", "Nagekeken op"]
    values = [" ".join(each.text.split()) for each in block.find_all("dd")]
    assert values == ["Aalst", "team@aalst.example", "Nee Ja", "03/11/2026"]
    assert "None" not in cell.text
    assert "False" not in cell.text


def test_a_municipality_that_comes_or_goes_is_one_block_of_what_it_says(compare):
    cell = next(iter(compare(lambda page: page.implementations.remove(page.implementations.all()[1])).values()))
    (block,) = cell.select(".comparison__child-object.deletion")

    assert [each.text for each in block.find_all("dt")] == ["Gemeenten", "Weergavenaam", "Contact"]


def test_terms_in_another_order_are_the_same_terms(compare):
    def change(page):
        for place in page.implementations.all():
            place.municipalities.set(reversed(list(place.municipalities.all())))
        page.introduction += " Meer."

    assert list(compare(change)) == ["Inleiding:"]


def test_two_versions_that_say_the_same_differ_in_nothing(compare):
    def change(page):
        page.goals = page.goals.replace("<li>", '<li data-block-key="abcde">')

    assert compare(change) == {}


def test_a_choice_is_compared_by_the_names_of_its_values(compare):
    def change(page):
        page.cost, page.carried_by = "nothing", "staff,volunteers"

    shown = compare(change)
    assert {label: cell.get_text(strip=True) for label, cell in shown.items()} == {
        "Kostprijs:": "Niets",
        "Wie doet het:": "Eigen personeel, vrijwilligers",
    }
