"""What an editor is told to look at, and what is not mistaken for a person."""

import pytest
from bs4 import BeautifulSoup
from modelcluster.forms import childformset_factory

from practices.contacts import is_personal
from practices.editor.findings import findings_of
from practices.editor.forms import ImplementationForm, MunicipalitiesField
from practices.models import Implementation, PracticePage, TargetGroup
from practices.photos.models import Photo
from tests.factories import PhotoFactory, make_sheet
from tests.practices.test_workflow import posted

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize(
    "address", ["sofie.deleu@dilbeek.be", "an.peeters@gent.be", "j.janssens@ternat.be", "jan-de.smet@x.be"]
)
def test_an_address_of_a_person(address):
    assert is_personal(address, ["Gent"])


@pytest.mark.parametrize(
    "address",
    ["info@gent.be", "welkom@affligem.be", "jeugd.brecht@x.example", "loi.bree@demo.example", "hr.beersel@demo.example",
     "integratie@sint-pieters-leeuw.be", "dienst.x@y.be", "buurtwerk.leuven@demo.example", "2.wijk@gent.be"],
)  # fmt: skip
def test_an_address_of_a_service(address):
    assert not is_personal(address, ["Brecht", "Bree", "Beersel", "Leuven"])


def test_a_sheet_with_gaps_lists_what_is_missing_then_vague_links_then_who_does_it(index):
    page = make_sheet(
        index,
        places={"Pin vzw": []},
        goals="<ul><li></li></ul>",
        description='<p>Meer info <a href="https://x.example">hier</a>.</p>',
        image=PhotoFactory(alternative="", description=""),
    )
    page.implementation_list[0].contacts = "an.peeters@pin.be"
    page.implementation_list[0].website_lost = True
    page.implementations.set(page.implementation_list)

    found = [(finding.where, finding.message.split(" ")[0]) for finding in findings_of(page)]

    assert found == [
        ("Foto", "Beslis"),
        ("Doelen", "Er"),
        ("Doelgroep", "Dit"),
        ("Succesfactoren", "Dit"),
        ("Uitdagingen", "Dit"),
        ("Beleidsdomeinen", "Dit"),
        ("Beschrijving", "De"),
        ("Pin vzw", "Er"),
        ("Pin vzw", "De"),
        ("Pin vzw", "an.peeters@pin.be"),
    ]


def test_a_sheet_without_anybody_to_call(index):
    page = make_sheet(index, places={})
    assert any("minstens één" in finding.message for finding in findings_of(page))
    page.implementations.add(Implementation(label="Ninove"))
    assert any("niemand om te bellen" in finding.message for finding in findings_of(page))


def test_findings_work_on_a_draft_that_was_never_saved():
    assert findings_of(PracticePage(title="Nieuw"))


def test_a_photo_needs_a_decision_and_a_description():
    photo = PhotoFactory.build(alternative=Photo.Alternative.DESCRIBED, description="")
    with pytest.raises(Exception, match="Beschrijf"):
        photo.clean()
    assert PhotoFactory.build(alternative=Photo.Alternative.DECORATIVE).default_alt_text == ""
    with pytest.raises(Exception, match="alternative"):
        PhotoFactory.build(alternative="").full_clean(exclude=["file", "width", "height"])


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("Beveren", "kan Alveringem, Beveren-Kruibeke-Zwijndrecht, Roeselare, Waregem zijn"),
        ("Gerardsbergen", "Bedoel je Geraardsbergen"),
        ("Pin vzw", "weergavenaam"),
    ],
)
def test_a_name_that_is_no_municipality_is_an_error_that_helps(written, message):
    with pytest.raises(Exception, match=message):
        MunicipalitiesField().clean(written)


def test_municipalities_are_typed_under_any_of_their_names():
    places = MunicipalitiesField(required=False).clean('Diegem, "De Panne", Alost')

    assert {place.name for place in places} == {"Machelen", "De Panne", "Aalst"}


def test_an_implementation_needs_a_municipality_or_a_name():
    formset_class = childformset_factory(
        PracticePage, Implementation, form=ImplementationForm, fields=["municipalities", "label"]
    )
    data = {
        "implementations-TOTAL_FORMS": "1", "implementations-INITIAL_FORMS": "0", "implementations-0-municipalities": "",
        "implementations-0-label": " ", "implementations-0-ORDER": "1",
    }  # fmt: skip
    formset = formset_class(data, instance=PracticePage(title="x"), prefix="implementations")
    formset.forms[0].empty_permitted = False
    assert not formset.is_valid()
    assert "Kies een gemeente" in str(formset.errors)


def test_a_contact_that_nobody_can_reach(index):
    page = make_sheet(index)
    implementation = page.implementation_list[0]
    for contacts, found in (("Jan van het loket", True), ("Loket: 054 00 00 00", False), ("loket@ninove.example", False)):
        implementation.contacts = contacts
        page.implementations.set([implementation])
        assert any("geen telefoonnummer" in finding.message for finding in findings_of(page)) is found, contacts


def test_a_name_that_can_be_several_municipalities_is_said_until_one_is_chosen(index):
    page = make_sheet(index, places={"Diegem & Beveren": ["Machelen"], "Machelen-Diegem": ["Machelen"]})
    said = [finding for finding in findings_of(page) if "Beveren" in finding.message]
    assert [finding.where for finding in said] == ["Diegem & Beveren"]
    assert said[0].message.endswith("Roeselare, Waregem zijn; geen van deze is gekoppeld.")

    settled = make_sheet(index, "Ander", places={"Diegem & Beveren": ["Machelen", "Roeselare"]})
    assert not [finding for finding in findings_of(settled) if "Beveren" in finding.message]


@pytest.mark.parametrize("label", ["Berg en Dal", "Huis van de Buurt, Berg", "Turnhout: Heide en Berg"])
def test_an_actor_with_the_name_of_a_village_in_its_own_is_left_alone(index, label):
    page = make_sheet(index, places={label: ["Turnhout"]})
    assert not [finding for finding in findings_of(page) if "Berg" in finding.message]


def test_the_panel_follows_what_the_editor_saved_by_itself(index, writer, client):
    client.force_login(writer)
    new = BeautifulSoup(client.get(f"/beheer/pages/add/practices/practicepage/{index.pk}/").content, "html.parser")
    assert "staat hier na elke wijziging" in new.find(id="findings").text

    page = make_sheet(index, goals="")
    form = posted(client.get(f"/beheer/pages/{page.pk}/edit/").context["form"])
    saved = client.post(f"/beheer/pages/{page.pk}/edit/", form, headers={"accept": "application/json"}).json()
    partials = BeautifulSoup(saved["html"], "html.parser")
    panel = partials.find("template", attrs={"data-w-teleport-target-value": "#findings"})
    assert "Doelen" in panel.text
    assert panel["data-controller"] == "w-teleport"
    hydrated = client.get(f"/beheer/pages/{page.pk}/edit/?_w_hydrate_create_view=1").content.decode()
    assert "#findings" in hydrated


def test_a_term_says_what_belongs_under_it(index, writer, client):
    TargetGroup.objects.create(name="Sterren", slug="sterren", description="Wie <zingt>", approved=True, locale=index.locale)
    client.force_login(writer)
    form = BeautifulSoup(client.get(f"/beheer/pages/add/practices/practicepage/{index.pk}/").content, "html.parser")

    assert form.find("small", string="Wie <zingt>").parent.find("input")["name"] == "target_groups"
