"""What machines send goes to quarantine; what officers send does not."""

import random
import time
from dataclasses import replace
from itertools import cycle

import pytest

from municipalities.models import Municipality
from practices.importing.saving import import_files
from practices.management.commands.load_demo import SHEETS
from practices.models import PracticePage
from practices.richtext import read_blocks
from practices.submissions.form_tokens import FormToken
from practices.submissions.models import Submission
from practices.submissions.spam.suspicion import suspicion

pytestmark = pytest.mark.django_db
ADVERTS = (
    "Buy cheap watches and bags online with worldwide shipping and a discount of 80 percent, limited offer this week only.",
    "Earn money from home, no experience needed, our members make more than 5000 euro a month, contact the manager today.",
    "Beste, wij helpen uw website hoger in Google te zetten met kwalitatieve backlinks voor een vaste lage maandprijs.",
    "Отличные цены на окна и двери, звоните прямо сейчас, скидка только сегодня для новых клиентов нашего магазина.",
)


@pytest.fixture(autouse=True)
def no_bound(settings):
    """So many at once would be quarantined for their number alone."""
    settings.LIMITS = replace(settings.LIMITS, submissions_per_hour=100_000)


def judge(texts, email, *, seconds=90.0, title="", proof=False, network=""):
    """Send it, and say why it is suspect."""
    key = FormToken(None, time.time() - seconds)
    data = {**texts, "title": title, "key": key, "proof": proof, "network": network, "sender_email": email}
    doubts = suspicion(data)
    state = "quarantine" if doubts else "waiting"
    Submission.objects.create(kind="join", state=state, title="x", proposal=texts, sender_email=email, network=network)
    return doubts


def machine(number, chance):
    """A post as machines make them, of a kind by its number."""
    advert = ADVERTS[number % len(ADVERTS)]
    address = f"http://winkel{number}.example/{number}"
    kinds = (
        {"texts": {"description": advert}, "title": "Casino"},
        {"texts": {"description": f"{advert} {address}"}, "title": address},
        {"texts": {"description": advert}, "seconds": chance.uniform(0.1, 3.5)},
        {"texts": {"remark": f"[url={address}]kijk hier[/url]"}},
        {"texts": {"description": f'<a href="{address}">hier</a> {advert}'}},
        {"texts": {"contacts": " ".join(f"https://x{part}.example" for part in range(5))}},
        {"texts": {"description": advert}},  # patient, and without a link: only its repetition tells
    )
    return kinds[number % len(kinds)]


@pytest.mark.any_database
def test_of_a_thousand_machines_at_most_ten_pass():
    chance = random.Random(20261125)  # noqa: S311 - the same machines every time
    passed = [number for number in range(1000) if not judge(email=f"x{number}@mail.example", **machine(number, chance))]

    assert len(passed) <= 10


def officers(index, total):
    """What officers send, out of what the real and the demo sheets say, with the contacts and sites of their towns."""
    import_files(sorted(SHEETS.glob("*.txt")), index=index, publish=True)
    said = cycle(
        block.text
        for page in PracticePage.objects.all()
        for html in (page.introduction, page.goals, page.description, *(each.description for each in page.implementation_list))
        for block in read_blocks(html)
    )
    for number, place in zip(range(total), cycle(Municipality.objects.order_by("name")), strict=False):
        town = place.slug
        yield (
            {
                "description": f"In {place.name} doen we het zo. {next(said)}" if number % 4 else "",
                "contacts": f"Dienst Samenleven {place.name}\nsamenleven@{town}.be\n054 12 34 {number % 90 + 10}",
                "website": f"https://www.{town}.be/samenleven",
                "partners": "OCMW, Agentschap Integratie en Inburgering, Avansa, bibliotheek" if number % 3 else "",
            },
            f"medewerker{number}@{town}.be",
        )


@pytest.mark.any_database
def test_of_two_hundred_officers_at_most_two_wait_in_quarantine(index):
    sent = [(number % 10 > 0, *each) for number, each in enumerate(officers(index, 200))]  # one in ten without JavaScript
    doubted = [doubts for proof, texts, email in sent if (doubts := judge(texts, email, proof=proof))]

    assert Submission.objects.count() == 200
    assert len(doubted) <= 2, doubted


def test_neighbours_who_do_it_together_may_say_the_same():
    text = {"description": "Wij doen het met de vijf gemeenten van het Pajottenland samen, elke woensdag."}

    assert [judge(text, f"{name}@x.example") for name in "abc"] == ["", "", ""]


def test_a_training_in_one_building_is_not_doubted_but_a_flood_from_there_is(settings):
    settings.LIMITS = replace(settings.LIMITS, submissions_per_hour_of_a_network=3)
    text = {"remark": "Dit klopt niet meer."}
    without = [judge(text, f"{number}@y.example", network="a") for number in range(4)]
    people = [judge(text, f"{number}@x.example", network="a", proof=True) for number in range(10)]

    assert without == ["", "", "", "zonder rekenwerk van de browser, veel van één netwerk"]
    assert people == [""] * 10
    assert judge(text, "z@z.example", network="b") == ""
