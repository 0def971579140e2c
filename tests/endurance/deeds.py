"""A thousand random changes, with Elasticsearch away half of the time."""

import random
import time

from django.core.management import CommandError, call_command
from django.db import transaction

from municipalities.models import Municipality
from municipalities.signals import municipality_merged
from practices.mergers import merge_terms
from practices.models import Category, PracticePage, TargetGroup
from search.finding import Finder
from search.models import PracticeIndexPage
from search.parameters import Address
from tests.endurance.surroundings import MANAGE, running
from tests.factories import make_sheet

PHASES = ("there", "stopped", "there", "frozen") * 2
DEADLINE = 60  # seconds after it is back


def run(node, times):
    """The exit code: 0 when every index equals the sheets in time."""
    chance = random.Random(11)  # noqa: S311 - the same every time
    done, slowest = {}, 0.0
    node.start()
    with running(*MANAGE, "worker", "--pause", "1"):
        for phase in PHASES:
            leave(node, phase)
            for _number in range(times // len(PHASES)):
                name = deed(chance)
                done[name] = done.get(name, 0) + 1
                start = time.monotonic()
                Finder("nl").find(Address().question())
                slowest = max(slowest, time.monotonic() - start)
            come_back(node, phase)
        print(f"{sum(done.values())} deeds: {done}; the slowest search after one took {slowest:.2f} s")
        seconds = equal_after()
    node.stop()
    print(f"Equal {seconds:.0f} s after it was back" if seconds is not None else f"NOT equal {DEADLINE} s after it was back")
    return 0 if seconds is not None else 1


def leave(node, phase):
    if phase == "stopped":
        node.stop()
    elif phase == "frozen":
        node.freeze()


def come_back(node, phase):
    if phase == "stopped":
        node.start()
    elif phase == "frozen":
        node.thaw()


def equal_after():
    """The seconds until `search_check` finds nothing; None when it still does after the deadline."""
    start = time.monotonic()
    while time.monotonic() - start < DEADLINE:
        try:
            call_command("search_check")
        except CommandError:
            time.sleep(1)
        else:
            return time.monotonic() - start
    return None


@transaction.atomic
def deed(chance):
    """One of them, as editors and the yearly list of municipalities do; its name."""
    page = PracticePage.objects.order_by("?").first()
    name = chance.choice(["add", "add", "edit", "edit", "edit", "withdraw", "publish", "move", "delete", "rename", "merge"])
    if page is None or name == "add":
        index = PracticeIndexPage.objects.get()
        place = chance.choice(Municipality.objects.current().order_by("pk"))
        make_sheet(index, f"Praktijk {chance.random()}", {place.name: [place.name]})
        return "add"
    DEEDS[name](page, chance)
    return name


def edit(page, chance):
    draft = page.get_latest_revision_as_object()
    draft.introduction = f"Woord{chance.randint(1, 10_000)}"
    draft.save_revision().publish()


def move(page, chance):
    other = PracticePage.objects.exclude(pk=page.pk).order_by("?").first()
    if other:
        page.move(other, pos="left")


def rename(page, chance):
    term = chance.choice(TargetGroup.objects.order_by("pk"))
    term.name = f"Doelgroep {chance.randint(1, 10_000)}"
    term.save()


def merge(page, chance):
    """Now and then two terms, else two municipalities."""
    terms = list(Category.objects.exclude(name="Onthaalbeleid").order_by("pk"))
    if len(terms) > 2 and chance.random() < 0.1:
        source, target = chance.sample(terms, 2)
        merge_terms(source=source, target=target)
        return
    old, new = chance.sample(list(Municipality.objects.current().order_by("pk")), 2)
    old.successor = new
    old.save()
    municipality_merged.send(Municipality, old=old, new=new)


DEEDS = {
    "edit": edit,
    "withdraw": lambda page, chance: page.unpublish(),
    "publish": lambda page, chance: page.get_latest_revision().publish(),
    "move": move,
    "delete": lambda page, chance: page.delete(),
    "rename": rename,
    "merge": merge,
}
