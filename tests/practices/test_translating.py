"""Who translates sees all lines of a page in one form, types, and takes the next step; nothing that was typed gets lost."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from post_office.models import Email
from wagtail.models import Workflow
from wagtail_localize.models import StringTranslation, Translation

from practices.models import PracticePage
from practices.segments.state import EARLIER
from practices.translations.review import send_for_review
from practices.translations.typed_lines import line_as_kept, line_as_typed, tidy_line
from tests.factories import make_sheet
from tests.practices.french import SHEET, read, translation

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def form(client):
    """The form of the French translation, as a browser would send it back."""
    page = read(client, f"/beheer/vertalingen/{translation().pk}/")
    fields = {field["name"]: field.text.lstrip("\n") for field in page.select("main textarea[name^=line-]")}
    return page, {**fields, **{field["name"]: field["value"] for field in page.select("main input[name^=version-]")}}


def field_of(page, dutch):
    """The name of the field beside a Dutch line."""
    return next(line for line in page.select(".line") if dutch in line.find(class_="line__dutch").text)["id"]


def send(client, data, **changes):
    return client.post(f"/beheer/vertalingen/{translation().pk}/", {**data, **changes}, follow=True)


def messages(response):
    return BeautifulSoup(response.content, "html.parser").find(class_="messages").text


@pytest.fixture
def draft(client, sheet, french, writer):
    """A translation that nobody has written a line of."""
    client.force_login(writer)
    client.post(f"/beheer/localize/submit/page/{sheet.pk}/", {"locales": [french.pk]})
    return sheet


def test_all_lines_stand_in_one_form_with_the_title_first(client, draft):
    page, _data = form(client)

    assert page.select(".line__dutch")[0].text.strip() == "Onthaalgesprekken"
    assert [heading.text for heading in page.select("h2.line__label")][:3] == ["Titel", "Inleiding", "Doelen"]
    assert "4 regels wachten op een vertaling" in page.find("main").text
    assert page.find("textarea", autofocus=True)["name"] == field_of(page, "Onthaalgesprekken")
    assert [button["value"] for button in page.select("main footer button")] == ["send", "save"]
    assert all(field["lang"] == "fr" for field in page.select("main textarea[name^=line-]"))


def test_what_was_typed_is_kept_and_sent_for_review(client, draft, writer):
    _page, data = form(client)
    texts = {name: f"Ligne {number} <b>& co" for number, name in enumerate(n for n in data if n.startswith("line-"))}
    answer = send(client, {**data, **texts}, action="send")

    assert "is naar nazicht gestuurd" in messages(answer)
    assert translation().workflow_in_progress
    assert {row.last_translated_by for row in StringTranslation.objects.all()} == {writer}
    assert translation().draft_title == "Ligne 0 <b>& co"
    assert translation().get_latest_revision_as_object().title == "Ligne 0 <b>& co"


def test_with_lines_that_wait_it_asks_first(client, draft):
    page, data = form(client)
    answer = send(client, {**data, field_of(page, "Onthaalgesprekken"): "Entretiens"}, action="send")

    assert "3 regels zijn nog niet vertaald" in answer.content.decode()
    assert not translation().workflow_in_progress
    assert translation().draft_title == "Entretiens"


def test_a_line_that_changed_in_dutch_shows_how_and_is_confirmed_in_a_click(client, translated, publish, writer):
    publish(translated, introduction="Veel gemeenten nodigen nieuwkomers uit voor een warm onthaalgesprek.")
    client.force_login(writer)
    page, data = form(client)
    name = field_of(page, "onthaalgesprek.")
    line = page.find(id=name)

    assert "line--waits" in line["class"]
    assert line.find(class_="addition").text == "warm "
    assert "Intussen gewijzigd in het Nederlands" in line.text
    send(client, data, **{name.replace("line", "confirmed"): "on"})
    row = StringTranslation.objects.get(data__startswith="Beaucoup", tool_name="", last_translated_by=writer)
    assert row.translation_of.data.endswith("warm onthaalgesprek.")
    assert "Alle regels zijn vertaald" in form(client)[0].text


def test_what_nobody_touched_is_written_by_nobody(client, translated, publish, writer):
    publish(translated, introduction="Anders.")
    before = list(StringTranslation.objects.order_by("pk").values())
    client.force_login(writer)
    _page, data = form(client)
    send(client, data)
    send(client, {name: value.replace("\n", "\r\n") for name, value in data.items()}, action="save")

    assert list(StringTranslation.objects.order_by("pk").values()) == before


def test_an_emptied_line_waits_again(client, translated, writer):
    client.force_login(writer)
    page, data = form(client)
    send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): "  "})

    assert not StringTranslation.objects.filter(data="Souhaiter la bienvenue").exists()


def test_two_at_once_lose_nothing(client, translated, writer, person):
    client.force_login(writer)
    page, data = form(client)
    name, other = field_of(page, "Nieuwe inwoners welkom"), field_of(page, "krijgen een uitnodiging")
    client.force_login(person("nina", "Redacteurs"))
    send(client, {**data, name: "Accueillir"})
    client.force_login(writer)
    answer = send(client, {**data, name: "Bien accueillir", other: "Ils sont invités."})
    shown = BeautifulSoup(answer.content, "html.parser")

    assert "Iemand anders vertaalde deze regel intussen: “Accueillir”" in shown.find(id=name).text
    assert shown.find("textarea", attrs={"name": name}).text == "Bien accueillir"
    assert set(StringTranslation.objects.values_list("data", flat=True)) >= {"Accueillir", "Ils sont invités."}
    again = {
        field["name"]: field.get("value", field.text) for field in shown.select("main [name^=line-], main [name^=version-]")
    }
    send(client, again)
    assert StringTranslation.objects.filter(data="Bien accueillir", last_translated_by=writer).exists()


def test_who_left_a_line_alone_does_not_take_back_what_somebody_else_made_of_it(client, translated, writer, person):
    client.force_login(writer)
    page, data = form(client)
    name, other = field_of(page, "Nieuwe inwoners welkom"), field_of(page, "krijgen een uitnodiging")
    client.force_login(person("nina", "Redacteurs"))
    send(client, {**data, name: "Accueillir"})
    client.force_login(writer)
    send(client, {**data, other: "Ils sont invités."})

    assert StringTranslation.objects.filter(data="Accueillir").exists()
    assert StringTranslation.objects.filter(data="Ils sont invités.").exists()


def test_what_was_typed_while_the_dutch_line_changed_comes_to_the_new_one(client, translated, publish, writer):
    client.force_login(writer)
    page, data = form(client)
    name = field_of(page, "Veel gemeenten nodigen")
    publish(translated, introduction="Alle gemeenten nodigen nieuwkomers uit.")
    answer = send(client, {**data, name: "Toutes les communes invitent."})

    assert "Het Nederlands is gewijzigd terwijl je typte" in messages(answer)
    page, data = form(client)
    new = field_of(page, "Alle gemeenten nodigen")
    assert data[new] == "Toutes les communes invitent."
    assert "line--waits" in page.find(id=new)["class"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("x" * 256, "Hoogstens 255 tekens; nu zijn het er 256."), ("é" * 255, ""), ("a <b>", ""), ('<a id="a1">x</a>', "")],
)
def test_a_title_is_as_long_as_a_title_may_be(client, draft, typed, said):
    page, data = form(client)
    name = field_of(page, "Onthaalgesprekken")
    shown = BeautifulSoup(send(client, {**data, name: typed}).content, "html.parser")

    assert (said in shown.find(id=name).text) if said else translation().draft_title == typed
    assert shown.find("textarea", attrs={"name": name}).text.strip() == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('Voir <a id="a1">le site</a>.', 'Voir <a id="a1">le site</a>.'),
        ('Voir <a id="a2">un autre</a>.', None),
        ('<a id="a1" onclick="alert(1)">x</a>', '&lt;a id="a1" onclick="alert(1)"&gt;x'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("Une <b>ligne", "Une <b>ligne</b>"),
        ("Une\nligne & une", "Une<br/>ligne &amp; une"),
        ("{{ 7*7 }} {% now %}", "{{ 7*7 }} {% now %}"),
    ],
)
def test_a_line_has_the_links_of_the_dutch_one_and_no_other_code(client, index, french, writer, typed, kept):
    sheet = make_sheet(index, description='<p>Zie <a href="https://voorbeeld.be">de site</a>.</p>')
    client.force_login(writer)
    client.post(f"/beheer/localize/submit/page/{sheet.pk}/", {"locales": [french.pk]})
    page, data = form(client)
    name = field_of(page, "Zie")
    answer = send(client, {**data, name: typed})

    if kept is None:
        assert "alleen de links van de Nederlandse regel" in answer.content.decode()
        assert not StringTranslation.objects.exists()
    else:
        assert StringTranslation.objects.get().data.removesuffix("</a>") == kept.removesuffix("</a>")
        assert not StringTranslation.objects.get().has_error


@given(st.text(max_size=60), st.booleans())
def test_a_line_comes_back_as_it_was_typed(text, rich):
    once = line_as_typed(line_as_kept(text, rich=rich), rich=rich)

    assert line_as_typed(line_as_kept(once, rich=rich), rich=rich) == once
    if not rich:
        assert once.split() == tidy_line(text).split()


@pytest.mark.parametrize(
    ("state", "who", "buttons"),
    [
        ("draft", "writer", ["send", "save"]),
        ("draft", "moderator", ["send", "save", "publish"]),
        ("in review", "writer", []),
        ("in review", "moderator", ["reject", "publish", "save"]),
        ("in review, own line", "moderator", ["reject", "save"]),
        ("sent back", "writer", ["send", "save"]),
        ("live", "writer", ["send", "save"]),
    ],
)
def test_the_first_button_is_the_next_step(client, translated, writer, moderator, state, who, buttons):
    page = translation()
    if state != "live":
        page.unpublish()
    if state not in {"live", "draft"}:
        Workflow.objects.get(name="Nazicht").start(translation(), writer)
    if state == "sent back":
        translation().current_workflow_task_state.reject(user=moderator, comment="Liever “commune”.")
    if state == "in review, own line":
        line = StringTranslation.objects.get(data="Souhaiter la bienvenue")
        line.last_translated_by = moderator
        line.save()
    client.force_login({"writer": writer, "moderator": moderator}[who])
    page, data = form(client)

    assert [button["value"] for button in page.select("#w-editor-form button[name=action]")] == buttons
    assert ("Liever “commune”." in page.text) is (state == "sent back")
    if not buttons:
        answer = send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): "Trop tard"})
        assert "kijkt deze vertaling nu na" in messages(answer)
        assert not StringTranslation.objects.filter(data="Trop tard").exists()


def test_a_translation_is_sent_back_with_a_reason_and_sent_again(client, translated, writer, moderator):
    client.force_login(writer)
    page, data = form(client)
    send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): "Accueillir"}, action="send")
    client.force_login(moderator)
    _page, data = form(client)
    lacks = BeautifulSoup(send(client, data, action="reject", reason=" ").content, "html.parser").find("details", id="reason")
    assert lacks.has_attr("open")
    assert "Zeg waarom je ze terugstuurt" in lacks.text
    assert "is teruggestuurd" in messages(send(client, data, action="reject", reason="Liever “bienvenue”."))
    assert Email.objects.filter(to="rik@demo.example", subject__startswith="Terug").exists()

    client.force_login(writer)
    page, data = form(client)
    assert "Liever “bienvenue”." in page.text
    answer = send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): "Souhaiter bienvenue"}, action="send")
    assert "is naar nazicht gestuurd" in messages(answer)
    assert translation().workflow_in_progress


def test_who_reviews_sees_which_lines_are_new(client, translated, writer, moderator):
    client.force_login(writer)
    page, data = form(client)
    name = field_of(page, "Nieuwe inwoners welkom")
    send(client, {**data, name: "Accueillir"}, action="send")
    client.force_login(moderator)
    page = form(client)[0]

    marked = [line["id"] for line in page.select(".line") if "Na te lezen" in line.text]
    assert marked == [name]


def test_a_moderator_publishes_what_somebody_else_translated(
    client, translated, writer, moderator, django_capture_on_commit_callbacks
):
    client.force_login(writer)
    page, data = form(client)
    send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): "Accueillir"}, action="send")
    client.force_login(moderator)
    _page, data = form(client)
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, data, action="publish")

    assert "staat online" in messages(answer)
    assert "Accueillir" in read(client, SHEET).text
    assert translation().workflow_states.get().status == "approved"


def test_nobody_else_writes_lines_while_a_translation_is_read(client, translated, writer, moderator, settings):
    line = StringTranslation.objects.get(data="Souhaiter la bienvenue")
    line.data, line.last_translated_by = "Accueillir", writer
    line.save()
    job = Translation.objects.get()
    send_for_review(page=translation(), translation=job, user=writer)
    segment = job.source.stringsegment_set.get(string=line.translation_of)
    lines = f"/beheer/localize/translate/{job.pk}/"
    client.force_login(writer)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}
    catalogue = str(job.export_po()).replace('msgstr "Accueillir"', 'msgstr "Trop tard"')
    form = {"content_type": "application/x-www-form-urlencoded"}
    ways = {
        "strings": lambda: client.put(f"{lines}strings/{segment.pk}/edit/", "value=Trop tard", **form),
        "file": lambda: client.post(f"{lines}pofile/upload/", {"file": SimpleUploadedFile("fr.po", catalogue.encode())}),
        "machine": lambda: client.post(f"{lines}machine_translate/"),
    }
    before = list(StringTranslation.objects.order_by("pk").values())
    for name, way in ways.items():
        assert "geen toegang" in messages(client.get(way().url)), name
    assert list(StringTranslation.objects.order_by("pk").values()) == before

    client.force_login(moderator)
    ways["file"]()
    line.refresh_from_db()
    assert line.data == "Trop tard"  # who reviews it may


@pytest.mark.parametrize("sent", ["line-1-99999999", "line-99999999-1", "line-0-0", "line--1-1", "line-1-1-1", "line-x-y"])
def test_a_line_that_never_was_is_nobodys(client, translated, writer, sent):
    client.force_login(writer)
    before = StringTranslation.objects.count()
    answer = send(client, {sent: "Nulle part", "action": "save"})

    assert answer.status_code == 200
    assert StringTranslation.objects.count() == before


def test_a_line_of_another_sheet_is_not_written_from_here(client, index, translated, french, writer):
    client.force_login(writer)
    other = make_sheet(index, title="Praattafels", slug="praattafels")
    client.post(f"/beheer/localize/submit/page/{other.pk}/", {"locales": [french.pk]})
    job = Translation.objects.get(source__object_id=other.translation_key)
    segment = job.source.stringsegment_set.get(context__path="title")
    pk = type(translated).objects.get(translation_key=translated.translation_key, locale=french).pk
    client.post(f"/beheer/vertalingen/{pk}/", {f"line-{segment.context_id}-{segment.string_id}": "Ailleurs"})

    assert not StringTranslation.objects.filter(data="Ailleurs").exists()


def test_who_may_not_write_sheets_does_not_translate(client, translated, person):
    client.force_login(person("niemand"))

    assert client.get(f"/beheer/vertalingen/{translation().pk}/").status_code in {302, 403}
    assert client.get(f"/beheer/vertalingen/{translated.pk}/").status_code in {302, 403, 404}


def test_it_asks_as_much_of_the_database_for_forty_lines_as_for_four(client, index, french, writer):
    client.force_login(writer)
    asked = {}
    for total in (1, 40):
        goals = "<ul>" + "".join(f"<li>Doel {number}</li>" for number in range(total)) + "</ul>"
        sheet = make_sheet(index, f"Met {total}", goals=goals)
        client.post(f"/beheer/localize/submit/page/{sheet.pk}/", {"locales": [french.pk]})
        made = PracticePage.objects.get(translation_key=sheet.translation_key, locale=french)
        client.get(f"/beheer/vertalingen/{made.pk}/")
        with CaptureQueriesContext(connection) as queries:
            assert len(read(client, f"/beheer/vertalingen/{made.pk}/").select(".line")) == total + 3
        asked[total] = len(queries)

    assert asked[40] == asked[1]


def test_publishing_says_it_when_somebody_else_wrote_a_line_meanwhile(
    client, translated, writer, moderator, person, django_capture_on_commit_callbacks
):
    client.force_login(writer)
    page, data = form(client)
    send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): "Accueillir"}, action="send")
    client.force_login(moderator)
    page, data = form(client)
    client.force_login(person("nina", "Moderatoren"))
    send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): "Ce que personne n’a lu"})
    client.force_login(moderator)
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, data, action="publish")
    assert "Lees ze eerst opnieuw" in messages(answer)
    assert "Ce que personne" not in read(client, SHEET).text

    _page, data = form(client)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, data, action="publish")
    assert "Ce que personne" in read(client, SHEET).text


def test_pressed_twice_it_is_one_review(client, draft):
    _page, data = form(client)
    texts = {name: f"Ligne {number}" for number, name in enumerate(n for n in data if n.startswith("line-"))}
    for _press in range(2):
        answer = send(client, {**data, **texts}, action="send")

    assert answer.status_code == 200
    assert translation().workflow_states.count() == 1


def test_what_can_be_kept_nowhere_is_given_back(client, translated, publish, writer, person):
    client.force_login(writer)
    page, data = form(client)
    name = field_of(page, "Veel gemeenten nodigen")
    client.force_login(person("nina", "Redacteurs"))
    send(client, {**data, name: "D’autres mots."})
    publish(translated, introduction="Alle gemeenten nodigen nieuwkomers uit.")
    client.force_login(writer)
    answer = send(client, {**data, name: "Mes mots à moi."})

    assert "Mes mots à moi." in messages(answer)
    assert StringTranslation.objects.filter(data="D’autres mots.").exists()


def test_an_administrator_goes_on_apart_from_the_dutch_text(client, translated, admin_user, moderator):
    client.force_login(moderator)
    assert "los van het Nederlands" not in form(client)[0].text
    client.force_login(admin_user)
    page, _data = form(client)
    stop = page.find("form", action=re.compile("/disable/"))
    client.post(stop["action"], {"next": stop.find("input", attrs={"name": "next"})["value"]})

    assert client.get(f"/beheer/pages/{translation().pk}/edit/").status_code == 200
    assert client.get(f"/beheer/vertalingen/{translation().pk}/").status_code == 404


def test_a_line_carried_twice_still_shows_what_it_was_a_translation_of(client, translated, publish, writer):
    publish(translated, introduction="Veel steden nodigen nieuwkomers uit.")
    publish(translated, introduction="Alle steden nodigen nieuwkomers uit.")
    client.force_login(writer)
    line = form(client)[0].find(id=field_of(form(client)[0], "steden"))

    assert StringTranslation.objects.filter(tool_name=EARLIER).count() == 2
    assert "gemeenten" in line.find(class_="comparison").text
