"""A rebuild under searches and edits: no error, no search with fewer hits, no edit missing."""

import json
import random
import subprocess
import sys
import threading
import time

from practices.models import PracticePage
from search.models import PracticeIndexPage
from tests.endurance.surroundings import MANAGE, get, running
from tests.search.generated import make_sheets

SEARCHES, EDITS = 20, 5  # a second
THREADS = 4
PORT = 8197
API = f"http://127.0.0.1:{PORT}/api/v1/practices/"


def run(total):
    """The exit code: 0 when nothing went wrong."""
    keys = make_sheets(PracticeIndexPage.objects.get(), total)
    print(f"{total} sheets are there", flush=True)
    subprocess.run([*MANAGE, "search_rebuild"], check=True)
    ended = threading.Event()
    with running(sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{PORT}", "config.wsgi"):
        wait_until_up()
        searches = Searches(ended, total)
        threads = [threading.Thread(target=searches.run) for _number in range(THREADS)]
        for thread in threads:
            thread.start()
        edited = {}
        builder = subprocess.Popen([*MANAGE, "search_rebuild"])
        start = time.monotonic()
        for _tick in ticks(1 / EDITS):
            if builder.poll() is not None:
                break
            edit(keys, edited)
        seconds = time.monotonic() - start
        ended.set()
        for thread in threads:
            thread.join()
        missing = [word for word in edited.values() if json.loads(get(f"{API}?q={word}"))["count"] != 1]
    rates = f"{searches.total / seconds:.1f} searches and {len(edited) / seconds:.1f} edits a second"
    print(f"Rebuilt in {seconds:.0f} s under {rates}")
    print(f"errors: {searches.errors[:3]}; fewer hits: {searches.fewer[:3]}; edits missing: {missing[:3]}")
    return int(bool(searches.errors or searches.fewer or missing or builder.returncode or not edited or not searches.total))


def edit(keys, edited):
    """Give a sheet that was not edited yet a word that no other has."""
    page = PracticePage.objects.get(pk=keys[len(edited)])
    word = "".join(random.Random(page.pk).choices("bcdfghjklmnpqrstvwxz", k=14))  # noqa: S311 - a word, no secret
    page.introduction += f" {word}"
    page.save_revision().publish()
    edited[page.pk] = word


class Searches:
    """Searches that go on until the end, with what went wrong."""

    def __init__(self, ended, least):
        self.ended, self.least = ended, least
        self.total, self.errors, self.fewer = 0, [], []

    def run(self):
        for _tick in ticks(THREADS / SEARCHES):
            if self.ended.is_set():
                return
            try:
                count = json.loads(get(API))["count"]
            except (OSError, ValueError, KeyError) as error:
                self.errors.append(repr(error))
            else:
                if count < self.least:
                    self.fewer.append(count)
            self.total += 1


def ticks(seconds):
    """Once in so many seconds, however long the work of one takes; when it takes longer, at once."""
    moment = time.monotonic()
    while True:
        yield
        moment += seconds
        time.sleep(max(0, moment - time.monotonic()))


def wait_until_up():
    for _attempt in range(100):
        try:
            get(API)
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("the site did not start")
