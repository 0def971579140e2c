"""What a reader sees of a sheet and of a municipality, and what it costs."""

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from municipalities.models import Municipality
from practices.gallery import add_to_gallery, append_rows
from practices.models import (
    AttachedFile,
    Attachment,
    Category,
    GalleryPhoto,
    Implementation,
    Photo,
    PolicyDomain,
    PracticePage,
    PracticeTag,
    TargetGroup,
)
from practices.output import pdf
from practices.pages.markup import json_ld
from tests.factories import PhotoFactory, make_sheet
from tests.sitemap import whole_sitemap

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # it outlives the database of a test


@pytest.fixture
def big_sheet(index):
    """A sheet with everything, done in forty municipalities."""
    names = list(Municipality.objects.values_list("name", flat=True)[:40])
    page = make_sheet(index, "Groot", {name: [name] for name in names}, image=PhotoFactory())
    page.tags.add("ontmoeting", "taal")
    page.target_groups.set(TargetGroup.objects.sources()[:3])
    page.policy_domains.set(PolicyDomain.objects.sources()[:3])
    add_to_gallery(page, [GalleryPhoto(image=PhotoFactory(), caption=f"Foto {number}") for number in range(3)])
    letter = Path("practices/data/demo/uitnodiging-fietslessen.docx")
    file = AttachedFile.objects.create(title="Brief", file=ContentFile(letter.read_bytes(), name=letter.name))
    places = Municipality.objects.filter(name__in=names)[:3]
    append_rows(page, page.attachments, [Attachment(document=file, municipality=place) for place in places])
    page.save_revision().publish()
    return page


def queries(client, address):
    """The number of queries of a first visit."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    statements = [query["sql"] for query in captured.captured_queries]
    assert not [sql for sql in statements if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql)]
    return len(statements)


@pytest.mark.any_database
def test_a_sheet_costs_at_most_eight_queries_whatever_there_is_on_it(client, index, big_sheet):
    make_sheet(index, "Klein")
    client.get("/praktijken/")  # whoever comes first after a change brings the index up to date
    client.get("/praktijken/klein/")  # which words are explained is remembered by the process

    assert queries(client, "/praktijken/groot/") <= 8
    assert queries(client, "/praktijken/klein/") <= 8


@pytest.mark.any_database
@pytest.mark.parametrize("address", ["/", "/gemeenten/", "/gemeenten/ninove/"])
def test_other_pages_cost_a_fixed_number_of_queries(client, index, address):
    photo = PhotoFactory()
    make_sheet(index, "Een", {"Ninove": ["Ninove"], "Aalst": ["Aalst"]}, image=photo)
    client.get(address)  # content types are remembered by the process
    few = queries(client, address)
    for number in range(5):
        places = {"Ninove": ["Ninove"], "Liedekerke": ["Liedekerke"], "Halle": ["Halle"]}
        make_sheet(index, f"Nog {number}", places, image=PhotoFactory())
    client.get(address)  # whoever comes first after a change brings the index up to date

    assert queries(client, address) <= few
    assert few <= 15


def test_an_implementation_has_an_address_for_each_of_its_municipalities(client, index):
    make_sheet(index, places={"Affligem & Liedekerke": ["Affligem", "Liedekerke"], "Liedekerke": ["Liedekerke"], "Pin vzw": []})
    html = client.get("/praktijken/onthaalgesprekken/").content.decode()

    for anchor in ("affligem", "liedekerke", "pin-vzw"):
        assert html.count(f'id="{anchor}"') == 1
    assert "Deze praktijk in 2 gemeenten" in html


def test_checked_on_is_shown_when_it_is_known(client, index):
    page = make_sheet(index)
    implementation = page.implementations.get()
    implementation.confirmed_on = date(2026, 11, 12)
    page.implementations.set([implementation])
    page.save_revision().publish()

    assert re.search(r"Nagekeken op</dt>\s*<dd>12 november 2026", client.get(page.address).content.decode())


def test_a_draft_and_a_page_behind_a_login_are_not_shown(client, index):
    make_sheet(index, "Concept", live=False)
    hidden = make_sheet(index, "Besloten")
    hidden.view_restrictions.create(restriction_type="login")

    assert client.get("/praktijken/concept/").status_code == 404
    assert client.get("/praktijken/concept/pdf/").status_code == 404
    assert client.get("/praktijken/besloten/").status_code == 302
    assert client.get("/praktijken/besloten/deelbeeld.png").status_code == 404
    for address in ("/", "/praktijken/", "/gemeenten/ninove/", "/praktijken/nieuw.rss"):
        html = client.get(address).content.decode()
        assert "Concept" not in html
        assert "Besloten" not in html


def test_a_renamed_sheet_redirects(client, index, django_capture_on_commit_callbacks):
    page = make_sheet(index)
    page.slug = "welkomgesprekken"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    response = client.get("/praktijken/onthaalgesprekken/", follow=True)
    assert response.redirect_chain[-1][0] == "/praktijken/welkomgesprekken/"


def test_hostile_text_stays_text(client, index):
    bad = "</script><script>alert(1)</script>"
    make_sheet(index, "Kwaad", {bad: []}, introduction=bad)
    html = client.get("/praktijken/kwaad/").content.decode()

    assert "<script>alert" not in html
    assert json.loads(json_ld({"a": bad})) == {"a": bad}


def test_structured_data_names_the_municipalities_and_no_contact(client, big_sheet):
    html = client.get("/praktijken/groot/").content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html).group(1))

    assert data["headline"] == "Groot"
    assert len(data["spatialCoverage"]) == 40
    assert "onthaal@ninove.example" not in json.dumps(data)


def test_a_municipality_shows_its_practices_and_those_of_its_neighbours_with_the_reason(client, index):
    make_sheet(index, "Eigen", {"Ninove": ["Ninove"]})
    make_sheet(index, "Van de buren", {"x": ["Denderleeuw", "Liedekerke"], "Gent": ["Gent"]})
    make_sheet(index, "Van ver", {"Brugge": ["Brugge"]})
    html = client.get("/gemeenten/ninove/").content.decode()

    assert 'href="/praktijken/eigen/#ninove"' in html
    assert "Denderleeuw, Liedekerke doen dit al" in html
    assert "Van ver" not in html


def test_a_municipality_without_practices_says_what_to_do(client):
    html = client.get("/gemeenten/baarle-hertog/").content.decode()

    assert "nog geen praktijk" in html
    assert "Deel jouw praktijk" in html
    assert client.get("/gemeenten/nergenshuizen/").status_code == 404


@pytest.mark.parametrize(("text", "name"), [("diegem", "Machelen"), ("alost", "Aalst"), ("kortessem", "Hasselt")])
def test_the_list_of_municipalities_finds_by_other_names_without_javascript(client, text, name):
    html = client.get("/gemeenten/", {"q": text}).content.decode()

    assert "1 gemeente gevonden" in html
    assert f">{name}</a>" in html.split('class="found"')[1].split("</ul>")[0]


def test_the_pdf_is_tagged_has_the_text_and_fits_on_two_pages(client, index):
    from practices.importing.saving import import_files
    from practices.management.commands.load_demo import SHEETS

    import_files([SHEETS / "onthaalgesprekken.txt"], index=index, publish=True)
    data = b"".join(client.get("/praktijken/onthaalgesprekken/pdf/"))

    assert data.startswith(b"%PDF")
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid" in data
    assert max(int(count) for count in re.findall(rb"/Count (\d+)", data)) == 2


def test_the_picture_for_sharing_has_the_size_that_networks_ask(client, index):
    make_sheet(index)
    data = b"".join(client.get("/praktijken/onthaalgesprekken/deelbeeld.png"))

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1200, 630)


def test_feed_sitemap_and_robots_name_the_sheets(client, index):
    make_sheet(index)

    assert "<title>Onthaalgesprekken</title>" in client.get("/praktijken/nieuw.rss").content.decode()
    sitemap = whole_sitemap(client)
    assert "/praktijken/onthaalgesprekken/" in sitemap
    assert "/gemeenten/ninove/" in sitemap
    assert "/gemeenten/baarle-hertog/" not in sitemap
    assert "Disallow: /beheer/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("mode", ["", "card", "print", "findings"])
def test_every_preview_of_a_draft_works(index, mode, rf, admin_user):
    page = make_sheet(index, live=False)
    draft = page.get_latest_revision_as_object()
    response = draft.make_preview_request(preview_mode=mode)

    assert response.status_code == 200


def test_the_label_is_shown_only_where_it_says_more_than_the_names(index):
    places = Municipality.objects.filter(name__in=["Affligem", "Liedekerke"])
    same, more = Implementation(label="Affligem & Liedekerke"), Implementation(label="Pajottenland")
    for each in (same, more):
        each.municipalities.set(places)

    assert (same.caption, more.caption) == ("", "Pajottenland")


def test_a_new_sheet_in_the_queryset_of_its_municipality(index):
    page = make_sheet(index, places={"a": ["Gent"], "b": ["Gent"]})

    assert list(PracticePage.objects.published().in_municipality(Municipality.objects.get(name="Gent"))) == [page]
    assert PracticeTag.objects.count() == 0


@pytest.mark.parametrize(
    ("own", "written", "shown"),
    [
        ("© Stad Halle", "Halle_fietsles.jpg", "© Stad Halle"),
        ("", "© Stad Gent · Gent_fiets.jpg", "© Stad Gent"),
        ("", "Halle_fietsles.jpg", ""),
    ],
)
def test_the_name_of_a_file_is_no_credit(client, index, own, written, shown):
    make_sheet(index, image=PhotoFactory(credit=own), image_credit=written)
    html = client.get("/praktijken/onthaalgesprekken/").content.decode()

    assert ("Foto:" in html) is bool(shown)
    assert shown in html
    assert ".jpg</p>" not in html


def test_a_card_on_the_page_of_a_municipality_shows_its_own_plate(client, index):
    make_sheet(index, "Groot", {name: [name] for name in ("Aalst", "Brugge", "Gent", "Lier", "Zwalm")})
    html = client.get("/gemeenten/zwalm/").content.decode()

    assert re.findall(r'<span class="plate">(\w+)</span>', html) == ["Zwalm", "Aalst", "Brugge"]


@pytest.mark.parametrize(("text", "name", "why"), [("9000", "Gent", None), ("Diegem", "Machelen", "gevonden als Diegem")])
def test_a_municipality_is_found_by_its_postcode_and_by_another_name_that_is_said(client, db, text, name, why):
    response = client.get("/gemeenten/", {"q": text})
    html = " ".join(response.content.decode().split())

    assert response.context_data["found"][0].municipality.name == name
    assert why in html if why else "gevonden als" not in html


def test_a_municipality_whose_region_is_its_province_says_so_once(client, db):
    html = client.get("/gemeenten/hasselt/").content.decode()
    assert "Limburg</a> · 3" in " ".join(html.split())


def test_a_category_counts_on_the_home_page_once_it_is_approved_as_on_the_card(client, index):
    make_sheet(index)
    assert [(term.name, term.total) for term in client.get("/").context_data["categories"]] == [("Onthaalbeleid", 1)]
    category = Category.objects.get(name="Onthaalbeleid")
    category.approved = False
    category.save()
    page = client.get("/")

    assert page.context_data["categories"] == []
    assert "Onthaalbeleid" not in page.content.decode()


def test_the_photo_stands_in_the_pdf_and_a_lost_file_costs_only_the_photo(index):
    page = PracticePage.objects.for_sheet().get(pk=make_sheet(index, image=PhotoFactory()).pk)
    assert len(pdf.sheet_data(page)["first"][0]["photo"]) > 100
    assert b"/Subtype/Image" in pdf.render_sheet(page).replace(b"/Subtype /Image", b"/Subtype/Image")

    page.image.renditions.all().delete()
    cache.clear()
    page.image.file.delete(save=False)
    page = PracticePage.objects.for_sheet().get(pk=page.pk)
    assert pdf.sheet_data(page)["first"] == []
    assert pdf.render_sheet(page).startswith(b"%PDF")


def test_a_photo_whose_pixels_one_format_does_not_have_does_not_stop_the_publishing(index):
    buffer = io.BytesIO()
    Image.new("I;16", (2000, 900)).save(buffer, "PNG")
    photo = Photo.objects.create(title="Grijs", file=ImageFile(buffer, "grijs.png"), alternative="decorative")
    page = make_sheet(index, image=photo)

    assert page.live
    assert pdf.render_sheet(page).startswith(b"%PDF")


def test_the_mark_is_also_where_old_browsers_look(client, db):
    assert client.get("/favicon.ico")["Location"].endswith(".svg")
