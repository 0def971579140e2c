"""What people really paste, read right."""

import docx
import pytest

from practices.contacts import split_contacts
from practices.importing.converting import read_file
from practices.importing.details import DetailKind, read_detail
from practices.importing.reading import read_sheet, slug_of, title_of
from practices.richtext import read_blocks

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BODY = """Praattafels

Aan een praattafel oefen je Nederlands.

Categorie

Taal

Doelen

 • Oefenen
 • Ontmoeten

Doelgroep

 • Anderstaligen

Beschrijving

Wekelijks in de bibliotheek.

Succesfactoren

 • Koffie

Uitdagingen

 • Vrijwilligers vinden

Deze praktijk in

Kortrijk

 • Contact: taal@kortrijk.example
 • Website: https://kortrijk.example/praten
 • Partners: CVO, bibliotheek

Beleidsdomeinen

 • Taal
"""


@pytest.fixture
def read(gazetteer):
    return lambda text, name="praattafels.txt": read_sheet(text, name, gazetteer)


def texts(html):
    return [block.text for block in read_blocks(html)]


def places(reading, gazetteer):
    names = {place.nis_code: place.name for place in gazetteer.official.values()}
    return [[names[code] for code in each.municipalities] for each in reading.content.implementations]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" • ", "\t•\t"),
        lambda text: text.replace(" • ", "- "),
        lambda text: text.replace(" • ", "\uf0b7 "),
        lambda text: text.replace(" • ", " * "),
        lambda text: text.replace(" • ", "•"),
        lambda text: text.replace("\nDoelen\n", "\nDOELEN:\n").replace("\nDoelgroep\n", "\nDoelgroepen\n"),
        lambda text: text.replace("\nDoelen\n", "\n## Doel\n").replace("Uitdagingen", "Uitdaging"),
        lambda text: text.replace("Categorie\n\nTaal", "Categorie: Taal"),
        lambda text: text.replace("Categorie\n\nTaal", "Categorie\n\n • Taal"),
        lambda text: text.replace("\n\n", "\n\n\n \n"),
        lambda text: text.replace("oefen", "oe\u00adfen").replace("Koffie", "Kof\u200bfie"),
        lambda text: text.replace("Contact: ", "Contact").replace("Partners: ", "Partners : "),
    ],
)
def test_the_same_sheet_however_it_was_pasted(read, gazetteer, change):
    content = read(change(BODY)).content

    assert content.title == "Praattafels"
    assert content.introduction == "Aan een praattafel oefen je Nederlands."
    assert content.category == "Taal"
    assert texts(content.goals) == ["Oefenen", "Ontmoeten"]
    assert content.target_groups == ["Anderstaligen"]
    assert texts(content.description) == ["Wekelijks in de bibliotheek."]
    assert texts(content.success_factors) == ["Koffie"]
    assert texts(content.challenges) == ["Vrijwilligers vinden"]
    assert content.policy_domains == ["Taal"]
    [implementation] = content.implementations
    assert implementation.municipalities == [gazetteer.resolve("Kortrijk").place.nis_code]
    assert implementation.contacts == ["taal@kortrijk.example"]
    assert implementation.website == "https://kortrijk.example/praten"
    assert implementation.partners == "CVO, bibliotheek"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Affligem & Liedekerke", ["Affligem", "Liedekerke"]),
        ("Affligem en Liedekerke", ["Affligem", "Liedekerke"]),
        ("Affligem / Liedekerke", ["Affligem", "Liedekerke"]),
        ("Affligem, Liedekerke, Ninove", ["Affligem", "Liedekerke", "Ninove"]),
        ("Affligem-Liedekerke", ["Affligem", "Liedekerke"]),
        ("Heusden-Zolder", ["Heusden-Zolder"]),
        ("Knokke-Heist & Brugge", ["Brugge", "Knokke-Heist"]),
        ("Diegem", ["Machelen"]),
        ("Kortessem", ["Hasselt"]),
        ("Streek Pajottenland: Gooik, Lennik", ["Pajottegem", "Lennik"]),
        ("Turnhout: sinds 2023", ["Turnhout"]),
        ("Turnhout – sinds 2023", ["Turnhout"]),
        ("Pin vzw", []),
        ("Beveren", []),
        ("Gerardsbergen", []),
    ],
)
def test_a_heading_names_these_municipalities(read, gazetteer, heading, expected):
    reading = read(BODY.replace("Kortrijk\n", f"{heading}\n"))

    assert sorted(places(reading, gazetteer)[0]) == sorted(expected)
    assert reading.content.implementations[0].label == heading


def test_municipalities_as_bullets_with_their_lines_under_them(read, gazetteer):
    text = BODY.replace(
        "Kortrijk\n\n • Contact: taal@kortrijk.example\n",
        " • Kortrijk\n    o Contact: taal@kortrijk.example\n • Gent\n    o Website\n",
    ).replace(" • Website: https://kortrijk.example/praten\n • Partners: CVO, bibliotheek\n", "")
    reading = read(text)

    assert places(reading, gazetteer) == [["Kortrijk"], ["Gent"]]
    assert reading.content.implementations[0].contacts == ["taal@kortrijk.example"]
    assert reading.content.implementations[1].website == ""


def test_parts_in_another_order_and_twice(read):
    text = BODY + "\nDoelen\n\n • Elkaar leren kennen\n"
    reading = read(text)

    assert texts(reading.content.goals) == ["Oefenen", "Ontmoeten", "Elkaar leren kennen"]
    assert any("Doelen" in doubt for doubt in reading.doubts)


def test_a_credit_of_the_photo_in_the_introduction(read):
    text = BODY.replace("Nederlands.", "Nederlands. (Foto: Stad Kortrijk)", 1)
    assert read(text).content.image_credit == "Foto: Stad Kortrijk"
    assert read(text).content.introduction == "Aan een praattafel oefen je Nederlands."

    text = BODY.replace("Aan een", "© Stad Kortrijk\n\nAan een", 1)
    assert read(text).content.image_credit == "© Stad Kortrijk"


def test_the_village_of_doel_is_no_goal(read, gazetteer):
    reading = read(BODY.replace("Kortrijk\n", "Doel\n"))

    assert places(reading, gazetteer) == [["Beveren-Kruibeke-Zwijndrecht"]]
    assert texts(reading.content.goals) == ["Oefenen", "Ontmoeten"]


def test_markup_in_the_text_ends_as_harmless_text(read):
    bad = "<script>alert(1)</script><b onclick=x>vet</b>"
    content = read(BODY.replace("Wekelijks", bad).replace("Oefenen", bad).replace("Koffie", bad)).content

    for html in (content.description, content.goals, content.success_factors):
        assert "<script" not in html
        assert "<b " not in html
        assert bad in " ".join(texts(html))


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("Contact: jeugd@gent.example", DetailKind.CONTACT, "jeugd@gent.example"),
        ("Contactjeugd@gent.example", DetailKind.CONTACT, "jeugd@gent.example"),
        ("Contact jeugd@gent.example", DetailKind.CONTACT, "jeugd@gent.example"),
        ("Contactpersoon: loket wonen, 09 000 00 00", DetailKind.CONTACT, "loket wonen, 09 000 00 00"),
        ("jeugd@gent.example", DetailKind.CONTACT, "jeugd@gent.example"),
        ("Website", DetailKind.WEBSITE, ""),
        ("Website : www.gent.example", DetailKind.WEBSITE, "www.gent.example"),
        ("https://gent.example/a?b=c:d", DetailKind.WEBSITE, "https://gent.example/a?b=c:d"),
        ("Websites maken we samen", DetailKind.TEXT, "Websites maken we samen"),
        ("Partners: Pin vzw", DetailKind.PARTNERS, "Pin vzw"),
        ("Partnerorganisaties komen langs", DetailKind.TEXT, "Partnerorganisaties komen langs"),
        ("Werken samen met: OCMW en CAW", DetailKind.TEXT, "Werken samen met: OCMW en CAW"),
        ("Sinds: 2019", DetailKind.FACT, "2019"),
        ("Sinds 2019 loopt het goed", DetailKind.TEXT, "Sinds 2019 loopt het goed"),
        (f"Sinds: {'lang ' * 20}geleden", DetailKind.TEXT, f"Sinds: {'lang ' * 20}geleden"),
        ("Stand: Loopt", DetailKind.FACT, "running"),
        ("Stand: bijna klaar", DetailKind.TEXT, "Stand: bijna klaar"),
        ("Wie doet het: vrijwilligers, eigen personeel", DetailKind.FACT, "volunteers,staff"),
        ("Stand: loopt, sinds kort ook in de scholen", DetailKind.TEXT, "Stand: loopt, sinds kort ook in de scholen"),
        ("Stand: loopt, gestopt", DetailKind.TEXT, "Stand: loopt, gestopt"),
        ("Wie doet het: vrijwilligers, met An", DetailKind.TEXT, "Wie doet het: vrijwilligers, met An"),
        ("Talen: Nederlands, Frans", DetailKind.FACT, "Nederlands, Frans"),
        ("Kostprijs:", DetailKind.TEXT, "Kostprijs:"),
    ],
)
def test_a_line_of_an_implementation(line, kind, value):
    detail = read_detail(line)

    assert (detail.kind, detail.value) == (kind, value)


def test_contacts_are_split_only_where_they_are_nothing_but_addresses():
    assert split_contacts("a@b.be & mailto:C@D.be") == ["a@b.be", "c@d.be"]
    assert split_contacts("Loket, a@b.be of c@d.be, tel. 03 000") == ["Loket, a@b.be of c@d.be, tel. 03 000"]


@pytest.mark.parametrize(
    ("name", "slug", "title"),
    [
        ("12-buddywerking.txt", "buddywerking", "Buddywerking"),
        ("03. okan vrije tijd.docx", "okan-vrije-tijd", "OKAN vrije tijd"),
        ("2024.txt", "2024", "2024"),
    ],
)
def test_address_and_title_from_the_name_of_a_file(name, slug, title):
    assert (slug_of(name), title_of(name)) == (slug, title)


def test_a_word_file_and_a_web_page_read_like_the_text(read, gazetteer, tmp_path):
    document = docx.Document()
    for line in BODY.split("\n"):
        text = line.strip()
        if text.startswith("•"):
            document.add_paragraph(text[1:].strip(), style="List Bullet")
        elif text:
            document.add_paragraph(text)
    document.save(tmp_path / "praattafels.docx")
    items = "".join(
        f"<p>{line}</p>" if "•" not in line else f"<ul><li>{line.strip(' •')}</li></ul>" for line in BODY.split("\n")
    )
    linked = items.replace("Website: https://kortrijk.example/praten", '<a href="https://kortrijk.example/praten">Website</a>')
    (tmp_path / "praattafels.html").write_text(f"<html><body><script>x</script>{linked}</body></html>", encoding="utf-8")

    expected = read(BODY).content
    for name in ("praattafels.docx", "praattafels.html"):
        content = read(read_file(tmp_path / name), name).content
        assert content.goals == expected.goals
        assert content.target_groups == expected.target_groups
        assert content.implementations == expected.implementations, name


def test_text_in_an_old_windows_encoding(read, tmp_path):
    (tmp_path / "a.txt").write_bytes(BODY.replace("Koffie", "Café").encode("cp1252"))

    assert texts(read(read_file(tmp_path / "a.txt")).content.success_factors) == ["Café"]


@pytest.mark.parametrize("between", ["\n\nCommunicatie\n", "\n\nCOMMUNICATIE:\n\n", "\nCommunicatie\n"])
def test_a_heading_of_another_form_is_marked_with_its_lines_and_does_not_end_in_the_part_before(read, between):
    text = BODY.replace(" • Vrijwilligers vinden\n", f" • Vrijwilligers vinden{between} • Subsidie van Vlaanderen\n\n")
    reading = read(text)

    assert [block.text for block in read_blocks(reading.content.challenges)] == ["Vrijwilligers vinden"]
    assert "Subsidie" not in reading.content.description
    for line in ("ommunicatie", "Subsidie van Vlaanderen"):
        assert line.casefold() in reading.content.to_place.casefold()
        assert any(line.casefold() in doubt.casefold() for doubt in reading.doubts)


def test_a_heading_of_another_form_in_a_web_page(gazetteer, tmp_path):
    path = tmp_path / "x.html"
    path.write_text("<h1>X</h1><h2>Uitdagingen</h2><ul><li>geld</li></ul><h2>Communicatie</h2><ul><li>Subsidie</li></ul>")
    reading = read_sheet(read_file(path), path.name, gazetteer)

    assert [block.text for block in read_blocks(reading.content.challenges)] == ["geld"]
    assert "Subsidie" in reading.content.to_place


def test_a_line_that_may_be_a_heading_stays_in_its_list_with_a_doubt(read):
    text = BODY.replace(" • Koffie\n", " • Koffie\n\nOp lange termijn\n • Volhouden\n")
    reading = read(text)

    assert [block.text for block in read_blocks(reading.content.success_factors)][-1] == "Volhouden"
    assert "Op lange termijn" in reading.content.success_factors
    assert any("Op lange termijn" in doubt for doubt in reading.doubts)


def test_a_category_before_a_heading_with_its_value_on_the_line_is_kept(read):
    text = BODY.replace("Categorie\n\nTaal\n\nDoelen\n\n", "Categorie\n\nTaal\nDoelen:\n")
    assert read(text).content.category == "Taal"


def test_a_heading_inside_the_description_stays_there(read):
    text = BODY.replace("Wekelijks in de bibliotheek.", "Wekelijks in de bibliotheek.\n\nCommunicatie\n • Subsidie")
    description = read(text).content.description

    assert [block.text for block in read_blocks(description)] == ["Wekelijks in de bibliotheek.", "Communicatie", "Subsidie"]


@pytest.mark.parametrize(
    "noise", [bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", b"\xff\xfea", b"\xff\xfe\x00\xd8x\x00"]
)
def test_a_file_that_is_no_text_is_refused(tmp_path, noise):
    path = tmp_path / "foto.txt"
    path.write_bytes(noise)

    with pytest.raises(ValueError, match="geen tekst"):
        read_file(path)


def test_a_policy_domain_without_bullet_is_no_heading_of_another_form(read):
    text = BODY.partition("Doelgroep")[0] + "Beleidsdomeinen\n\nPersoneel\nCommunicatie\n"
    assert read(text).content.policy_domains == ["Personeel", "Communicatie"]


def test_an_address_behind_the_text_of_a_link_is_kept(tmp_path):
    path = tmp_path / "x.html"
    path.write_text('<p>Contact: <a href="mailto:speel@kortrijk.example?subject=x">Speeldienst</a></p>')
    assert read_file(path).strip() == "Contact: Speeldienst: speel@kortrijk.example"


def test_french_accents_in_an_old_windows_encoding(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes("Liège, déjà vu, Château, coördinator, ŒUVRE".encode("cp1252"))
    assert read_file(path) == "Liège, déjà vu, Château, coördinator, ŒUVRE"


@pytest.mark.parametrize("ending", ["", ":"])
def test_a_text_under_the_headings_that_an_office_has_of_its_own(ending, read):
    parts = {
        "Gemeente": "Ninove",
        "Doelgroep": "Nieuwkomers, vrouwen",
        "Aanpak": "Elke zaterdag oefent een groep van acht op het plein.",
        "Succesfactoren": "Een vaste plek",
        "Drempels": "Regen",
    }
    text = "\n\n".join(f"{heading}{ending}\n{said}" for heading, said in parts.items())
    content = read(f"Fietslessen\n\nVrijwilligers leren nieuwkomers fietsen.\n\n{text}").content

    assert content.introduction == "Vrijwilligers leren nieuwkomers fietsen."
    assert [each.label for each in content.implementations] == ["Ninove"]
    assert content.target_groups == ["Nieuwkomers", "vrouwen"]
    assert "op het plein" in content.description
    assert "Regen" in content.challenges
