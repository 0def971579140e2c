"""A sheet as offices have it: a form, a mail, a PDF, numbered, ticked, in any encoding. Each kind with its siblings."""

import zipfile
from io import BytesIO, StringIO

import docx
import pytest
from django.core.management import call_command

from practices.importing.converting import read_file
from practices.importing.encodings import decode
from practices.importing.headings import section_of
from practices.importing.saving import import_files
from practices.importing.web_pages import unwrapped
from practices.models import PracticePage
from practices.richtext import read_blocks
from tests.practices.written import PARTS, TOP, is_whole, written

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HEADS = {
    "1.": lambda place, name: f"{place}. {name.upper()}",
    "1)": lambda place, name: f"{place}) {name}",
    "1.1": lambda place, name: f"1.{place} {name}",
    "(1)": lambda place, name: f"({place}) {name}",
    "A.": lambda place, name: f"{'ABCDEFGH'[place - 1]}. {name}",
    "a)": lambda place, name: f"{'abcdefgh'[place - 1]}) {name}",
    "II.": lambda place, name: f"{['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][place - 1]}. {name}",
    "bullet": lambda place, name: f"• {name}",
    "markdown": lambda place, name: f"## **{name}**",
    "capitals and a colon": lambda place, name: f"{name.upper()} :",
}


@pytest.mark.parametrize("kind", HEADS)
def test_headings_are_numbered_lettered_or_marked(kind, read):
    assert is_whole(read(written(HEADS[kind])).content)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Doel(en)", "goals"), ("Doelgroep(en)", "target_groups"), ("Doelen (max. 5)", "goals"),
        ("Wat zijn de doelen?", "goals"), ("Wie is de doelgroep?", "target_groups"), ("Voor wie?", "target_groups"),
        ("Succesfactoren & tips", "success_factors"), ("Succesfactor(en)", "success_factors"),
        ("Uitdagingen / knelpunten", "challenges"), ("Knelpunten en uitdagingen", "challenges"),
        ("Wat zijn jullie uitdagingen?", "challenges"), ("Beleidsdomein(en):", "policy_domains"),
        ("4. Beschrijving van de praktijk", "description"), ("III. Doelgroepen", "target_groups"),
        # No heading, or of two parts at once.
        ("Doelen en doelgroep", ""), ("Partners zoeken en vinden", ""), ("Wat doen we daarna?", ""), ("Aalst en Ninove", ""),
        ("De doelen van deze praktijk zijn dat nieuwe inwoners elkaar leren kennen.", ""), ("I. Peeters", ""),
    ],
)  # fmt: skip
def test_a_heading_in_any_usual_wording(text, section):
    assert section_of(text) == section


def test_the_lines_of_a_list_that_are_called_as_a_part_stay_there(read):
    text = written().replace("- Vrijwilligers", "- Partners").replace("- Gratis", "- Tips")

    assert read(text).content.target_groups == ["Nieuwkomers", "Partners"]
    assert [block.text for block in read_blocks(read(text).content.success_factors)] == ["Een vaste begeleider", "Tips"]


BOXES = [("☒", "☐"), ("[x]", "[ ]"), ("[X]", "[]"), ("(x)", "( )"), ("☑", "☐"), ("\uf0fe", "\uf0a8"), ("- ☒", "- ☐")]


@pytest.mark.parametrize(("yes", "no"), BOXES)
def test_what_is_not_ticked_is_left_out_and_said(yes, no, read):
    text = (
        written()
        .replace("- Nieuwkomers", f"{yes} Nieuwkomers")
        .replace("- Vrijwilligers", f"{yes} Vrijwilligers\n{no} Jongeren")
    )
    reading = read(text)

    assert is_whole(reading.content)
    assert any("Jongeren" in doubt for doubt in reading.doubts)


def form(read, *, nested=False):
    document = docx.Document()
    document.add_paragraph("Buurtwandeling")
    document.add_paragraph("Nieuwe inwoners verkennen hun buurt.")
    table = document.add_table(rows=0, cols=2)
    for name, lines in PARTS.items():
        label, answer = table.add_row().cells
        label.text = f"{name}:" if nested else name
        answer.text = lines[0]
        for line in lines[1:]:
            answer.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return read(file.getvalue(), "buurtwandeling.docx").content


@pytest.mark.parametrize("nested", [False, True])
def test_a_form_as_a_table(nested, read):
    assert is_whole(form(read, nested=nested))


def html_parts():
    for name, lines in PARTS.items():
        items = "".join(f"<li>{line[2:]}</li>" for line in lines if line.startswith("- "))
        texts = "".join(f"<p>{line}</p>" for line in lines if not line.startswith("- "))
        yield f"<h2>{name}</h2>{texts}" + (f"<ul>{items}</ul>" if items else "")


def test_two_columns_beside_each_other(read):
    parts = list(html_parts())
    rows = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in zip(parts[::2], parts[1::2], strict=True))

    page = f"<h1>Buurtwandeling</h1><p>Nieuwe inwoners verkennen hun buurt.</p><table>{rows}</table>"
    assert is_whole(read(page, "buurtwandeling.html").content)


def test_municipalities_as_a_table(read):
    rows = "<tr><th>Gemeente</th><th>Toelichting</th><th>Contactpersoon</th><th>Website</th></tr>"
    rows += "<tr><td>Aalst</td><td>Elke week.</td><td>onthaal@aalst.example.be</td><td>www.aalst.example.be</td></tr>"
    rows += "<tr><td>Ninove</td><td></td><td>welkom@ninove.example.be</td><td></td></tr>"
    found = read(f"<h1>Buurtwandeling</h1><h2>Deze praktijk in</h2><table>{rows}</table>", "x.html").content.implementations

    assert [(each.label, each.contacts, each.website) for each in found] == [
        ("Aalst", ["onthaal@aalst.example.be"], "www.aalst.example.be"),
        ("Ninove", ["welkom@ninove.example.be"], None),
    ]
    assert found[0].description == "<p>Elke week.</p>"


def test_a_table_of_steps_keeps_its_rows_together(read):
    rows = "<tr><td>Week 1</td><td>Uitnodigen</td></tr><tr><td>Week 2</td><td>Wandelen</td></tr>"
    page = "".join(html_parts()).replace("<h2>Succesfactoren", f"<table>{rows}</table><h2>Succesfactoren")

    assert "Week 1: Uitnodigen" in read(page, "x.html").content.description
    assert "Week 2: Wandelen" in read(page, "x.html").content.description


BLOCKS = ["section", "article", "summary", "fieldset", "legend", "label", "center", "dd", "figcaption", "address", "aside"]


@pytest.mark.parametrize("tag", BLOCKS)
def test_blocks_of_a_page_are_lines(tag, read):
    page = f"<h1>X</h1><{tag}>Buren koken samen.</{tag}><{tag}>Elke dinsdag.</{tag}><h2>Doelen</h2><{tag}>Samen eten</{tag}>"
    content = read(page, "x.html").content

    assert content.introduction.split() == ["Buren", "koken", "samen.", "Elke", "dinsdag."]
    assert [block.text for block in read_blocks(content.goals)] == ["Samen eten"]


BOX = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:r>{open}<w:drawing>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>Bel vooraf.</w:t></w:r></w:p><w:p><w:r><w:t>En neem mee.</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></w:drawing>{close}</w:r></w:p>"
)
CHOICES = {
    "alone": ("", ""),
    "a choice without a fallback": ('<mc:AlternateContent><mc:Choice Requires="wps">', "</mc:Choice></mc:AlternateContent>"),
    "a choice with an empty fallback": (
        '<mc:AlternateContent><mc:Choice Requires="wps">', "</mc:Choice><mc:Fallback/></mc:AlternateContent>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHOICES)
def test_the_text_in_a_box_is_read_once(kind, read):
    document = docx.Document()
    for line in written().splitlines():
        document.add_paragraph(line)
    file, changed = BytesIO(), BytesIO()
    document.save(file)
    opened, closed = CHOICES[kind]
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                end = data.rindex(b"<w:sectPr")
                data = data[:end] + BOX.format(open=opened, close=closed).encode() + data[end:]
            target.writestr(name, data)
    reading = read(changed.getvalue(), "x.docx")
    everything = str(reading.content.as_json())

    assert everything.count("Bel vooraf.") == 1
    assert everything.count("En neem mee.") == 1


@pytest.mark.parametrize("mark", ["· ", "* ", "• ", "– ", "1. "])
def test_a_list_whose_lines_hold_their_bullet_too(mark, read):
    page = "".join(html_parts()).replace("<li>", f"<li>{mark}")

    assert is_whole(
        read(f"<h1>Buurtwandeling</h1><p>Nieuwe inwoners verkennen hun buurt.</p>{page}", "buurtwandeling.html").content
    )


LINKS = [
    "https://www.google.com/url?q=https://www.aalst.example.be/x%3Fa%3D1&sa=D&ust=17",
    "https://www.google.be/url?sa=t&url=https%3A%2F%2Fwww.aalst.example.be%2Fx%3Fa%3D1",
    "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.aalst.example.be%2Fx%3Fa%3D1&data=05&reserved=0",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.aalst.example.be%2Fx%3Fa%3D1&h=AT0",
    "https://urldefense.com/v3/__https://www.aalst.example.be/x?a=1__;!!abc!def$",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_makes_a_detour_leads_where_it_leads(link, read):
    assert unwrapped(f"Zie {link} voor meer") == "Zie https://www.aalst.example.be/x?a=1 voor meer"
    page = written().replace("- Contact:", f"- Website: {link}\n- Contact:")
    assert read(page).content.implementations[0].website == "https://www.aalst.example.be/x?a=1"


@pytest.mark.parametrize(
    "link", ["https://www.google.com/search?q=https://x.be", "https://www.aalst.example.be/url?q=https://x.be"]
)
def test_another_link_stays(link):
    assert unwrapped(link) == link


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("de biblio-\ntheek", "de bibliotheek"), ("in Sint-\nNiklaas", "in Sint-Niklaas"),
        ("het onthaal-\nen adviespunt", "het onthaal- en adviespunt"), ("jaar 2025-\n2026", "jaar 2025-2026"),
        ("het \ufb01etspad en de o\ufb03ci\u00eble brief", "het fietspad en de officiële brief"),
        ("zachte af\u00adbreking", "zachte afbreking"),
        ("gedachte -\nen verder", "gedachte -"),
    ],
)  # fmt: skip
def test_a_word_that_was_broken_is_whole_again(broken, whole, read):
    text = written().replace("Een vrijwilliger wandelt een uur met nieuwe inwoners.", f"Dit gaat over {broken}.")

    assert f"Dit gaat over {whole}" in read(text).content.description


@pytest.mark.parametrize(
    ("head", "again"),
    [
        ("VVSG – Praktijkendatabank          12", "VVSG – Praktijkendatabank          13"),
        ("3   |   Stad Aalst", "4   |   Stad Aalst"), ("Pagina 3 van 14", "Pagina 4 van 14"), ("p. 3", "p. 4"),
    ],
)  # fmt: skip
def test_what_stands_around_each_page_is_no_part_of_the_sheet(head, again, read):
    text = f"{head}\n{written()}".replace("- Weer", f"{again}\n- Weer")
    reading = read(text)

    assert is_whole(reading.content)
    assert " ".join(again.split()) in reading.content.to_place


SIGNED = "\nMet vriendelijke groeten,\n\nAn Peeters\nIntegratieambtenaar\nStad Aalst | T 053 12 34 56\n"


@pytest.mark.parametrize(
    "closing", ["Met vriendelijke groeten,", "Mvg", "Groetjes", "Hartelijke groet", "--", "Alvast bedankt!"]
)
def test_who_signed_a_mail_is_no_term(closing, read):
    content = read(written() + SIGNED.replace("Met vriendelijke groeten,", closing)).content

    assert is_whole(content)
    assert "An Peeters" in content.to_place
    assert "An Peeters" not in str({**content.as_json(), "to_place": ""})


@pytest.mark.parametrize("quote", ["> ", ">", ">> ", "  > "])
def test_a_sheet_in_an_answer_to_a_mail(quote, read):
    above = "Van: An Peeters <an@aalst.example.be>\nVerzonden: dinsdag 3 maart\nAan: x@vvsg.be\nOnderwerp: RE: fiche\n\n"
    above += "Dag collega,\n\nHieronder.\n\n"
    quoted = "\n".join(f"{quote}{line}" for line in written().splitlines())
    content = read(above + quoted + "\n" + SIGNED).content

    assert is_whole(content)
    assert "an@aalst.example.be" not in str({**content.as_json(), "to_place": ""})


def test_a_word_to_us_above_a_signed_sheet_is_no_introduction(read):
    assert is_whole(read(f"Hieronder onze aanvulling.\n\n{written()}{SIGNED}").content)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text", ["Café Babbelbar: één-op-één, crèche, coördinator, façade, CAFÉ", "Eén maître d’hôtel – naïef"]
)
def test_every_usual_encoding(encoding, text):
    if encoding == "cp850":
        text = text.replace("’", "'").replace("–", "-")
    assert decode(text.encode(encoding)) == text


def test_one_line_in_another_encoding():
    assert decode("Café\n".encode() + "crèche\n".encode("cp1252") + "één\n".encode()) == "Café\ncrèche\néén\n"


def test_letters_that_went_wrong_before_are_said(read):
    assert any("UTF-8" in doubt for doubt in read(written().replace("Weer", "CafÃ©")).doubts)


def test_what_programs_leave_in_a_folder_is_passed_over_and_a_folder_in_it_is_read(index, tmp_path):
    (tmp_path / "Buurtwandeling.txt").write_text(written())
    below = tmp_path / "oud"
    below.mkdir()
    (below / "Praattafels.txt").write_text(written(top="Praattafels\n\nPraten.\n\n"))
    for name in (
        "~$urtwandeling.docx",
        ".~lock.Buurtwandeling.docx#",
        "._Buurtwandeling.docx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
    ):
        (tmp_path / name).write_bytes(b"\0\1\2")
    out = StringIO()
    call_command("import_sheets", str(tmp_path), stdout=out)

    assert sorted(PracticePage.objects.values_list("title", flat=True)) == ["Buurtwandeling", "Praattafels"]
    assert "MISLUKT" not in out.getvalue()


def test_two_files_of_one_name_are_two_and_the_second_is_refused(index, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(written())
    reports = import_files(sorted(tmp_path.rglob("*.txt")), index=index)

    assert [report.status for report in reports] == ["created", "failed"]


def test_a_trial_says_what_the_run_does(index, tmp_path):
    for name in ("01 tolk-co.txt", "Tolk! & co.txt", "tolk co.txt"):
        (tmp_path / name).write_text(written())
    paths = sorted(tmp_path.iterdir())
    trial = [report.status for report in import_files(paths, index=index, dry_run=True)]
    assert not PracticePage.objects.exists()

    assert trial == [report.status for report in import_files(paths, index=index)] == ["created", "failed", "failed"]


def test_of_a_text_that_is_no_sheet_is_not_said_that_one_was_made(index, tmp_path):
    (tmp_path / "brief.txt").write_text("Beste collega,\n\nKun je mij morgen bellen over de subsidie? Dank je wel.\n")
    [report] = import_files([tmp_path / "brief.txt"], index=index, publish=True)

    assert report.status == "barely_read"
    assert not PracticePage.objects.get().live


@pytest.mark.parametrize("name", ["2ce469098d860f4f.txt", "IMG_0012.txt", "20260302.txt", "scan0001.txt", "document (3).txt"])
def test_a_file_that_is_called_after_nothing_is_called_after_what_is_in_it(name, read):
    text = written(top="Samenkoken_Halle.jpg\n\nBuren uit heel de wijk koken elke dinsdag samen soep.\n\n")
    named_by_photo = read(text, name)
    named_by_words = read(text.replace("Samenkoken_Halle.jpg", ""), name)

    assert (named_by_photo.content.title, named_by_photo.content.slug) == ("Samenkoken Halle", "samenkoken-halle")
    assert named_by_words.content.title == "Buren uit heel de wijk koken…"
    assert any("titel" in doubt for doubt in named_by_photo.doubts)


def test_what_fits_nowhere_is_for_editors_only(index, client, tmp_path, moderator):
    path = tmp_path / "buurtwandeling.txt"
    path.write_text(written() + SIGNED)
    import_files([path], index=index, publish=True)
    page = PracticePage.objects.get()
    public = [
        page.address,
        f"{page.address}pdf/",
        f"/api/v1/practices/{page.pk}/",
        "/praktijken/?q=Peeters",
        "/praktijken/",
    ]

    assert "An Peeters" in page.to_place
    for address in public:
        assert b"Peeters,</" not in client.get(address).content
        assert "053 12 34 56" not in client.get(address).content.decode(errors="replace")
    client.force_login(moderator)
    assert "053 12 34 56" in client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()


SIGNERS = [
    "Groet,\nAn Peeters\n0470 12 34 56",
    "Gr.\nAn Peeters",
    "m.vr.gr.\nAn Peeters",
    "Tot binnenkort!\nAn Peeters",
    "Liefs,\nAn Peeters",
    "Vriendelijk gegroet,\nAn Peeters",
    "*Met vriendelijke groeten*\n*An Peeters*",
    "Met vriendelijke groet, An Peeters, integratieambtenaar van de stad Aalst\nT 053 12 34 56",
    "_____________\nAn Peeters\nStad Aalst",
    "Verzonden met Outlook voor Android",
    "An Peeters\nIntegratieambtenaar | T 053 12 34 56",
    "An Peeters\nan@aalst.be\nMarkt 1, 9300 Aalst",
    "-----Oorspronkelijk bericht-----\nVan: An Peeters <an@a.be>\nDag Jan, stuur je de fiche?\nAn 0470 12 34 56",
    "Van: An Peeters <an@a.be>\nVerzonden: dinsdag\nAan: x@vvsg.be\n\nDag Jan, stuur je de fiche?",
    "Op di 3 mrt 2026 om 9:12 schreef An Peeters <an@a.be>:\n> Dag Jan",
    "Groeten,\nAn Peeters\n\n-----Oorspronkelijk bericht-----\nDoelen\n• Oud doel van An Peeters\nDoelgroep\nOude groep",
    "Groeten,\nAn Peeters\nTips: bel An Peeters op 0470 12 34 56\nPartner: An Peeters",
    "Ingevuld door: An Peeters",
    "14",
    "- 14 -",
    "Blz. 14",
]


@pytest.mark.parametrize("signed", SIGNERS)
@pytest.mark.parametrize("last", ["Beleidsdomeinen", "Doelgroep"])
def test_who_wrote_it_becomes_no_part_of_a_sheet(signed, last, read):
    parts = {name: lines for name, lines in PARTS.items() if name != last} | {last: PARTS[last]}
    text = TOP + "\n\n".join("\n".join([name, *lines]) for name, lines in parts.items()) + f"\n\n{signed}\n"
    content = read(text).content

    assert is_whole(content)
    assert "Peeters" not in str({**content.as_json(), "to_place": ""})


HEADS_OF_MAILS = [
    "---------- Forwarded message ---------\nVan: An Peeters <an@a.be>\nDate: di 3 mrt\nSubject: fiche\nTo: x@vvsg.be\n\n",
    "Begin doorgestuurd bericht:\n\nVan: An Peeters <an@a.be>\nOnderwerp: fiche\n\n",
    "Dag Jan,\n\nOp di 3 mrt 2026 om 9:12 schreef An Peeters <an@a.be>:\n\n",
    "Hierbij de fiche.\n\nVan: An Peeters <an@a.be>\nAan: Jan <jan@b.be>,\n  Piet Peeters <p@c.be>\nBijlagen: x.docx\n\n",
    "Dag Jan, hierbij onze fiche. Vragen? An Peeters, 0470 12 34 56\n\n",
]


@pytest.mark.parametrize("head", HEADS_OF_MAILS)
def test_a_mail_that_was_sent_on_leaves_nothing_of_who_sent_it(head, read):
    content = read(head + written()).content

    assert is_whole(content)
    assert "Peeters" not in str({**content.as_json(), "to_place": ""})


LISTED = "<ul><li>Leren</li><li>Samen</li></ul>"
TABLES = {
    "labels above answers": f"<tr><th>Doelgroep</th><th>Doelen</th></tr><tr><td>Ouders</td><td>{LISTED}</td></tr>",
    "heading and list in a cell": (f"<tr><td><b>Doelgroep</b><ul><li>Ouders</li></ul></td><td><b>Doelen</b>{LISTED}</td></tr>"),
    "heading and line break": "<tr><td>Doelgroep:<br>Ouders</td><td>Doelen:<br>Leren<br>Samen</td></tr>",
    "behind a hint": (
        "<tr><td>Doelgroep<br><i>Kies uit de lijst</i></td><td>Ouders</td></tr><tr><td>Doelen</td><td>Leren<br>Samen</td></tr>"
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_that_holds_parts(kind, read):
    content = read(f"<h1>X</h1><p>Kort.</p><table>{TABLES[kind]}</table>", "x.html").content

    assert [block.text for block in read_blocks(content.goals)] == ["Leren", "Samen"]
    assert "Ouders" in content.target_groups
    assert content.introduction == "Kort."


def test_a_form_that_asks_for_the_municipality(read):
    page = "<table><tr><td>Gemeente</td><td>Aalst</td></tr><tr><td>Doelen</td><td>Leren</td></tr></table>"
    content = read(f"<h1>X</h1><p>Kort.</p>{page}", "x.html").content

    assert [each.label for each in content.implementations] == ["Aalst"]
    assert [block.text for block in read_blocks(content.goals)] == ["Leren"]


def test_a_table_of_figures_stays_where_it_stands(read):
    rows = "<tr><td>Gemeente</td><td>Deelnemers</td></tr><tr><td>Aalst</td><td>12</td></tr>"
    content = read(f"<h1>X</h1><h2>Beschrijving</h2><table>{rows}</table>", "x.html").content

    assert "Aalst: 12" in content.description


def test_a_link_in_a_table_keeps_its_address(read):
    rows = "<tr><th>Gemeente</th><th>Website</th></tr><tr><td>Gent</td><td><a href='https://gent.be/x'>klik hier</a></td></tr>"
    [found] = read(f"<h1>X</h1><h2>Deze praktijk in</h2><table>{rows}</table>", "x.html").content.implementations

    assert found.website == "https://gent.be/x"


def test_boxes_as_bullets_are_no_choices_outside_the_terms(read):
    content = read(
        written().replace("- Een vaste begeleider", "☐ Een vaste begeleider").replace("- Gratis", "☐ Gratis")
    ).content

    assert is_whole(content)


@pytest.mark.parametrize("line", ["☒ Nieuwkomers ☐ Jongeren ☒ Vrijwilligers", "Nieuwkomers ☒\nJongeren ☐\nVrijwilligers ☒"])
def test_boxes_beside_and_behind_their_words(line, read):
    assert is_whole(read(written().replace("- Nieuwkomers\n- Vrijwilligers", line)).content)


@pytest.mark.parametrize(
    "word", ["KMO-|bedrijven", "e-|mail", "co-|creatie", "sociaal-|economisch", "auto-|ongeval", "ex-|gedetineerden"]
)
def test_a_hyphen_that_belongs_to_the_word_stays(word, read):
    text = written().replace(
        "Een vrijwilliger wandelt een uur met nieuwe inwoners.", f"Over {word.replace('|', chr(10))} gaat het."
    )

    assert f"Over {word.replace('|', '')} gaat het." in read(text).content.description


ORDINARY = [
    "Met vriendelijke groeten aan de buren sluiten we af.",
    "Alvast bedankt zeggen we aan iedereen die helpt.",
    "Beste groeten sturen we rond met een kaartje.",
    "Bedankt voor het komen, zegt de burgemeester elk jaar.",
    "Op dinsdag komt iedereen samen.",
    "Van: 9 tot 12 uur.",
    "Doelgroep en bereik bespreken we later.",
]


@pytest.mark.parametrize("line", ORDINARY)
def test_an_ordinary_line_stays_in_its_text(line, read):
    text = written().replace("Een vrijwilliger wandelt een uur met nieuwe inwoners.", f"Zo gaat het.\n\n{line}\n\nEn verder.")
    content = read(text).content

    assert line in content.description.replace("&quot;", '"')
    assert "En verder." in content.description


@pytest.mark.parametrize("title", ["Dag van de Buren", "Beste buren", "Hallo buur", "Groeten uit Aalst"])
def test_a_title_that_greets_is_a_title(title, read):
    assert read(written(top=f"{title}\n\nNieuwe inwoners verkennen hun buurt.\n\n")).content.title == title


def test_a_term_with_two_words_is_no_heading(read):
    text = written().replace("- Vrijwilligers", "Partners en kinderen\nOuders")

    assert read(text).content.target_groups == ["Nieuwkomers", "Partners en kinderen", "Ouders"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "iso8859_15"])
def test_an_encoding_that_nothing_says(encoding):
    text = "Café voor één keer: de crèche kost € 5, een coördinator niets"
    assert decode(text.encode(encoding)) == text


def test_the_signs_of_a_mail_are_letters(read):
    mail = "Caf=C3=A9 en cr=C3=A8che, =E2=80=98samen=E2=80=99 in een lange regel die de mail =\nafbreekt\n"
    assert decode(mail.encode()) == "Café en crèche, ‘samen’ in een lange regel die de mail afbreekt\n"


def test_an_address_with_a_value_stays_as_it_is():
    text = "https://www.aalst.example/?id=C3AB&naam=E2=80\n"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-2">', "iso-8859-2"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ('<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        ('<meta charset="geen-die-bestaat">', "utf-8"),
        ("", "cp1252"),
    ],
)
def test_a_page_is_read_in_what_it_says_that_it_is_written_in(head, encoding, tmp_path):
    word = {"iso-8859-2": "Łódź", "cp1250": "Łódź", "koi8-r": "Привет"}.get(encoding, "crèche")
    path = tmp_path / "x.html"
    path.write_bytes(f"{head}<p>{word}</p>".encode(encoding))

    assert read_file(path).strip() == word


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("Nieuwkomers, jongeren en vrouwen", ["Nieuwkomers", "jongeren", "vrouwen"]),
        ("Nieuwkomers, jongeren, en vrouwen.", ["Nieuwkomers", "jongeren", "vrouwen"]),
        ("Nieuwkomers, Jongeren", ["Nieuwkomers", "Jongeren"]),
        ("Kinderen en jongeren", ["Kinderen en jongeren"]),
        ("A) Nieuwkomers\nB) Jongeren", ["Nieuwkomers", "Jongeren"]),
    ],
)
def test_several_terms_on_a_line(line, terms, read):
    reading = read(written().replace("- Nieuwkomers\n- Vrijwilligers", line))

    assert reading.content.target_groups == terms
    assert any(line in doubt for doubt in reading.doubts) == ("," in line)


def test_two_sheets_in_one_file_are_said(read):
    assert any("meer dan één fiche" in doubt for doubt in read(written() + written()).doubts)
    assert not any("meer dan één fiche" in doubt for doubt in read(written()).doubts)


SIGNED_AT_THE_END = "\n\nJan Janssens\nDeskundige diversiteit\nStad Aalst\n0475 12 34 56\njan@aalst.example\n"


@pytest.mark.parametrize("last", PARTS)
def test_a_name_with_a_number_below_the_sheet_is_no_part_of_it_whatever_comes_last(last, read):
    parts = [name for name in PARTS if name != last] + [last]
    text = TOP + "\n\n".join("\n".join([name, *PARTS[name]]) for name in parts)
    content = read(text + SIGNED_AT_THE_END).content

    assert is_whole(content)
    assert all(line in content.to_place for line in SIGNED_AT_THE_END.split("\n"))


@pytest.mark.parametrize("heading", ["Contact", "Contactgegevens", "Contactpersoon", "- Contact", "1. Contactgegevens"])
@pytest.mark.parametrize("behind", ["Doelen", "Doelgroep", "Beschrijving", "Succesfactoren"])
def test_under_a_heading_that_says_whom_to_call_stands_no_part_of_the_sheet(heading, behind, read):
    lines = "\n".join([behind, *PARTS[behind]])
    content = read(written().replace(lines, f"{lines}\n\n{heading}\nJan Janssens\n0475 12 34 56")).content

    assert is_whole(content)
    assert "Jan Janssens" in content.to_place


def test_who_to_call_is_no_partner(read):
    text = written() + "\nPartners\n- OCMW\n- VDAB\n\nContactpersoon: Jan Janssens\nTel. 0475 12 34 56\n"
    content = read(text).content

    assert content.partners == "OCMW, VDAB"
    assert "Jan Janssens" in content.to_place
    assert "0475" in content.to_place


@pytest.mark.parametrize(("part", "old"), [("Uitdagingen", "- Weer"), ("Beschrijving", "uur met nieuwe inwoners.")])
def test_a_number_in_what_readers_see_is_said(part, old, read):
    doubts = read(written().replace(old, f"{old} Bel Jan op 0475 12 34 56")).doubts

    assert any("0475 12 34 56" in doubt and part in doubt for doubt in doubts)


def test_the_phone_in_a_table_is_a_contact(read):
    table = "<table><tr><th>Gemeente</th><th>Toelichting</th><th>Telefoon</th></tr>"
    table += "<tr><td>Aalst</td><td>Elke week</td><td>053 72 35 10</td></tr></table>"
    [place] = read(f"<h1>X</h1><p>Kort.</p>{table}", "x.html").content.implementations

    assert (place.contacts, place.description) == (["053 72 35 10"], "<p>Elke week</p>")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("diversiteit@sint-\nniklaas.be", "diversiteit@sint-niklaas.be"),
        ("www.sint-\nniklaas.be/praat-\ntafel", "www.sint-niklaas.be/praat-tafel"),
        ("jan.merelbeke-\nmelle@demo.example", "jan.merelbeke-melle@demo.example"),
    ],
)
def test_an_address_keeps_its_hyphen_where_no_other_word_is_broken(broken, whole, read):
    reading = read(written().replace("onthaal@aalst.example.be", broken))

    assert whole in str(reading.content.as_json())
    assert any("liep over twee regels" in doubt for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ("Aalst: elke week\nGent: elke maand\n- Contact: g@gent.example", ["Aalst: elke week", "Gent: elke maand"]),
        ("Lier\n- In de bib\nNinove, Halle, Dilbeek\n- Samen", ["Lier", "Ninove, Halle, Dilbeek"]),
        (
            "Leuven:\nTekst van Leuven\nMechelen - elke dag\nBrugge: in de bib",
            ["Leuven:", "Mechelen - elke dag", "Brugge: in de bib"],
        ),
    ],
)
def test_each_municipality_keeps_what_is_its_own(lines, labels, read):
    content = read(written().replace("\n".join(PARTS["Deze praktijk in"]), lines)).content

    assert [each.label for each in content.implementations] == labels


@pytest.mark.parametrize(
    "line",
    [
        "Van: 1 september\nAan: alle nieuwkomers",
        "Op dinsdag 5 mei schreef de stad een oproep uit.",
        "Bedankt\naan alle vrijwilligers.",
        "Dank aan de partners",
    ],
)
def test_what_only_looks_like_a_mail_ends_nothing(line, read):
    old = PARTS["Beschrijving"][0]
    content = read(written().replace(old, f"{old}\n{line}")).content

    assert content.target_groups == ["Nieuwkomers", "Vrijwilligers"]
    assert [block.text for block in read_blocks(content.challenges)] == ["Weer"]
    assert all(words in content.description for words in line.split("\n"))


@pytest.mark.parametrize("below", ["Ingevuld door: An", "Contactpersoon: An Peeters"])
def test_a_term_above_who_wrote_it_stays(below, read):
    assert read(written().replace("- Nieuwkomers\n- Vrijwilligers", f"nieuwkomers\n{below}")).content.target_groups == [
        "nieuwkomers"
    ]


@pytest.mark.parametrize("label", ["Titel", "Naam van de praktijk", "Praktijk"])
def test_a_title_behind_its_label(label, read):
    assert read(f"{label}: Praattafels\n\n{written(top='Kort.')}").content.title == "Praattafels"


def test_a_sheet_in_french_has_its_parts(read):
    text = "Tables\n\nCourt.\n\nObjectifs\n- Parler\n\nGroupe cible\nFamilles\n\nDescription\nUn jour.\n\nDéfis\n- Le temps\n"
    content = read(text).content

    assert ("Parler" in content.goals, content.target_groups, "Le temps" in content.challenges) == (True, ["Familles"], True)


def test_very_many_municipalities_do_not_keep_anybody_waiting(read):
    lines = "\n\n".join(f"Plaats{number} en Gint" for number in range(1500))
    content = read(f"Titel\n\nKort.\n\nDeze praktijk in\n{lines}").content

    assert len(content.implementations) == 100
    assert "Plaats1499 en Gint" in content.to_place
