from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from search import indexes
from search.drift import find_drift
from search.engines import EngineError, NoIndexError


class Command(BaseCommand):
    help = "Compare every index with the sheets: number, identity and content. Exits with 1 when one has drifted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="build an index that has drifted anew")

    def handle(self, *, repair: bool, **options: object) -> None:
        drifted = False
        for language, engine in indexes.every():
            name = f"{engine.name} ({language})"
            try:
                problem = self._problem(engine, language)
                if problem and repair:
                    indexes.rebuild(engine, language)
                    self.stdout.write(f"{name}: {problem}; " + _("rebuilt"))
                    problem = self._problem(engine, language)
            except EngineError as error:
                problem = str(error)
            fine = _("matches the sheets")
            self.stdout.write(f"{name}: {problem or fine}")
            drifted = drifted or bool(problem)
        if drifted:
            raise CommandError(_("An index has drifted; --repair rebuilds it"), returncode=1)

    def _problem(self, engine, language: str) -> str:
        """What is wrong with an index; empty when nothing is."""
        try:
            drift = find_drift(engine, language)
        except NoIndexError:
            return _("there is no index")
        if not drift:
            return ""
        text = _("%(missing)s missing, %(extra)s too many, %(different)s different, %(behind)d changes behind")
        if drift.miscounted:
            text += ", " + _("wrong counts")
        return text % {
            "missing": drift.missing[:20],
            "extra": drift.extra[:20],
            "different": drift.different[:20],
            "behind": drift.behind,
        }
