"""A text that somebody has already, read into the answers of the steps. What finds no place is kept beside them."""

from typing import cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.models import Municipality
from municipalities.names import Gazetteer
from practices.importing.content import HEADED, ImplementationContent, Reading, SheetContent
from practices.importing.converting import SUFFIXES
from practices.importing.reading import read_sheet
from practices.importing.sheet_file import SheetFile
from practices.importing.terms import term_key
from practices.importing.uploaded_sheet import as_sheet, read_upload
from practices.parts import IMPLEMENTATION, SHEET, Kind, Part
from practices.submissions.proposals import ASKED_OF_SHEET
from practices.submissions.sharing.steps import IdeaForm
from practices.submissions.wording import as_lines
from practices.vocabularies import terms_in

LEFT_OVER = "left_over"  # beside the answers of a draft: what found no place in them
_LONGEST = 30_000  # signs
_LONGEST_INTRODUCTION: int = IdeaForm.base_fields["introduction"].max_length  # type: ignore[attr-defined]  # a text has one


class OwnTextForm(forms.Form):
    """A text, pasted or in a file; `sheet` is what was read of it."""

    text = forms.CharField(
        label=gettext_lazy("Paste your text"),
        help_text=gettext_lazy("As it is: from a mail, a document or a website. Headings help, but they are not needed."),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
        required=False,
        allow_empty_file=True,  # it says itself that there is nothing in it
    )

    sheet: SheetFile

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.LIMITS.own_text_bytes)
        text = _("Word, OpenDocument, PDF or text, of at most %(most)s. You can add photos later.")
        self.fields["file"].help_text = text % {"most": most}

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        upload, text = data.get("file"), (data.get("text") or "").strip()
        self.sheet = _sheet_of(upload, text)
        if self.sheet.reason:
            self.add_error("file" if upload and not text else "text", self.sheet.reason)
        return data


def _sheet_of(upload: UploadedFile | None, text: str) -> SheetFile:
    if upload and text:
        return SheetFile("", reason=_("Choose a file or paste a text, not both: you can read the other one afterwards."))
    if upload:
        return read_upload(upload, most_bytes=settings.LIMITS.own_text_bytes, longest=_LONGEST)
    if not text:
        return SheetFile("", reason=_("Paste your text, or choose a file."))
    return as_sheet("", text, _LONGEST)


def answers_in(sheet: SheetFile, typed: dict) -> dict:
    """The answers that a text gives. What was `typed` before stays: what the text says of it is left over.

    Raises ValueError when there is nothing in the text.
    """
    reading = read_sheet(sheet.text, sheet.name, Gazetteer.from_database())
    left_over = [*typed.get(LEFT_OVER, "").split("\n"), *reading.leftovers, reading.content.image_credit]
    found = {**_texts(reading), **_terms(reading.content, left_over), **_place(reading.content, left_over)}
    answers = {name: value for name, value in found.items() if value}
    for name in [name for name, value in answers.items() if typed.get(name) and typed[name] != value]:
        left_over += _as_said(name, answers.pop(name))
    return {**answers, LEFT_OVER: "\n".join(filter(None, dict.fromkeys(left_over)))}


def _as_said(name: str, value: str | list[str]) -> list[str]:
    """What the text says of an answer that is there already, in words."""
    part = next((each for each in (*SHEET, *IMPLEMENTATION) if each.name == name), None)
    label = f"{part.label}: " if part else ""
    if part and part.kind is Kind.TERMS:
        names = [term.name for term in terms_in(name).model.objects.sources().filter(slug__in=_several(value))]
        return [label + ", ".join(names)]
    told = part.in_words(str(value)) if part else str(value)
    return [label + line for line in told.split("\n") if line.strip()]


def _several(value: str | list[str]) -> list[str]:
    """One value or several, as several."""
    return [value] if isinstance(value, str) else value


def _texts(reading: Reading) -> dict[str, str]:
    """What is text, as somebody types it. An introduction that is too long for one goes on in the description."""
    content = reading.content
    asked = [part for part in ASKED_OF_SHEET if part.is_typed and part.name in content.parts]
    texts = {part.name: as_lines(content.parts[part.name]) if part.is_rich else content.parts[part.name] for part in asked}
    introduction, more = _first_words(content.introduction)
    texts["description"] = "\n\n".join(filter(None, [more, texts["description"]]))
    return {"title": content.title, "introduction": introduction, **texts}


def _first_words(text: str) -> tuple[str, str]:
    """So many paragraphs as an introduction has room for, or sentences of the first; and the rest."""
    if len(text) <= _LONGEST_INTRODUCTION:
        return text, ""
    room = text[: _LONGEST_INTRODUCTION + 1]
    end = max(room.rfind("\n\n"), room.rfind(". ") + 1, room.rfind("! ") + 1, room.rfind("? ") + 1)
    end = end if end > 0 else room.rfind(" ")
    return (text[:end].strip(), text[end:].strip()) if end > 0 else (text, "")


def _terms(content: SheetContent, left_over: list[str]) -> dict[str, str | list[str]]:
    """The terms that readers know, by slug; a name that is none is left over, and so is what nobody asks for."""
    found: dict[str, str | list[str]] = {}
    for part in HEADED:
        if part.kind is not Kind.TERMS:
            continue
        slugs = _slugs_by_name(part) if part.asked else {}
        known, unknown = _sorted_out(content.parts[part.name], slugs)
        left_over += [f"{part.label}: {', '.join(unknown)}"] if unknown else []
        if part.asked:
            found[part.name] = "".join(known[:1]) if terms_in(part.name).single else known
    return found


def _sorted_out(written: str | list[str], slugs: dict[str, str]) -> tuple[list[str], list[str]]:
    """The slugs of what is the name of a term, and the names that are none."""
    names = list(filter(None, _several(written)))
    known = [slugs[term_key(name)] for name in names if term_key(name) in slugs]
    return known, [name for name in names if term_key(name) not in slugs]


def _slugs_by_name(part: Part) -> dict[str, str]:
    return {term_key(term.name): term.slug for term in terms_in(part.name).model.objects.sources().filter(approved=True)}


def _place(content: SheetContent, left_over: list[str]) -> dict[str, str]:
    """Where it is done, of the first municipality in the text; what it says of others is left over."""
    others = content.implementations[1:]
    left_over += [" · ".join(filter(None, [other.label, *_said_of(other)])) for other in others]
    of_all = cast("str", content.parts.get("partners", ""))
    if not content.implementations:
        return {"partners": of_all}
    here = content.implementations[0]
    official = _names_of(here)
    if official and len(here.label) > len(official) + 1:  # "Dienst Integratie Gent en Aalst" says more than its places
        left_over.append(here.label)
    left_over += [as_lines(here.description), of_all if here.partners else ""]
    return {
        "municipalities": official or here.label,
        "contacts": "\n".join(here.contacts),
        "website": here.website or "",
        "partners": here.partners or of_all,
    }


def _names_of(place: ImplementationContent) -> str:
    """The official names of its municipalities, with commas between."""
    names = dict(Municipality.objects.filter(nis_code__in=place.municipalities).values_list("nis_code", "name"))
    return ", ".join(names[code] for code in place.municipalities)


def _said_of(place: ImplementationContent) -> list[str]:
    return [*place.contacts, place.website or "", place.partners, as_lines(place.description)]
