"""Saving what was read: a sheet per file, a transaction per sheet, a revision only for a change."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from municipalities.names import Gazetteer
from practices import history
from practices.importing.content import Reading
from practices.importing.filling import fill
from practices.importing.reading import read_sheet
from practices.importing.report import FileReport, report_sheet
from practices.importing.sheet_file import SheetFile
from practices.models import PracticePage, SheetSource


def import_files(paths: list[Path], *, index: Page, publish: bool = False, dry_run: bool = False) -> list[FileReport]:
    """Import files as children of `index`; their words are nobody's."""
    return import_texts(list(map(SheetFile.read, paths)), index=index, publish=publish, dry_run=dry_run)


def import_texts(
    files: list[SheetFile], *, index: Page, publish: bool = False, dry_run: bool = False, author: Any = None
) -> list[FileReport]:
    """Import what was read from files as children of `index`, each by itself: a bad one is reported and the others go on.

    The words of a file are those of an `author` who read it in on the site: somebody else approves them, and a sheet that is
    there already stays as it is.
    """
    gazetteer = Gazetteer.from_database()
    with transaction.atomic() if dry_run else nullcontext():  # a trial says what the files do to each other too
        reports = [
            _of_same_name(file)
            if file.name in {other.name for other in files[:place]}
            else _import(file, index=index, gazetteer=gazetteer, publish=publish, author=author)
            for place, file in enumerate(files)
        ]
        if dry_run:
            transaction.set_rollback(True)
    return reports


def _of_same_name(file: SheetFile) -> FileReport:
    """Two files of one name would be taken for the same sheet."""
    report = FileReport(file=file.name)
    report.fail(_("A file of this name was read already: rename %(path)s") % {"path": file.place or file.name})
    return report


def _import(file: SheetFile, *, index: Page, gazetteer: Gazetteer, publish: bool, author: Any) -> FileReport:
    """Save the sheet of one file; the report says what happened and what a person should look at."""
    report = FileReport(file=file.name)
    if file.reason:
        report.fail(file.reason)
        return report
    try:
        reading = read_sheet(file.text, file.name, gazetteer)
        report.content, report.doubts = reading.content, list(reading.doubts)
        with transaction.atomic():
            page = _find_page(reading.content.slug, file.name, index, only_new=bool(author))
            if page is None:
                _create(reading, file.name, index, report, publish=publish, author=author)
            else:
                _update(page, reading, report, publish=publish)
    except ValidationError as error:
        report.fail(_explain(error))
    except (ValueError, DatabaseError) as error:
        report.fail(str(error))
    return report


def _find_page(slug: str, file_name: str, index: Page, *, only_new: bool) -> PracticePage | None:
    """The sheet that this file made before, wherever it is now; ValueError when somebody deleted it, or has its address."""
    sheets = PracticePage.objects.filter(locale=index.locale)
    page = sheets.filter(source__file_name=file_name).first()
    if page and page.is_in_bin:
        raise ValueError(_("The sheet that was made from this file is in the bin; put it back, or delete it for good"))
    if page and only_new:
        raise ValueError(_("There is already a sheet that was made from a file of this name: rename the file"))
    if page is None and sheets.child_of(index).filter(slug=slug).exists():
        raise ValueError(
            _("There is already a sheet at “%(slug)s” that was not made from this file; rename the file or that sheet")
            % {"slug": slug}
        )
    return page


def _create(reading: Reading, file_name: str, index: Page, report: FileReport, *, publish: bool, author: Any = None) -> None:
    page = PracticePage(slug=reading.content.slug, live=False, locale=index.locale)
    fill(page, reading.content, None, report.doubts)
    index.add_child(instance=page)
    _save(page, report, publish=publish and not reading.is_barely_read, author=author)
    report.page_id = page.pk
    SheetSource.objects.create(page=page, file_name=file_name, content=reading.content.as_json())
    report.status = "barely_read" if reading.is_barely_read else "created"
    report_sheet(report, page, reading.content)


def _update(page: PracticePage, reading: Reading, report: FileReport, *, publish: bool) -> None:
    now, draft = reading.content.as_json(), page.get_latest_revision_as_object()
    if page.source.content == now:
        report.status = "unchanged"
        if publish and page.first_published_at is None and page.revisions.count() == 1:
            page.get_latest_revision().publish()  # imported before without --publish, and nobody touched it since
            report.status = "changed"
        report_sheet(report, draft, reading.content)
        return
    reason = _reason_to_wait(page) if publish else ""
    if reason:
        report.doubts.append(reason)
    fill(draft, reading.content, page.source.content, report.doubts)
    if not page.live:
        draft.save()
    _save(draft, report, publish=publish and not reason)
    SheetSource.objects.filter(page=page).update(content=now)
    report.status = "changed"
    report_sheet(report, draft, reading.content)


def _reason_to_wait(page: PracticePage) -> str:
    """Why a changed file may not go live by itself; empty when it may."""
    if page.workflow_in_progress or (page.live and page.has_unpublished_changes):
        return _(
            "Not published: there is an edit on the site that nobody has approved yet. The changes from the file wait with it"
        )
    if page.first_published_at and not page.live:
        return _("Not published: an editor took this sheet off the site")
    return ""


def _save(page: PracticePage, report: FileReport, *, publish: bool, author: Any = None) -> None:
    """One revision; live when asked and possible, else a draft with the reason in the report."""
    revision = history.keep_revision(
        page, history.IMPORTED, user=author, author=author, data={"file": report.file}, clean=False
    )
    if not publish:
        return
    try:
        page.full_clean()
    except ValidationError as error:
        report.doubts.append(_("Not published: %(reason)s") % {"reason": _explain(error)})
    else:
        revision.publish()


def _explain(error: ValidationError) -> str:
    """The messages of an error, each behind the name of its field."""
    if not hasattr(error, "error_dict"):
        return "; ".join(error.messages)
    return "; ".join(f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items())
