"""Whatever is pasted into a sheet, every line of it is somewhere afterwards."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from municipalities.names import Gazetteer
from practices.importing.headings import section_of
from practices.importing.lines import clean_lines
from practices.importing.reading import read_sheet
from practices.richtext import read_blocks

SHEETS = Path(__file__).parents[2] / "practices" / "data" / "sheets"
TEXTS = [file.read_text(encoding="utf-8") for file in sorted(SHEETS.glob("*.txt"))]
NOISE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=300) | st.sampled_from(
    [
        "Contact:",
        "• Website",
        "Partners:",
        "    o nog iets",
        "© iemand",
        "Foto: een naam zonder einde",
        "Categorie: nog een",
        "Doelgroep: jongeren: 12 tot 18",
        "Beveren & Onbekendegem",
        "1. eerst dit",
        "> geciteerd",
        "<b>vet</b>",
        "https://example.org/a b",
        "Website: zie hieronder",
        "x" * 260,
    ]
)


def all_text(content):
    parts = [content.title, content.image_credit, content.introduction, content.category, content.partners, content.to_place]
    parts += content.target_groups + content.policy_domains
    htmls = [content.goals, content.description, content.success_factors, content.challenges]
    for each in content.implementations:
        parts += [each.label, each.partners, each.website or "", *each.contacts]
        htmls.append(each.description)
    parts += [block.text for html in htmls for block in read_blocks(html)]
    return words(" ".join(parts))


def words(text):
    """The letters of a text; a ligature is two."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


@pytest.fixture(scope="module")
def names(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Gazetteer.from_database()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_noise_in_a_real_sheet_is_kept(names, data):
    lines = data.draw(st.sampled_from(TEXTS)).split("\n")
    noise = data.draw(NOISE)
    place = data.draw(st.integers(0, len(lines)))
    blank = data.draw(st.sampled_from([[], [""]]))
    text = "\n".join([*lines[:place], *blank, noise, *blank, *lines[place:]])

    content = read_sheet(text, "fiche.txt", names).content

    kept = all_text(content)
    for line in clean_lines(noise):
        if section_of(line.text):
            continue  # it opens a part, and says nothing itself
        heading, _colon, rest = line.text.partition(":")
        text = rest if words(heading) in {"contact", "partners", "categorie", "doelgroep", "website"} else line.text
        parts = (
            {text} if words(text) in kept else set(re.split("[;,]", text))
        )  # a term that stands in a list twice is kept once
        assert all(words(part) in kept or words(part) in {"website", ""} for part in parts), parts


@pytest.mark.parametrize("text", TEXTS)
def test_every_line_of_a_given_sheet_is_kept(names, text):
    kept = all_text(read_sheet(text, "fiche.txt", names).content)
    furniture = {"providerimage", "website", "contact", "partners"}
    for line in clean_lines(text):
        value = line.text.partition(":")[2] if line.text.lower().startswith(("contact", "website", "partners")) else line.text
        plain = words(value.replace("mailto:", ""))
        assert plain in kept or plain in furniture or plain.startswith(("staatjouwpraktijk", "dezedatabank")) or heading(plain)


def heading(plain):
    names = (
        "categorie doelen doelgroep beschrijving succesfactoren succesfactorenentips uitdagingen dezepraktijkin beleidsdomeinen"
    )
    return plain in names.split() or plain.startswith(("categorieontmoeting", "halle"))
