"""Keywords: typed freely on a sheet, listed, merged and translated by editors."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import ReferenceIndex

from practices.mergers import merge_terms
from practices.models import PracticePage, PracticeTag, TermChange
from tests.factories import make_sheet
from tests.practices.french import SHEET, read

pytestmark = pytest.mark.django_db
LIST = "/beheer/snippets/practices/practicetag/"


@pytest.fixture
def tagged(index):
    """Makes a sheet with keywords."""

    def make(title, *keywords):
        page = make_sheet(index, title)
        page.tags.set(keywords)
        page.save_revision().publish()
        return page

    return make


def keyword(name):
    return PracticeTag.objects.sources().get(name=name)


def keywords_of(page):
    return {tag.name for tag in PracticePage.objects.get(pk=page.pk).tag_list}


def test_the_list_counts_the_sheets_of_each_keyword(client, tagged, moderator):
    tagged("Een", "koffie", "buurt")
    tagged("Twee", "koffie")
    client.force_login(moderator)
    rows = BeautifulSoup(client.get(LIST).content, "html.parser").select("main tbody tr")

    assert {row.find(class_="title").a.text.strip(): row.find_all("td")[-1].text.strip() for row in rows} == {
        "buurt": "1",
        "koffie": "2",
    }


def test_the_list_has_no_filter_that_finds_nothing(client, tagged, moderator):
    tagged("Een", "koffie")
    client.force_login(moderator)

    assert "koffie" in read(client, f"{LIST}?locale=fr").find("main").text


def test_a_keyword_is_renamed_and_its_address_stays(client, tagged, admin_user):
    tagged("Een", "kofie")
    client.force_login(admin_user)
    edit = f"{LIST}edit/{keyword('kofie').pk}/"
    assert client.post(edit, {"name": "koffie"}).status_code == 302

    assert keyword("koffie").slug == "kofie"
    assert "koffie" in client.get("/praktijken/?tag=kofie").content.decode()


def test_a_second_keyword_of_the_same_name_is_refused_with_what_to_do(client, tagged, moderator):
    tagged("Een", "koffie", "koffi")
    client.force_login(moderator)
    response = client.post(f"{LIST}edit/{keyword('koffi').pk}/", {"name": "Koffie"})

    assert "Er is al een trefwoord met deze naam. Voeg dit ermee samen." in response.content.decode()
    assert keyword("koffi")


def test_merging_takes_sheets_and_drafts_along_and_the_old_address_redirects(client, tagged):
    only_old, both, draft = tagged("Een", "koffi"), tagged("Twee", "koffi", "koffie"), tagged("Drie")
    edited = draft.get_latest_revision_as_object()
    edited.tags.set(["koffi", "koffie", "buurt"])
    edited.save_revision()

    assert merge_terms(source=keyword("koffi"), target=keyword("koffie")) == 2
    assert keywords_of(only_old) == keywords_of(both) == {"koffie"}
    waiting = PracticePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert [tag.name for tag in waiting.tag_list] == ["koffie", "buurt"]
    assert client.get("/praktijken/?tag=koffi")["Location"] == "/praktijken/?tag=koffie"
    assert {row.object_id for row in ReferenceIndex.get_references_to(keyword("koffie"))} == {str(only_old.pk), str(both.pk)}


def test_two_moderators_merge_keywords_in_the_admin(client, tagged, moderator, person):
    tagged("Een", "koffi"), tagged("Twee", "koffie")
    client.force_login(moderator)
    address = f"/beheer/termen/practicetag/{keyword('koffi').pk}/samenvoegen/"
    assert "1 fiche heeft deze term" in client.get(address).content.decode()
    response = client.post(address, {"target": keyword("koffie").pk}, follow=True)

    assert "“koffi” wordt samengevoegd met “koffie”" in response.content.decode()
    client.force_login(person("bea", "Moderatoren"))
    response = client.post(f"/beheer/termen/wijzigingen/{TermChange.objects.get().pk}/", {"deed": "approve"}, follow=True)
    assert "“koffi” is samengevoegd met “koffie”" in response.content.decode()
    assert PracticeTag.objects.count() == 1


def test_a_new_keyword_does_not_get_an_address_that_leads_elsewhere(tagged):
    tagged("Een", "koffi"), tagged("Twee", "koffie")
    merge_terms(source=keyword("koffi"), target=keyword("koffie"))
    tagged("Drie", "koffi")

    assert keyword("koffi").slug == "koffi-2"


def test_a_deleted_keyword_takes_its_translations_along_and_its_address_is_free_again(client, tagged, in_french, moderator):
    sheet = tagged("Een", "koffie")
    in_french(keyword("koffie"), {"koffie": "café"})
    client.force_login(moderator)
    sheet.delete()
    client.post(f"{LIST}delete/{keyword('koffie').pk}/")
    assert not PracticeTag.objects.exists()

    tagged("Twee", "koffie")
    assert keyword("koffie").slug == "koffie"


def test_a_keyword_begins_in_dutch(client, index, moderator):
    client.force_login(moderator)
    client.post(f"{LIST}add/?locale=fr", {"name": "koffie"})

    assert keyword("koffie").slug == "koffie"


def test_two_names_that_are_alike_get_two_addresses(tagged):
    tagged("Een", "C++", "C#")

    assert {keyword("C++").slug, keyword("C#").slug} == {"c", "c-2"}


def test_readers_see_and_choose_a_keyword_in_their_language(client, tagged, in_french):
    page = tagged("Onthaalgesprekken", "vrijwilligers")
    in_french(keyword("vrijwilligers"), {"vrijwilligers": "bénévoles"})

    link = read(client, SHEET).find(class_="sheet__text").find("a", string="bénévoles")
    assert link["href"] == "/fr/praktijken/?tag=vrijwilligers"
    assert read(client, link["href"]).select_one(".result__title").text == page.title
    assert "bénévoles" in read(client, "/fr/praktijken/").find("main").text


def test_two_keywords_may_have_one_word_in_french(tagged, in_french):
    tagged("Een", "jeugd", "jongeren")
    in_french(keyword("jeugd"), {"jeugd": "jeunes"})
    in_french(keyword("jongeren"), {"jongeren": "jeunes"})

    assert PracticeTag.objects.filter(locale__language_code="fr", name="jeunes").count() == 2


def test_a_word_that_is_a_translation_of_another_keyword_is_a_new_dutch_one(client, tagged, in_french, moderator):
    tagged("Een", "vrijwilligers")
    in_french(keyword("vrijwilligers"), {"vrijwilligers": "buddy"})
    other = tagged("Twee", "buddy")

    assert [tag.locale.language_code for tag in other.tag_list] == ["nl"]
    client.force_login(moderator)
    assert client.get("/beheer/trefwoorden/namen/?term=bud").json() == ["buddy"]


def test_only_dutch_keywords_are_proposed_while_one_is_typed(client, tagged, in_french, moderator):
    tagged("Een", "vrijwilligers", "vriendschap")
    in_french(keyword("vrijwilligers"), {"vrijwilligers": "vraiment bénévoles"})
    client.force_login(moderator)

    assert client.get("/beheer/trefwoorden/namen/?term=VR").json() == ["vriendschap", "vrijwilligers"]
    assert client.get("/beheer/trefwoorden/namen/?term=").json() == []
    assert client.get("/beheer/trefwoorden/namen/?term=%00").json() == []
    form = read(client, f"/beheer/pages/{PracticePage.objects.sources().get().pk}/edit/")
    assert form.find(id="id_tags")["data-w-tag-url-value"] == "/beheer/trefwoorden/namen/"
