"""A thousand random deeds by two processes; after each, what both keep of every page is what both make of it anew."""

import hashlib
import json
import random
import subprocess
import sys
from collections import Counter
from io import BytesIO

PAGES = (
    "/", "/fr/", "/praktijken/", "/praktijken/?q=onthaal", "/praktijken/?view=map", "/gemeenten/", "/gemeenten/ninove/",
    "/over/", "/sitemap.xml", "/praktijken/nieuw.rss", "/api/v1/practices/", "/praktijken/onthaalgesprekken/",
    "/fr/praktijken/onthaalgesprekken/", "/praktijken/onthaalgesprekken/vergelijk/",
)  # fmt: skip


def run(times):
    """The exit code: 0 when no page was ever older than the database."""
    from practices.models import PracticePage
    from search.models import PracticeIndexPage
    from tests.factories import make_sheet

    index = PracticeIndexPage.objects.get()
    make_sheet(index)
    for number in range(8):
        make_sheet(index, f"Begin {number}", {"Ninove": ["Ninove"], "Gent": ["Gent"]}, description="<p>Het OCMW en LOI.</p>")
    chance, done, wrong = random.Random(16), Counter(), []  # noqa: S311 - the same deeds every time
    here, there = Side(), Other()
    for number in range(times):
        side = chance.choice([here, there])
        name = side.do(chance.randint(0, 10**9))
        done[name] += 1
        seen = [*here.seen(), *there.seen()]
        old = sorted({page for page in seen[0] if len({each[page] for each in seen}) > 1})
        if old:
            wrong.append((number, name, old))
            print(f"{number}: after {name}, not the same everywhere: {old}", flush=True)
    total = PracticePage.objects.count()
    print(f"{dict(done)}; {total} sheets; {len(PAGES)} pages after each; wrong after {len(wrong)}", flush=True)
    there.stop()
    return 1 if wrong else 0


class Side:
    """One process: the site with what it keeps, and the site without."""

    def __init__(self):
        from django.core.handlers.wsgi import WSGIHandler

        from home.kept_pages import KeptPages

        self.django = WSGIHandler()
        self.kept = KeptPages(self.django)

    def do(self, seed):
        """The name of a deed that was done."""
        from tests.endurance.deeds_on_pages import deed_on_pages

        return deed_on_pages(random.Random(seed))  # noqa: S311 - the same deeds every time

    def seen(self):
        """By page a fingerprint of what it keeps, and then of what it makes."""
        kept = {page: fingerprint(self.kept, page) for page in PAGES}
        return [kept, {page: fingerprint(self.django, page) for page in PAGES}]


class Other:
    """The other process, asked by lines."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.endurance.kept"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, seed):
        return self._ask({"do": seed})

    def seen(self):
        return self._ask({})

    def stop(self):
        self._process.stdin.close()
        self._process.wait(timeout=30)

    def _ask(self, line):
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def fingerprint(application, address):
    """Of the status and the body."""
    path, _, query = address.partition("?")
    said = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "HTTP_HOST": "localhost", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(),
    }  # fmt: skip
    body = application(environ, lambda status, headers, exc_info=None: said.append(status))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return hashlib.blake2b(said[0].encode() + content, digest_size=8).hexdigest()


def answer_lines():
    """The other process: a deed or what is seen, for each line."""
    side = Side()
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(side.do(asked["do"]) if "do" in asked else side.seen()), flush=True)


if __name__ == "__main__":
    import django

    django.setup()
    answer_lines()
