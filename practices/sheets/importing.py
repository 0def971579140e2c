"""Saving what was read: a sheet per file, a transaction per sheet, a revision only for a change."""

import hashlib
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from municipalities.models import Municipality
from municipalities.names import Gazetteer, place_key
from practices.models import Category, Implementation, PolicyDomain, PracticePage, SheetSource, TargetGroup
from practices.sheets.content import ImplementationContent, Reading, SheetContent
from practices.sheets.converting import read_file
from practices.sheets.reading import read_sheet
from practices.sheets.report import FileReport, report_sheet
from practices.sheets.terms import find_or_make

_PLAIN = (
    "title",
    "image_credit",
    "introduction",
    "goals",
    "description",
    "success_factors",
    "challenges",
    "partners",
)


def import_files(paths: list[Path], *, index: Page, publish: bool = False, dry_run: bool = False) -> list[FileReport]:
    """Import files as children of `index`, each by itself: a bad file is reported and the others go on."""
    gazetteer = Gazetteer.from_database()
    return [import_file(path, index=index, gazetteer=gazetteer, publish=publish, dry_run=dry_run) for path in paths]


def import_file(path: Path, *, index: Page, gazetteer: Gazetteer, publish: bool, dry_run: bool) -> FileReport:
    """Read one file and save its sheet; the report says what happened and what a person should look at."""
    report = FileReport(file=path.name)
    try:
        reading = read_sheet(read_file(path), path.name, gazetteer)
        with transaction.atomic():
            _save(reading, path.name, index, publish, report)
            transaction.set_rollback(dry_run)
    except ValidationError as error:
        report.fail("; ".join(error.messages))
    except (ValueError, OSError, DatabaseError) as error:
        report.fail(str(error))
    return report


def _save(reading: Reading, file_name: str, index: Page, publish: bool, report: FileReport) -> None:  # noqa: FBT001
    content = reading.content
    page = PracticePage.objects.child_of(index).filter(slug=content.slug).first()
    source = SheetSource.objects.filter(page=page).first() if page else None
    if page and source is None:
        raise ValueError(
            _("There is already a sheet at “%(slug)s” that was not made from a file; rename the file or that sheet")
            % {"slug": content.slug}
        )
    report.doubts += reading.doubts
    before = source.content if source else None
    if page and before == content.as_json():
        report.status = "unchanged"
        if publish and not page.live:
            page.get_latest_revision().publish()
            report.status = "changed"
        report_sheet(report, page.get_latest_revision_as_object(), content)
        return
    page = page.get_latest_revision_as_object() if page else PracticePage(slug=content.slug, live=False, locale=index.locale)
    _fill(page, content, before, report)
    _store(page, index, publish)
    _remember(page, file_name, content)
    report.status = "changed" if source else "created"
    report_sheet(report, page, content)


def _store(page: PracticePage, index: Page, publish: bool) -> None:  # noqa: FBT001 - an option of the command
    if page.pk is None:
        index.add_child(instance=page)
    elif not page.live:
        page.save()
    revision = page.save_revision(clean=False)
    if publish:
        revision.publish()


def _remember(page: PracticePage, file_name: str, content: SheetContent) -> None:
    """Keep what the file said, so that the next import can tell what changed in the file."""
    values = content.as_json()
    digest = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    SheetSource.objects.update_or_create(
        page_id=page.pk, defaults={"file_name": file_name, "digest": digest, "content": values}
    )


def _fill(page: PracticePage, content: SheetContent, before: dict | None, report: FileReport) -> None:
    """Take over what changed in the file. What an editor changed on the site stays, unless the file changed there too."""
    now = content.as_json()
    changed = {name for name, value in now.items() if before is None or before.get(name) != value}
    for name in _PLAIN:
        if name in changed:
            _warn_about_edit(page, name, before, report)
            setattr(page, name, now[name])
    page.draft_title = page.title
    if "category" in changed:
        page.category = find_or_make(Category, content.category, page.locale, report.doubts)
    if "target_groups" in changed:
        page.target_groups.set(_terms(TargetGroup, content.target_groups, page, report))
    if "policy_domains" in changed:
        page.policy_domains.set(_terms(PolicyDomain, content.policy_domains, page, report))
    if "implementations" in changed:
        _fill_implementations(page, content.implementations, before)


def _warn_about_edit(page: PracticePage, name: str, before: dict | None, report: FileReport) -> None:
    if before is not None and getattr(page, name) != before.get(name):
        label = str(page._meta.get_field(name).verbose_name)
        report.doubts.append(
            _("“%(field)s” was edited on the site; the file replaced it. The old text is in the page's history")
            % {"field": label}
        )


def _terms(model: type, names: list[str], page: PracticePage, report: FileReport) -> list:
    found = [find_or_make(model, name, page.locale, report.doubts) for name in names]
    return list(dict.fromkeys(term for term in found if term))


def _fill_implementations(page: PracticePage, contents: list[ImplementationContent], before: dict | None) -> None:
    """One implementation per block, the same row for the same name; those that an editor added stay at the end."""
    imported = {place_key(each["label"]) for each in (before or {}).get("implementations", [])}
    known = {place_key(each.label): each for each in page.implementations.all()}
    by_code = Municipality.objects.in_bulk(
        {code for content in contents for code in content.municipalities}, field_name="nis_code"
    )
    result = []
    for content in contents:
        implementation = known.pop(place_key(content.label), None) or Implementation(locale=page.locale)
        _fill_implementation(implementation, content)
        implementation.municipalities.set([by_code[code] for code in content.municipalities])
        result.append(implementation)
    result += [each for key, each in known.items() if key not in imported]
    for order, implementation in enumerate(result):
        implementation.sort_order = order
    page.implementations.set(result)


def _fill_implementation(implementation: Implementation, content: ImplementationContent) -> None:
    website = content.website or ""
    if website and not website.lower().startswith(("http://", "https://")):
        website = f"https://{website}"
    implementation.label = content.label
    implementation.description = content.description
    implementation.contacts = "\n".join(content.contacts)
    implementation.website = website
    implementation.website_lost = content.website == ""
    implementation.partners = content.partners
    implementation.full_clean(exclude=["page", "municipalities", "locale", "translation_key"])
