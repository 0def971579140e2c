import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from filelock import Timeout

from search import indexes
from search.engines import EngineError
from search.warm_up import warm_up


class Command(BaseCommand):
    help = "Build every index anew beside the one in use, and swap. Readers and editors notice nothing."

    def handle(self, **options: object) -> None:
        warm_up()
        for language, engine in indexes.every():
            start = time.perf_counter()
            try:
                total = indexes.rebuild(engine, language)
            except (EngineError, Timeout) as error:
                raise CommandError(f"{engine.name}: {error}") from error
            seconds = time.perf_counter() - start
            text = _("%(engine)s (%(language)s): %(total)d sheets in %(seconds).1f s")
            self.stdout.write(text % {"engine": engine.name, "language": language, "total": total, "seconds": seconds})
