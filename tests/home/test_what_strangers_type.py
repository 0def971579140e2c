"""What a stranger typed is shown, mailed, written into files and logged, and changes nothing but itself.

The proof is a comparison: each place where such a text comes has the same skeleton (the elements of a page, the columns of a
file, the names of a header) with a payload in it as with harmless words, and the sheet has its letters.
"""

import csv
import json
import logging
import re
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from docx import Document
from openpyxl import load_workbook
from post_office.models import Email
from pypdf import PdfReader

from config.impersonal_logs import Impersonal, ImpersonalJSON
from practices.models import Implementation
from practices.submissions import access, mails
from practices.submissions.models import Submission
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BROWSER = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", '"><script>alert(1)</script>',
    "' onmouseover='alert(1)", '" autofocus onfocus="alert(1)', "</title><script>alert(1)</script>", "</textarea><b>x</b>",
    "</script><script>alert(1)</script>", "<iframe srcdoc='<b>x</b>'>", "<a href=javascript:alert(1)>x</a>",
    "<style>*{}</style>",
    "<math><mtext><img src=x>", "<!-- --><b>x</b> <!--", "<base href=//x>", "<form action=//x><input>", "&lt;script&gt;", "<b",
    "<template data-starts=InlinePanel data-with=[]>", "<meta http-equiv=refresh content=0>",
]  # fmt: skip
TEMPLATES = [
    "{{ 7|add:7 }}", "{% now 'Y' %}", "{# weg #}", "{{ settings.SECRET_KEY }}", "{% load niets %}", "half {{ open",
    "{{ 7 * 7 }}",
    "{% raw %}", "${7*7}", "#{7*7}", "%(name)s %s %d", "{0} {name!r}",
]  # fmt: skip
TYPST = [
    '#read("a.txt")',
    '#import "x.typ"',
    "$ x^2 $ #panic()",
    "*vet* _cursief_ `code`",
    "#set page(width: 1mm)",
    "] #[ x",
    "\\ \\u{41} ~ -- ...",
]
SHEETS = ["=1+1", "+1+1", "-2+3", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("x";"y")', 'a";"b";"c', "a,b;c|d"]
HEADERS = ["a\r\nBcc: x", "a\nX-Over: y", "a%0d%0aBcc: x", "=?utf-8?q?=0ABcc:x?=", "a\u2028Bcc: x"]
XML = ["]]><b>x</b>", "<![CDATA[x]]>", "&x; &#0; &#60;", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY y 'z'>]>"]
OTHERS = ["'; DROP TABLE x; --", '{"a": 1}', "END:VCARD", "\\\\n\\N{DIGIT ONE}"]
PAYLOADS = BROWSER + TEMPLATES + TYPST + SHEETS + HEADERS + XML + OTHERS
FIELDS = 6
GROUPS = [PAYLOADS[number : number + FIELDS] for number in range(0, len(PAYLOADS), FIELDS)]
HARMLESS = ["koffie", "thee", "soep", "brood", "kaas", "melk"]


def as_one_line(typed):
    """As the site keeps a line."""
    return " ".join(re.split(r"[\r\n\u2028]+", typed)).strip()


def elements(content):
    """The elements of a page, each with the names of its attributes."""
    page = BeautifulSoup(content, "html.parser")
    return [(each.name, *sorted(each.attrs)) for each in page.find_all() if each.name not in {"wbr", "br", "mark", "p"}]


def cells(content):
    return [
        [cell[:1] in "=+-@\t" and bool(cell) for cell in row]
        for row in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    ]


def letters(text):
    """Without signs and spaces: a contact is laid out by its signs."""
    return "".join(re.findall(r"\w", text))


def tags(content):
    return [each.tag for each in ET.fromstring(content).iter()]  # noqa: S314 - our own answer, which must be well-formed


def formulas(content):
    return [[cell.data_type for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def shape(value):
    """Of JSON: the names, and how long each list is."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else type(value)


def made_of(index, texts):
    """A sheet with these six texts wherever a stranger's words come."""
    title, introduction, partners, label, contacts, more = (as_one_line(text) for text in (*texts, *HARMLESS[len(texts) :]))
    rich = f"<p>{escape(more)}</p>"
    sheet = make_sheet(
        index, f"Koken {title}", {}, introduction=f"Koken {introduction}", partners=partners, image_credit=more,
        description=rich, goals=f"<ul><li>{escape(introduction)}</li></ul>", slug=f"koken-{index.get_children().count()}",
    )  # fmt: skip
    draft = sheet.get_latest_revision_as_object()
    draft.implementations.add(
        Implementation(label=label, contacts=f"{contacts}\nonthaal@ninove.example", partners=partners, description=rich)
    )
    draft.save_revision().publish()
    return sheet


def outputs(sheet, client):
    """The skeleton of each place where readers see the words of a sheet."""
    page = f"/praktijken/{sheet.slug}/"
    found = {"q": "koken"}
    pdf = PdfReader(BytesIO(client.get(f"{page}pdf/").content))
    return {
        "sheet": elements(client.get(page).content),
        "results": elements(client.get("/praktijken/", found).content),
        "home": elements(client.get("/").content),
        "form": elements(client.get(f"{page}wijziging/").content),
        "comparison": elements(client.get(f"{page}naast-elkaar/").content),
        "feed": tags(client.get("/praktijken/", {**found, "format": "rss"}).content),
        "csv": cells(client.get("/praktijken/", {**found, "format": "csv"}).content),
        "contacts": cells(client.get("/praktijken/", {**found, "format": "contacts"}).content),
        "xlsx": formulas(client.get("/praktijken/", {**found, "format": "xlsx"}).content),
        "api": shape(client.get(f"/api/v1/practices/{sheet.pk}/").json()),
        "pdf": (len(pdf.pages), [sorted(each) for each in pdf.pages]),
        "note": len(Document(BytesIO(client.get("/selectie/nota.docx", {"s": sheet.slug}).content)).tables),
        "address book": re.findall(r"^[A-Z]+", client.get(f"{page}contacten.vcf").content.decode(), re.MULTILINE),
    }


def screens(sheet, editor):
    """The same of the screens of editors, and of what somebody without an account sent."""
    texts = [sheet.title, sheet.introduction]
    sent = Submission.objects.create(
        kind="practice", state="waiting", title=sheet.title, sender_name=texts[1][:150], sender_email="an@aalst.example",
        proposal={"introduction": texts[1], "description": texts[0], "goals": texts[1], "contacts": texts[0]},
    )  # fmt: skip
    mails.mail_received(sent)
    mails.mail_waiting(sent)
    visitor = Client()
    visitor.get(reverse("status_link", args=[access.grant(sent)]))
    kept = Email.objects.filter(pk__gt=0).order_by("pk")
    shown = {
        "item": elements(editor.get(reverse("submission", args=[sent.pk])).content),
        "queue": elements(editor.get(reverse("wachtrij:index")).content),
        "status": elements(visitor.get(reverse("status")).content),
        "own change": elements(visitor.get(reverse("change_own")).content),
        "editor": elements(editor.get(f"/beheer/pages/{sheet.pk}/edit/").content),
        "explorer": elements(editor.get(f"/beheer/pages/{sheet.get_parent().pk}/").content),
        "mails": [(sorted(mail.headers or {}), mail.to, mail.cc, mail.bcc, elements(mail.html_message)) for mail in kept],
        "subjects": [len(mail.subject.splitlines()) for mail in kept],
    }
    sent.delete()
    kept.delete()
    return shown


@pytest.fixture(scope="module")
def harmless():
    """What each place is like with harmless words; filled in by whoever comes first."""
    return {}


@pytest.mark.parametrize("texts", GROUPS, ids=lambda texts: texts[0][:20])
def test_a_payload_changes_nothing_but_itself(texts, index, client, moderator, harmless):
    editor = Client()
    editor.force_login(moderator)
    if not harmless:
        like = made_of(index, HARMLESS)
        harmless.update(outputs(like, client) | screens(like, editor))
        like.delete()
    sheet = made_of(index, texts)
    seen = outputs(sheet, client) | screens(sheet, editor)

    assert [place for place in harmless if seen[place] != harmless[place]] == []
    text = BeautifulSoup(client.get(f"/praktijken/{sheet.slug}/").content, "html.parser").get_text(" ")
    assert [typed for typed in texts if letters(typed) not in letters(text)] == []


def test_a_line_of_the_log_stays_one_line():
    for typed in PAYLOADS:
        record = logging.LogRecord("site", logging.WARNING, "x.py", 1, "Refused: %s", (typed,), None)
        assert len(Impersonal().format(record).splitlines()) == 1
        assert json.loads(ImpersonalJSON().format(record))["text"].startswith("Refused: ")
