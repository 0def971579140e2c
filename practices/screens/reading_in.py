"""The screen on which editors read files in: what was read beside each file, with every doubt; then drafts."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from practices.importing.content import HEADED, ImplementationContent, SheetContent
from practices.importing.converting import SUFFIXES
from practices.importing.report import FileReport
from practices.importing.saving import import_texts
from practices.importing.sheet_file import SheetFile
from practices.importing.tidying import AROUND_PAGES
from practices.importing.uploaded_sheet import as_sheet, read_upload
from practices.parts import Kind
from practices.richtext import read_blocks
from practices.tree import practice_index

_NO_FONT = re.compile("[\ue000-\uf8ff]")
_SECONDS = 12  # after which no further file of the same form is read
_LONGEST = 40_000  # signs; the longest sheet so far has 8,000


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = SeveralFiles(attrs={"multiple": True, "accept": ",".join(SUFFIXES)})

    def clean(self, data: list[UploadedFile], initial: object = None) -> list[UploadedFile]:
        return [super(FilesField, self).clean(each, initial) for each in data] if data else [super().clean(None, initial)]


class ReadInForm(forms.Form):
    """Which files."""

    sheets = FilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,  # each says itself what is the matter with it
        help_text=gettext_lazy("Word, OpenDocument, PDF, text or HTML; several at once. Each file is one practice."),
    )


@dataclass(frozen=True)
class LookedAt:
    """What was made of a file, and its text, which goes along until somebody makes a draft of it."""

    report: FileReport
    file: SheetFile

    @property
    def parts(self) -> Iterator[tuple[str, list[str]]]:
        """What was read, by part: the lines of each."""
        return _parts(self.report.content) if self.report.content else iter(())

    @property
    def text(self) -> str:
        """The text to look at; the bullets of Word stand in a font that no page has."""
        return _NO_FONT.sub("•", self.file.text.replace(AROUND_PAGES, "\n\n"))

    @property
    def is_read(self) -> bool:
        return self.report.status != "failed"


@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: HttpRequest) -> HttpResponse:
    """Ask for files; say of each what was read, and what a person should look at; then make drafts."""
    if not practice_index().permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    if request.method == "POST" and request.POST.getlist("text"):
        return _make_drafts(request)
    form = ReadInForm(request.POST, request.FILES) if request.method == "POST" else ReadInForm()
    outcomes = _look(form.cleaned_data["sheets"], request.user) if form.is_valid() else []
    context = {
        "deed": _("Read files in"),
        "icon": "upload",
        "title": "",
        "form": form,
        "outcomes": outcomes,
        "readable": [each for each in outcomes if each.is_read],
    }
    return render(request, "practices/admin/read_in.html", context)


def _look(uploads: list[UploadedFile], user: Any) -> list[LookedAt]:
    """What would be made of these files; nothing of it is kept."""
    begun, files = time.monotonic(), []
    for place, upload in enumerate(uploads):
        if place >= settings.LIMITS.files or time.monotonic() - begun > _SECONDS:
            files.append(
                SheetFile(str(upload.name), reason=_("This was too much for one time. Choose it again, with fewer others."))
            )
        else:
            files.append(read_upload(upload, most_bytes=settings.LIMITS.sheet_bytes, longest=_LONGEST))
    reports = import_texts(files, index=practice_index(), author=user, dry_run=True)
    return [LookedAt(report, file) for report, file in zip(reports, files, strict=True)]


def _make_drafts(request: HttpRequest) -> HttpResponse:
    """A draft of each text that was shown, and where to go on with it."""
    written = zip(request.POST.getlist("name"), request.POST.getlist("text"), strict=False)
    files = [as_sheet(name, text, _LONGEST) for name, text in written][: settings.LIMITS.files]
    reports = import_texts(files, index=practice_index(), author=request.user)
    for report in reports:
        if report.status == "failed":
            messages.error(request, f"{report.file}: {report.doubts[0]}")
    made = [report for report in reports if report.page_id]
    if made:
        messages.success(request, _said_of(made), buttons=[_edit_button(each) for each in made] if len(made) > 1 else [])
    return redirect("wagtailadmin_pages:edit", made[0].page_id) if len(made) == 1 else redirect("wagtailadmin_home")


def _said_of(made: list[FileReport]) -> str:
    one = _("The draft was made. Look it over, and send it in when it is good.")
    return one if len(made) == 1 else _("%(total)d drafts were made. Look them over, one by one.") % {"total": len(made)}


def _edit_button(report: FileReport) -> Any:
    return messages.button(reverse("wagtailadmin_pages:edit", args=[report.page_id]), report.sheet["title"])


def _parts(content: SheetContent) -> Iterator[tuple[str, list[str]]]:
    yield _("Introduction"), [content.introduction] if content.introduction else []
    for part in HEADED:
        value = content.parts[part.name]
        is_rich = part.kind in {Kind.LIST, Kind.RICH}
        lines = [block.text for block in read_blocks(value)] if is_rich else value
        yield str(part.label), [lines] if isinstance(lines, str) and lines else list(lines)
    yield _("This practice in"), [_in_words(each) for each in content.implementations]
    yield _("Photo credit"), [content.image_credit] if content.image_credit else []


def _in_words(place: ImplementationContent) -> str:
    """All that was read of a municipality, on a line."""
    words = [block.text for block in read_blocks(place.description)]
    return " · ".join(filter(None, [place.label, *place.contacts, place.website, place.partners, *words]))
