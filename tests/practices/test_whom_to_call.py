"""Whom to call: contact lines as people write them, as links, as a mail of one's own and as vCards."""

import pytest
import vobject
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from practices.whom_to_call import Contact, Phone, addresses_of, draft_mails, read_contact
from tests.factories import make_sheet


@pytest.mark.parametrize(
    ("line", "name", "dialled", "emails"),
    [
        ("Dienst integratie, tel. 02 454 00 00, i@ternat.be", "Dienst integratie", ["+3224540000"], ["i@ternat.be"]),
        ("integratie@beersel.be", "", [], ["integratie@beersel.be"]),
        (
            "An Peeters (coördinator) – 0475/12.34.56 of an@halle.be",
            "An Peeters (coördinator)",
            ["+32475123456"],
            ["an@halle.be"],
        ),
        ("T: +32 2 454 00 00 | E: welkom@affligem.be", "", ["+3224540000"], ["welkom@affligem.be"]),
        ("Sociaal Huis (053 64 65 30)", "Sociaal Huis", ["+3253646530"], []),
        ("Onthaal: 0032 475 12 34 56", "Onthaal", ["+32475123456"], []),
        ("(02) 454 00 00", "", ["+3224540000"], []),
        ("09-123 45 67", "", ["+3291234567"], []),
        ("Tel.: 02 454 00 00, gsm 0475 12 34 56", "", ["+3224540000", "+32475123456"], []),
        ("welkom@affligem.be & integratie@liedekerke.be", "", [], ["welkom@affligem.be", "integratie@liedekerke.be"]),
        ("Ma tot vr 9-12 en 13-16 uur: 011 12 34 56", "Ma tot vr 9-12 en 13-16 uur", ["+3211123456"], []),
        ("+31 20 624 1111", "", ["+31206241111"], []),
        ('"Jan Peeters" <jan@x.be>', "Jan Peeters", [], ["jan@x.be"]),
        ("[jan@x.be](mailto:jan@x.be).", "", [], ["jan@x.be", "jan@x.be"]),
        ("Dienst Op", "Dienst Op", [], []),
        ("Stad Gent, dienst E: i@gent.be", "Stad Gent, dienst", [], ["i@gent.be"]),
        # what is no number
        ("BTW BE 0475.123.456", "BTW BE 0475.123.456", [], []),
        ("zie https://www.gent.be/contact/021234567", "zie https://www.gent.be/contact/021234567", [], []),
        ("ref 2024/012345678", "ref 2024/012345678", [], []),
        ("van 08.30-12.00, 01/09/2024", "van 08.30-12.00, 01/09/2024", [], []),
        ("KBO 0207.450.123", "KBO 0207.450.123", [], []),
        ("nr 2024-2025", "nr 2024-2025", [], []),
        ("9100 Sint-Niklaas", "9100 Sint-Niklaas", [], []),
        ("bel de dienst welzijn", "bel de dienst welzijn", [], []),
        ("", "", [], []),
    ],
)
def test_a_contact_line_is_read_as_people_write_it(line, name, dialled, emails):
    contact = read_contact(line)

    assert (contact.name, [phone.dialled for phone in contact.phones], list(contact.emails)) == (name, dialled, emails)
    assert contact.can_be_reached is bool(dialled or emails)


def test_a_line_without_an_end_is_read_in_no_time():
    assert read_contact("0" * 40_000).name == "0" * 40_000
    assert read_contact("a" * 40_000).phones == ()


@given(st.text(max_size=200))
def test_any_line_is_read_and_no_letter_of_a_name_is_lost(line):
    contact = read_contact(line)
    told = "".join([contact.name, *(phone.written for phone in contact.phones), *contact.emails])

    assert sum(map(str.isalpha, told)) <= sum(map(str.isalpha, line))
    assert all(phone.dialled[1:].isdigit() for phone in contact.phones)


def test_a_mail_goes_to_each_without_the_others_seeing_it():
    assert draft_mails(["a@b.be"], "Vraag & zo") == [("mailto:a@b.be?subject=Vraag%20%26%20zo", 1)]
    assert draft_mails(["a@b.be", "c@d.be"], "Vraag") == [("mailto:?bcc=a@b.be,c@d.be&subject=Vraag", 2)]
    assert draft_mails([], "Vraag") == []


def test_a_mail_has_as_many_addresses_as_a_mail_program_takes_and_none_is_left_out():
    drafts = draft_mails([f"dienst.nummer.{number}@gemeente.be" for number in range(500)], "Vraag")

    assert sum(draft.total for draft in drafts) == 500
    assert all(len(draft.address) < 2000 and draft.address.endswith("&subject=Vraag") for draft in drafts)
    assert draft_mails([f"{'x' * 3000}@b.be"], "Vraag")[0].total == 1


def test_what_a_stranger_typed_is_no_part_of_the_address_of_a_mail():
    [(draft, _total)] = draft_mails(["a@b.be", "c@d.be"], "x&bcc=boef@x.be\r\nBcc: boef@x.be")

    assert draft.count("bcc=") == 1
    assert "\n" not in draft
    assert "boef@x.be" not in draft


def test_each_address_counts_once():
    assert addresses_of([Contact("", (), ("a@b.be",)), Contact("x", (Phone("1", "1"),), ("a@b.be", "c@d.be"))]) == [
        "a@b.be",
        "c@d.be",
    ]


@pytest.fixture
def sheet(index):
    page = make_sheet(index, "Praattafels", {"Gent": ["Gent"], "Aalst": ["Aalst"], "Ninove": ["Ninove"]})
    gent, aalst, ninove = page.implementations.all()
    gent.contacts = "Dienst welzijn; tel. 09 266 00 00\nonthaal@gent.be"
    aalst.contacts = "Els <script>alert(1)</script> de Vos els@aalst.be"
    ninove.contacts = ""
    for each in (gent, aalst, ninove):
        each.save()
    return page


@pytest.mark.django_db
def test_every_number_on_a_sheet_can_be_tapped_and_who_has_none_is_asked_for(client, sheet):
    page = BeautifulSoup(client.get(sheet.address).content, "html.parser")

    assert [link["href"] for link in page.select(".contact a")] == [
        "tel:+3292660000",
        "mailto:onthaal@gent.be",
        "mailto:els@aalst.be",
    ]
    assert [gap.find_parent(class_="doer")["id"] for gap in page.select(".gap")] == ["ninove"]
    assert "wijziging/?about=Ninove" in page.select_one(".gap a")["href"]
    assert not page.select("script:-soup-contains('alert')")
    assert page.select_one(".jump__deeds a[href^=mailto]")["href"].startswith("mailto:?bcc=onthaal@gent.be,els@aalst.be&")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("praktijken/praattafels/contacten.vcf", ["Dienst welzijn", "Gent", "Els <script>alert(1)</script> de Vos"]),
        ("praktijken/praattafels/contacten.vcf?in=gent", ["Dienst welzijn", "Gent"]),
        ("gemeenten/gent/contacten.vcf", ["Dienst welzijn", "Gent"]),
    ],
)
def test_contacts_are_vcards_of_those_that_were_chosen(client, sheet, address, names):
    response = client.get(f"/{address}")
    cards = list(vobject.readComponents(response.content.decode()))

    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert [card.fn.value for card in cards] == names
    assert cards[0].tel.value == "+3292660000"
    assert cards[0].url.value.endswith("/praktijken/praattafels/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["praktijken/praattafels/contacten.vcf?in=ninove", "gemeenten/genk/contacten.vcf", "gemeenten/nergens/contacten.vcf"],
)
def test_where_there_is_nobody_to_call_there_is_no_file(client, sheet, address):
    assert client.get(f"/{address}").status_code == 404
