from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from home.backups.archive import BackupError
from home.backups.restoring import restore


class Command(BaseCommand):
    help = "Make this site the one of a backup. Stop the site and the worker first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--replace", action="store_true", help="of a site in use: all that is on it goes")
        parser.add_argument("--rows-only", action="store_true", help="without files and search index")

    def handle(self, *, file: Path, replace: bool, rows_only: bool, **options: object) -> None:
        try:
            about = restore(file, replace=replace, files=not rows_only, say=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if not rows_only:
            call_command("search_rebuild", stdout=self.stdout)
        total = sum(told["rows"] for told in about["tables"].values())
        self.stdout.write(_("Restored: %(total)d rows of %(moment)s.") % {"total": total, "moment": about["made_at"]})
