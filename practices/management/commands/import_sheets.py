import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from practices.importing.report import FileReport
from practices.importing.saving import import_files
from practices.tree import practice_index

_LEFT_BEHIND = {"thumbs.db", "desktop.ini"}


class Command(BaseCommand):
    help = "Make or update sheets from files of an office; says per file what was made, changed and doubted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, or folders with files")
        parser.add_argument("--publish", action="store_true", help="put the sheets on the site at once")
        parser.add_argument("--dry-run", action="store_true", help="only report, save nothing")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, paths: list[Path], publish: bool, dry_run: bool, report: str, **options: object) -> None:
        files = [file for path in paths for file in _files_at(path)]
        results = import_files(files, index=index_page(), publish=publish, dry_run=dry_run)
        self._print(results, as_json=report == "json")
        failed = sum(1 for result in results if result.status == "failed")
        if dry_run and report == "text":
            self.stdout.write(_("This was a dry run: nothing was saved"))
        if failed:
            text = ngettext("%(failed)d file could not be imported", "%(failed)d files could not be imported", failed)
            raise CommandError(text % {"failed": failed} + _("; the reason is given above, per file"), returncode=1)

    def _print(self, results: list[FileReport], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([result.as_json() for result in results], ensure_ascii=False, indent=2))
            return
        for result in results:
            self.stdout.write(result.as_text())


def _files_at(path: Path) -> list[Path]:
    """The files in a folder and in those below it; what programs leave there by themselves is passed over."""
    found = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    return [each for each in found if not _is_left_behind(each.relative_to(path) if path.is_dir() else Path(each.name))]


def _is_left_behind(path: Path) -> bool:
    """A lock of an office program, a hidden file, or one in a hidden folder."""
    return path.name.casefold() in _LEFT_BEHIND or any(part.startswith((".", "~$")) for part in path.parts)


def index_page() -> Page:
    """The page under which the sheets come."""
    try:
        return practice_index()
    except Page.DoesNotExist as error:
        raise CommandError(_("There is no page for the practices yet; run `manage.py migrate` first")) from error
