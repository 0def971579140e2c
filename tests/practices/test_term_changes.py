"""What readers see of a term is read by somebody else before it changes, whichever way it changes."""

import pytest
from django.contrib.messages import get_messages
from wagtail.models import Locale

from practices.models import Category, PolicyDomain, PracticeTag, TargetGroup, TermChange
from practices.translations.demo import translate
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db

KINDS = [Category, TargetGroup, PolicyDomain, PracticeTag]


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def other(person):
    return person("bea", "Moderatoren")


@pytest.fixture
def browser(client, moderator):
    client.force_login(moderator)
    return client


def at(term, page="edit"):
    return f"/beheer/snippets/practices/{term._meta.model_name}/{page}/{term.pk}/"


def make(model, **fields):
    return model.objects.create(name="Jongeren", slug="jongeren", locale=Locale.objects.get(language_code="nl"), **fields)


def write(browser, term, **values):
    fields = {"name": term.name, "description": "", "colour": getattr(term, "colour", ""), "approved": "on"}
    return browser.post(at(term), {**fields, **values})


def name_now(term):
    return type(term).objects.get(pk=term.pk).name


@pytest.mark.parametrize("model", KINDS)
def test_a_new_name_waits_for_somebody_else(model, browser, other, moderator):
    term = make(model)
    response = write(browser, term, name="Jonge mensen")
    change = TermChange.objects.get()
    queue = browser.get("/beheer/wachtrij/?state=waiting").content.decode()
    own = browser.get(f"/beheer/termen/wijzigingen/{change.pk}/").content.decode()
    browser.post(f"/beheer/termen/wijzigingen/{change.pk}/", {"deed": "approve"})

    assert name_now(term) == "Jongeren"
    assert "wacht in de wachtrij" in said(response)
    assert "Iemand anders moet dit nakijken" in queue
    assert "Laat een andere moderator ze nalezen" in own

    browser.force_login(other)
    assert "Jonge mensen" in browser.get(f"/beheer/termen/wijzigingen/{change.pk}/").content.decode()
    browser.post(f"/beheer/termen/wijzigingen/{change.pk}/", {"deed": "approve"})
    assert name_now(term) == "Jonge mensen"
    assert not TermChange.objects.exists()


def test_the_description_is_for_editors_and_waits_for_nobody(browser):
    term = make(TargetGroup)
    write(browser, term, description="Tot 25 jaar.")

    assert TargetGroup.objects.get(pk=term.pk).description == "Tot 25 jaar."
    assert not TermChange.objects.exists()


def test_a_new_term_is_seen_once_somebody_else_approved_it(index, browser, other):
    browser.post("/beheer/snippets/practices/targetgroup/add/", {"name": "Mantelzorgers", "approved": "on"})
    term = TargetGroup.objects.get(name="Mantelzorgers")
    write(browser, term)  # and once more
    assert not TargetGroup.objects.get(pk=term.pk).approved

    browser.post(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/", {"deed": "drop"})
    write(browser, term)  # taking it back and ticking it again is no way round
    assert not TargetGroup.objects.get(pk=term.pk).approved

    browser.force_login(other)
    browser.post(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/", {"deed": "approve"})
    assert TargetGroup.objects.get(pk=term.pk).approved


def test_what_an_import_made_is_approved_by_one_who_reads_it(browser):
    term = make(TargetGroup, approved=False)
    write(browser, term)

    assert TargetGroup.objects.get(pk=term.pk).approved
    assert not TermChange.objects.exists()


def test_the_change_of_somebody_else_is_not_lost(browser, other):
    term = make(TargetGroup)
    write(browser, term, name="Jonge mensen")
    browser.force_login(other)
    page = browser.get(at(term), follow=True).content.decode()
    refused = write(browser, term, name="Jeugd").content.decode()

    assert "wacht om nagelezen te worden" in page
    assert "Jeugd" in refused
    assert "wacht: lees die eerst" in refused
    assert TermChange.objects.get().values == {"name": "Jonge mensen"}


def test_left_as_it_is_nothing_waits(browser, other):
    term = make(TargetGroup)
    write(browser, term, name="Jonge mensen")
    browser.force_login(other)
    browser.post(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/", {"deed": "drop"})

    assert name_now(term) == "Jongeren"
    assert not TermChange.objects.exists()


def test_written_back_nothing_waits(browser):
    term = make(TargetGroup)
    write(browser, term, name="Jonge mensen")
    write(browser, term)

    assert not TermChange.objects.exists()


def test_a_deleted_or_merged_term_leaves_nothing_that_waits(browser):
    term = make(TargetGroup)
    write(browser, term, name="Jonge mensen")
    browser.post(at(term, "delete"))

    assert not TermChange.objects.exists()
    assert browser.get("/beheer/wachtrij/?state=waiting").status_code == 200


def test_a_name_that_is_taken_meanwhile_is_refused_in_words(browser, other):
    term = make(PracticeTag)
    write(browser, term, name="Jonge mensen")
    PracticeTag.objects.create(name="Jonge mensen", slug="x", locale=term.locale)
    browser.force_login(other)
    response = browser.post(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/", {"deed": "approve"})

    assert "Er is al een trefwoord met deze naam" in said(response)
    assert name_now(term) == "Jongeren"


def test_an_administrator_needs_nobody(client, admin_user):
    client.force_login(admin_user)
    term = make(Category)
    write(client, term, name="Jonge mensen")

    assert name_now(term) == "Jonge mensen"


def test_a_redacteur_reads_none(browser, writer):
    term = make(TargetGroup)
    write(browser, term, name="Jonge mensen")
    browser.force_login(writer)

    assert browser.get(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/").status_code == 302


def test_a_name_in_french_is_published_by_somebody_else(index, browser, moderator, other, french):
    from wagtail_localize.models import StringTranslation

    make_sheet(index)
    term = make(TargetGroup)
    translate(term, french, {"Jongeren": "Jeunes"})
    there = TargetGroup.objects.get(translation_key=term.translation_key, locale=french)
    line = StringTranslation.objects.get(data="Jeunes")
    line.data, line.last_translated_by = "Les jeunes", moderator
    line.save()
    browser.post(at(there), {"action": "publish"})
    assert name_now(there) == "Jeunes"

    browser.force_login(other)
    browser.post(at(there), {"action": "publish"})
    assert name_now(there) == "Les jeunes"


def test_it_counts_as_waiting(browser, moderator):
    write(browser, make(TargetGroup), name="Jonge mensen")

    assert "Wachtrij (1)" in browser.get("/beheer/").content.decode()


def test_the_screen_of_wagtail_that_copies_a_term_is_not_there(browser):
    term = make(Category)
    response = browser.post(
        f"/beheer/snippets/practices/category/copy/{term.pk}/", {"name": "Eigen", "approved": "on", "colour": "rose"}
    )

    assert response.status_code == 404
    assert name_now(term) == "Jongeren"


@pytest.mark.parametrize("model", [TargetGroup, PracticeTag])
def test_sheets_do_not_move_to_a_term_that_only_its_writer_read(model, index, browser, other):
    term = make(model)
    browser.post(f"/beheer/snippets/practices/{model._meta.model_name}/add/", {"name": "Eigen woorden", "approved": "on"})
    own = model.objects.get(name="Eigen woorden")
    address = f"/beheer/termen/{model._meta.model_name}/{term.pk}/samenvoegen/"
    browser.post(address, {"target": own.pk})
    assert model.objects.filter(pk=term.pk).exists()

    browser.force_login(other)
    if model is TargetGroup:
        browser.post(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/", {"deed": "approve"})
    browser.post(address, {"target": own.pk})
    assert not model.objects.filter(pk=term.pk).exists()


def test_another_change_of_the_dutch_term_does_not_publish_ones_own_french_name(browser, moderator, french):
    from wagtail_localize.models import StringTranslation

    term = make(TargetGroup)
    translate(term, french, {"Jongeren": "Jeunes"})
    line = StringTranslation.objects.get(data="Jeunes")
    line.data, line.last_translated_by = "Mes mots", moderator
    line.save()
    write(browser, term, description="Tot 25 jaar.")

    assert TargetGroup.objects.get(translation_key=term.translation_key, locale=french).name == "Jeunes"


def test_a_change_that_came_in_between_is_not_lost(moderator, other):
    from practices.door import RefusedError
    from practices.term_changes import save_changed

    term = make(TargetGroup)
    term.name = "Van Mia"
    save_changed(term, moderator)
    term.name = "Van Bea"
    with pytest.raises(RefusedError, match="lees die eerst"):
        save_changed(term, other)

    assert TermChange.objects.get().values == {"name": "Van Mia"}


def test_the_queue_shows_when_a_change_lost_its_term(browser):
    TermChange.objects.create(kind="category", term_id=999_999, values={"name": "Weg"})

    assert browser.get("/beheer/wachtrij/?state=waiting").status_code == 200
    assert browser.get("/beheer/wachtrij/?state=waiting&q=weg").status_code == 200
    assert browser.get(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/").status_code == 404
