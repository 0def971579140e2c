"""The mosaic that stands where a photo is missing: it speaks of the practice, the same in every form."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practices.colours import PAIRS
from practices.models import Category
from practices.mosaics.composing import FORMS, HEIGHT, compose
from practices.mosaics.drawing import draw_mosaic, picture_address
from practices.mosaics.signs import MosaicSign, sign_of, sign_of_category
from practices.mosaics.tiles import WAYS, coloured, shapes
from tests.factories import make_sheet

SIGNS = st.builds(
    sign_of,
    title=st.sampled_from(["Fietslessen", "Wijkkeuken", "Praattafels", "Iets heel anders", "", "{{ 7 }}<b>"]),
    category=st.sampled_from(["taal", "onthaalbeleid", "polarisatie", "wonen", "verzonnen", ""]),
    domains=st.lists(st.sampled_from(["taal", "welzijn", "jeugd", "verzonnen"]), max_size=3),
    colour=st.sampled_from(sorted(PAIRS)),
    seed=st.integers(0, 10**9),
)


@pytest.mark.parametrize(
    ("title", "category", "hero"),
    [
        ("Fietslessen voor volwassenen", "inclusieve-vrije-tijd", "fiets"),
        ("Wijkkeuken: samen koken", "ontmoeting-en-participatie", "pan"),
        ("Lokaal meldpunt discriminatie", "antidiscriminatie-en-racisme", "halt"),
        ("ZWEMLESSEN", "inclusieve-vrije-tijd", "golven"),
    ],
)
def test_a_word_of_the_title_is_what_it_shows(title, category, hero):
    assert sign_of(title=title, category=category, domains=[], colour="green", seed=5).hero == hero


def test_the_theme_is_the_first_domain_that_says_something_else():
    sign = sign_of(title="Taallessen", category="taal", domains=["taal", "verzonnen", "welzijn"], colour="teal", seed=5)

    assert sign.theme == "paraplu-welzijn"


@given(sign=SIGNS, form=st.sampled_from(sorted(FORMS)))
def test_every_sign_is_an_address_and_a_picture_in_every_form(sign, form):
    picture = draw_mosaic(sign, form)

    assert MosaicSign.read(str(sign)) == sign
    assert re.fullmatch(r"/mozaiek/\w+/[\w-]+\.svg", picture_address(sign, form))
    assert "class=" not in picture
    assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314 - our own
    assert draw_mosaic(MosaicSign.read(str(sign)), form) == picture


@given(sign=SIGNS, form=st.sampled_from(sorted(FORMS.values(), key=str)))
def test_no_two_tiles_stand_in_one_place_and_none_outside(sign, form):
    taken = set()
    for tile in compose(sign, form):
        cells = {(x, y) for x in range(tile.x, tile.x + tile.size) for y in range(tile.y, tile.y + tile.size)}
        assert not cells & taken
        assert all(0 <= x < form.width and 0 <= y < HEIGHT for x, y in cells)
        taken |= cells


def test_every_tile_is_coloured_in_every_way():
    for tile in shapes():
        for colour in PAIRS:
            for way in WAYS:
                assert "class=" not in coloured(tile, colour, way)


@pytest.mark.django_db
def test_every_category_of_a_new_site_has_a_sign():
    for category in Category.objects.sources():
        assert sign_of_category(category.slug, category.colour).hero in shapes()


def test_the_colours_of_a_category_are_the_same_in_the_style_sheet():
    styles = (Path(__file__).parents[2] / "home" / "static" / "site.css").read_text(encoding="utf-8")
    told = dict(re.findall(r"\.pair--(\w+) \{ --dark: (#\w+); --tint: #\w+; \}", styles))

    assert told == {name: pair.dark for name, pair in PAIRS.items()}
    assert all(pair.tint in styles for pair in PAIRS.values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "rij/blue_taal_letters_bal_x", "rij/blue_taal_letters_niets_7", "groot/blue_taal_letters_bal_7",
        "rij/x_taal_letters_bal_7", "rij/blue_taal_letters_bal_" + "9" * 400,
    ],
)  # fmt: skip
def test_a_picture_of_nothing_is_not_there(client, address):
    assert client.get(f"/mozaiek/{address}.svg").status_code == 404


@pytest.mark.django_db
def test_a_reader_meets_one_sign_in_a_list_on_the_sheet_and_in_french(client, index):
    page = make_sheet(index, "Fietslessen", category="Inclusieve vrije tijd")
    found = {
        re.search(r"/mozaiek/\w+/([\w-]*fiets[\w-]*)\.svg", client.get(address).content.decode())[1]
        for address in ("/", "/praktijken/", page.url, "/fr/praktijken/", "/fr/praktijken/fietslessen/", "/gemeenten/ninove/")
    }

    assert found == {str(page.sign)}
    assert client.get(picture_address(page.sign, "rij"))["Content-Type"] == "image/svg+xml"
