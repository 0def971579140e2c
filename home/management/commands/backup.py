from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from home.backups import shelf
from home.backups.archive import BackupError
from home.backups.backing_up import make_backup


class Command(BaseCommand):
    help = "Write the whole site, rows and files, to one file. The site goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="the file to write; without it, one in BACKUP_ROOT")

    def handle(self, *, file: Path | None, **options: object) -> None:
        try:
            path = file or shelf.place_for_one_more()
            make_backup(path)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if not file:
            shelf.keep_newest()
        self.stdout.write(_("Written: %(file)s, %(size)d MB.") % {"file": path, "size": path.stat().st_size // 1024**2})
