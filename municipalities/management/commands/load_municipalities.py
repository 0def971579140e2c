from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from municipalities.loading import MunicipalityDataError, load_municipalities
from municipalities.shapes import DATA


class Command(BaseCommand):
    help = "Make the municipalities equal to the files of a year; merged ones point to the one they became part of."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="where the five data files are")

    def handle(self, *, folder: Path, **options: object) -> None:
        try:
            report = load_municipalities(folder=folder)
        except (MunicipalityDataError, ValueError) as error:
            raise CommandError(_("Nothing was changed: %(error)s") % {"error": error}) from error
        totals = {"created": len(report.created), "changed": len(report.changed), "merged": len(report.merged)}
        self.stdout.write(_("Municipalities: %(created)d new, %(changed)d changed, %(merged)d merged into another") % totals)
        for line in report.merged:
            self.stdout.write(f"  {line}")
