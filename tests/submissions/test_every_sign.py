"""Any sign that Unicode has may stand in a sheet: every output of it comes, and is what it says it is."""

import json
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.utils.html import escape
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from post_office.models import Email

from practices.models import PracticePage
from practices.output.pdf import render_sheet, sheet_data
from practices.output.typesetting import _FONTS, _compile, _signs_of_all, showable, typeset
from practices.submissions.models import Submission
from tests.factories import make_sheet

TEXTS = {
    "emoji": "🎉 👨‍👩‍👧 🇧🇪 👍🏽 ❤️ 1️⃣",
    "ethiopic": "ሰላም ለዓለም",
    "arabic": "مرحبا بالعالم (١٢٣)",
    "hebrew": "שָׁלוֹם",
    "devanagari": "नमस्ते दुनिया",
    "chinese": "你好，世界",
    "thai": "สวัสดีชาวโลก",
    "stacked": "Z̷̧̡͓̮̄̋a̴͕͌l̵̗̈́ġ̶͇o̸̦͝",
    "directional": "\u202eachterstevoren\u202c \u2067rechts\u2069 \u200e\u200f",
    "invisible": "on\u00adthaal \u200bvan\u2060nieuw\ufeffkomers",
    "private": "\uf0b7 \ue000 \U000f0000",
    "noncharacters": "\ufdd0 \ufffe \uffff \U0001fffe \U0010ffff",
    "surrogate": "half \ud83c paar",
    "controls": "a\x00b\x01c\x0bd\x1fe\x7ff\x85g\u2028h\u2029i",
    "markup": "</script><b>&amp;]]> #set page() $x$ *vet* _cursief_ \\ {{ 7 }} {% now %}",
    "formula": "=1+1",
    "last planes": "\U00020000 \U000e0041 \U0001f9ff",
}
UNSENDABLE = {"surrogate", "controls"}  # the first is no UTF-8; a form says of the second that it may not be


def xml(content):
    return ET.fromstring(content)  # noqa: S314 - our own answer, which must be well-formed


@pytest.fixture(params=TEXTS)
def page(request, index):
    """A sheet with the text in every field that somebody writes in."""
    text = TEXTS[request.param]
    rich = escape(text)
    parts = {"introduction": text, "partners": text, "image_credit": text, "description": f"<p>{rich}</p>"}
    sheet = make_sheet(index, f"Koken {text}"[:200], goals=f"<ul><li>{rich}</li></ul>", slug="koken", **parts)
    draft = sheet.get_latest_revision_as_object()
    place = draft.implementations.first()
    place.label, place.contacts, place.partners = text, f"{text}\nonthaal@ninove.example", text
    draft.implementations.add(place)
    draft.save_revision().publish()
    return PracticePage.objects.for_sheet().get(pk=sheet.pk)


def test_every_output_comes_and_can_be_read(page, client):
    html = client.get(page.address)
    assert html.status_code == 200
    data = BeautifulSoup(html.content, "html.parser").find("script", type="application/ld+json")
    assert json.loads(data.string)["headline"].startswith("Koken")
    assert client.get(f"{page.address}pdf/").content.startswith(b"%PDF")
    assert client.get(f"{page.address}deelbeeld.png").content.startswith(b"\x89PNG")
    for address in ("/praktijken/?format=rss", "/praktijken/nieuw.rss", "/sitemap.xml", "/sitemap-sheets.xml"):
        assert xml(client.get(address).content) is not None
    book = load_workbook(BytesIO(client.get("/praktijken/?format=xlsx").content))
    assert "Koken" in str(book.active.cell(2, 1).value)
    for address in ("/praktijken/?format=csv", "/praktijken/?format=contacts"):
        assert "Koken" in client.get(address).content.decode("utf-8-sig")
    assert client.get(f"/api/v1/practices/{page.pk}/").json()["title"].startswith("Koken")
    assert client.get("/praktijken/", {"q": page.title}).status_code == 200


@pytest.mark.parametrize("text", [text for name, text in TEXTS.items() if name not in UNSENDABLE])
def test_what_somebody_sends_with_it_is_kept_and_mailed(send, text):
    send(sender_name=f"An {text}"[:150], description=text, partners=text)

    submission = Submission.objects.get()
    assert submission.sender_name.startswith("An")
    assert Email.objects.filter(to="an@aalst.example").exists() or submission.state == "quarantine"


@pytest.mark.any_database
def test_every_sign_of_every_font_stands_in_a_pdf(index, caplog):
    data = sheet_data(PracticePage.objects.for_sheet().get(pk=make_sheet(index).pk))
    signs = sorted(_signs_of_all() - {0xFEFF})
    for begin in range(0, len(signs), 1000):
        some = "".join(map(chr, signs[begin : begin + 1000]))
        for text in (some, " ".join(some)):
            written = {**data, "introduction": text, "title": text[:50], "credit": text[:50]}
            assert typeset("sheet.typ", written, format="pdf", pdf_standards=["ua-1"]).startswith(b"%PDF")
    assert caplog.messages == []  # none of it had to be set again in the signs of one font


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_a_box_stands_for_what_no_font_has(text):
    shown = showable(text)

    assert len(shown) == len(text)
    assert all(sign in {"□", "\n", "\t"} or ord(sign) in _signs_of_all() for sign in shown)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_makes_a_picture(text):
    data = {
        "title": text,
        "language": "nl",
        "publisher": text,
        "category": text,
        "dark": "#10203A",
        "mosaic": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "places": [text, text],
        "in_all": text,
    }

    assert typeset("picture.typ", data, format="png", ppi=36).startswith(b"\x89PNG")


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_makes_a_note(text):
    runs = [{"gap": False, "text": text}, {"gap": True, "text": text}]
    data = {
        "language": "nl",
        "organisation": runs,
        "service": runs,
        "kind": text,
        "title": text or "x",
        "source": text,
        "facts": [{"label": text, "told": runs}],
        "sections": [
            {
                "title": text,
                "blocks": [
                    {"kind": "paragraph", "runs": runs, "leads": True},
                    {"kind": "bullets", "items": [runs, []]},
                    {"kind": "table", "head": [[], [runs]], "rows": [[[runs], [runs, runs]]]},
                ],
            }
        ],
    }

    assert typeset("note.typ", data, format="pdf", pdf_standards=["ua-1"]).startswith(b"%PDF")


WELCOME = (
    "Café “Ça va?” – ½ ✓ → 🎉",
    "مرحبا · خوش آمدید · ښه راغلاست · ברוך הבא",  # Arabic, Persian, Pashto, Hebrew
    "Добро пожаловать · Ласкаво просимо · Καλώς ήρθατε · Բարի գալուստ · მოგესალმებით",
    "እንኳን ደህና መጡ · እንቋዕ ብደሓን መጻእኩም",
    "你好，世界 · 歡迎 · ようこそ · ウェルカム · 환영합니다",
    "स्वागत छ · স্বাগতম · ਜੀ ਆਇਆਂ ਨੂੰ · સ્વાગત · வரவேற்பு · സ്വാഗതം · ආයුබෝවන්",
    "ยินดีต้อนรับ · ຍິນດີຕ້ອນຮັບ · សូមស្វាគមន៍ · ကြိုဆိုပါတယ်",
)


@pytest.mark.parametrize("text", WELCOME)
def test_a_welcome_in_the_languages_of_newcomers_stands_as_it_is_in_a_pdf(text):
    assert showable(text) == text
    mosaic = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    data = {
        "title": text,
        "language": "nl",
        "publisher": "VVSG",
        "category": text,
        "dark": "#10203A",
        "mosaic": mosaic,
        "places": [text],
        "in_all": "",
    }
    assert _compile("picture.typ", data, {"format": "png", "ppi": 36}).startswith(b"\x89PNG")


@pytest.mark.any_database
def test_the_templates_name_every_font_that_is_there():
    families = {TTFont(path)["name"].getBestFamilyName() for path in _FONTS.glob("*.ttf")}
    named = (_FONTS.parent / "fonts.typ").read_text()
    assert [family for family in families if f'"{family}"' not in named] == []


def test_a_readable_sheet_makes_a_pdf(index):
    assert render_sheet(PracticePage.objects.for_sheet().get(pk=make_sheet(index).pk)).startswith(b"%PDF")
