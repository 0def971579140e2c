from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from municipalities.loading import MunicipalityDataError, load_municipalities
from municipalities.shapes import DATA


class Command(BaseCommand):
    help = "Make the municipalities equal to the files of a year; merged ones point to the one they became part of."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="where the four data files are")

    def handle(self, *, folder: Path, **options: object) -> None:
        try:
            report = load_municipalities(folder=folder)
        except (MunicipalityDataError, ValueError) as error:
            raise CommandError(f"Nothing was changed: {error}") from error
        self.stdout.write(f"{len(report.created)} created, {len(report.changed)} changed, {len(report.merged)} merged")
        for line in report.merged:
            self.stdout.write(f"  {line}")
