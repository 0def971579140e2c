"""A thousand random changes, with Elasticsearch away half of the time."""

import random
import time
from collections import Counter
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import transaction

from municipalities.models import Municipality
from municipalities.signals import municipality_merged
from practices.mergers import merge_terms
from practices.models import Category, PracticePage, TargetGroup
from search.finding import Finder
from search.models import PracticeIndexPage
from search.parameters import SearchState
from tests.endurance.surroundings import MANAGE, running
from tests.factories import make_sheet

PHASES = ("there", "stopped", "there", "frozen") * 2
DEADLINE = 60  # seconds after it is back


def run(node, times):
    """The exit code: 0 when after each phase every index equalled the sheets in time."""
    chance = random.Random(11)  # noqa: S311 - the same deeds every time
    good = True
    with node, running(*MANAGE, "worker", "--pause", "1"):
        for number, phase in enumerate(PHASES):
            share = times * (number + 1) // len(PHASES) - times * number // len(PHASES)
            with node.away(phase):
                done, slowest = do(share, chance)
            seconds, said = equal_after()
            good = good and seconds is not None
            found = f"NOT equal: {said}" if seconds is None else f"equal {seconds:.0f} s later"
            print(f"{phase}: {dict(done)}; slowest search {slowest:.2f} s; {found}", flush=True)
    return 0 if good else 1


def do(times, chance):
    """What was done how often, and the seconds of the slowest search after one."""
    done, slowest = Counter(), 0.0
    for _number in range(times):
        done[deed(chance)] += 1
        start = time.monotonic()
        Finder("nl").find(SearchState().question())
        slowest = max(slowest, time.monotonic() - start)
    return done, slowest


def equal_after():
    """The seconds until `search_check` finds nothing, None when it still does after the deadline; and what it said last."""
    start = time.monotonic()
    while time.monotonic() - start < DEADLINE:
        said = StringIO()
        try:
            call_command("search_check", stdout=said, stderr=StringIO())
        except CommandError:
            time.sleep(1)
        else:
            return time.monotonic() - start, said.getvalue()
    return None, said.getvalue()


@transaction.atomic
def deed(chance):
    """One of them, as editors and the yearly list of municipalities do; its name."""
    page = any_sheet(chance, PracticePage.objects.all())
    name = chance.choice(["add", "add", "edit", "edit", "edit", "withdraw", "publish", "move", "delete", "rename", "merge"])
    if page is None or name == "add":
        index = PracticeIndexPage.objects.get()
        place = chance.choice(Municipality.objects.current().order_by("pk"))
        make_sheet(index, f"Praktijk {chance.random()}", {place.name: [place.name]})
        return "add"
    DEEDS[name](page, chance)
    return name


def any_sheet(chance, sheets):
    """One of them, the same in every run; None when there is none."""
    keys = sheets.order_by("pk").values_list("pk", flat=True)
    return sheets.get(pk=chance.choice(keys)) if keys else None


def edit(page, chance):
    draft = page.get_latest_revision_as_object()
    draft.introduction = f"Woord{chance.randint(1, 10_000)}"
    draft.save_revision().publish()


def move(page, chance):
    other = any_sheet(chance, PracticePage.objects.exclude(pk=page.pk))
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
