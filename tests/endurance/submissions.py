"""People send practices with photos while server and worker are killed time and again, and the mail server is away.

With `--troubles` the disk is full now and then, and the database is a PostgreSQL that is stopped or hangs. What a person saw a
reference of is there, whole, with its mails; the mails of the time without a mail server arrive after it, none twice.
"""

import email
import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from email import policy
from http.client import HTTPException

from aiosmtpd.controller import Controller
from django.db import connections

from practices.submissions.models import SentPhoto, Submission
from tests.endurance.surroundings import MANAGE
from tests.endurance.troubles import Processes
from tests.journeys.visitor import Visitor, hidden
from tests.pictures import picture

PORT, SMTP = 8196, 8195
SITE = f"http://127.0.0.1:{PORT}"
SHARE = f"{SITE}/deel-jouw-praktijk/"
THREADS, KILLS = 12, 10
LONGEST = 28  # seconds for an answer, whatever happens: gunicorn kills a worker after 30
SERVER = (sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{PORT}", "config.wsgi")
WORKER = (*MANAGE, "worker", "--pause", "0.5")


def run(total, troubles=()):
    """The exit code: 0 when nothing was lost, nothing is there by half, and no mail went twice."""
    people = People(total)
    mails = Mails()
    processes = Processes({"server": SERVER, "worker": WORKER})
    threads = [threading.Thread(target=people.run) for _number in range(THREADS)]
    for thread in threads:
        thread.start()
    for number in range(KILLS):
        time.sleep(random.uniform(3, 12))  # noqa: S311 - a moment, no secret
        processes.kill_one()
        if troubles:
            troubles[number % len(troubles)]()
    for thread in threads:
        thread.join()
    mails.open()  # until now there was no mail server
    until_sent()
    processes.end()
    mails.close()
    connections.close_all()  # they may have been opened before the database was stopped
    lost = people.acknowledged - set(Submission.objects.sent().values_list("reference", flat=True))
    twice = [what for what, times in mails.received().items() if times > 1]
    check = subprocess.run([*MANAGE, "submissions_check"], check=False)
    print(f"{len(people.acknowledged)} acknowledged, {people.retries} tried again, {KILLS} kills")
    print(f"photos kept: {SentPhoto.objects.count()}; answers: {dict(people.answers)}; longest: {people.longest:.0f} s")
    print(f"lost: {sorted(lost)[:3]}; mails: {sum(mails.received().values())}, twice: {twice[:3]}")
    missing = 2 * len(people.acknowledged) - len(mails.received())
    print(f"mails that never came: {max(missing, 0)}")
    is_slow = people.longest > LONGEST
    return int(bool(lost or twice or missing > 0 or is_slow or check.returncode))


class People:
    """They share a practice with a photo, each trying every page again until it answers, as people do."""

    def __init__(self, total):
        self._left = iter(range(total))
        self._lock = threading.Lock()
        self.acknowledged, self.retries = set(), 0
        self.answers, self.longest = Counter(), 0.0  # that were no page to go on with, by status; how long one took, in seconds

    def run(self):
        while True:
            with self._lock:
                number = next(self._left, None)
            if number is None:
                return
            self._share(number)

    def _share(self, number):
        visitor = Visitor()
        idea = {"title": f"Praktijk {number}", "introduction": "Uit de praktijk.", "category": ""}
        self._post(visitor, SHARE, idea)
        photo = picture(size=(800, 600))
        page = self._post(visitor, f"{SHARE}verloop/", {"description": "Zo.", "may_show_people": "on"}, photo.read())
        texts = dict.fromkeys(re.findall(r'name="(photo-\d+-description)"', page), "Een foto")
        self._post(visitor, f"{SHARE}verloop/", {"description": "Zo.", "may_show_people": "on", **texts})
        self._post(visitor, f"{SHARE}waar/", {"municipalities": "Ninove", "contacts": "", "website": "", "partners": ""})
        check = self._again(lambda: visitor.ask(f"{SHARE}nakijken/"))
        answers = {name: hidden(check, name) for name in ("csrfmiddlewaretoken", "key", "submission")}
        answers |= {"sender_name": "Nina", "sender_email": f"nina{number}@ninove.example", "may_process": "on"}
        time.sleep(4.2)  # who sends within four seconds is a machine
        done = self._again(lambda: visitor.ask(f"{SHARE}nakijken/", answers))
        with self._lock:
            self.acknowledged.add(re.search(r"<strong>(\w{8})</strong>", done).group(1))

    def _post(self, visitor, address, answers, photo=b""):
        def deed():
            page = visitor.ask(address)
            own = {name: hidden(page, name) for name in ("csrfmiddlewaretoken", "submission") if f'name="{name}"' in page}
            return visitor.ask(address, {**own, **answers}, photo)

        return self._again(deed)

    def _again(self, deed):
        while True:
            begun = time.monotonic()
            try:
                return deed()
            except (OSError, HTTPException) as error:
                with self._lock:
                    self.retries += 1
                    self.answers[getattr(error, "code", type(error).__name__)] += 1
                time.sleep(0.3)
            finally:
                self.longest = max(self.longest, time.monotonic() - begun)


class Mails:
    """A mail server that is away until it is opened."""

    def __init__(self):
        self._got = []
        self._controller = Controller(self, hostname="127.0.0.1", port=SMTP)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name that aiosmtpd calls
        self._got.append((envelope.rcpt_tos[0], envelope.content.decode()))
        return "250 OK"

    def open(self):
        self._controller.start()

    def close(self):
        self._controller.stop()

    def received(self):
        """How often each mail came: to whom, and about what."""
        told = [(to, email.message_from_string(text, policy=policy.default)["Subject"]) for to, text in self._got]
        return Counter(told)


def until_sent():
    """Wait until no mail is in the queue."""
    for _attempt in range(600):
        with suppress(OSError, HTTPException):  # the server may just have been killed
            if not json.loads(Visitor().ask(f"{SITE}/gezond/"))["mail_queue"]["waiting"]:
                return
        time.sleep(1)
