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
from practices.submissions.spam.adverts import signs_of_the_words
from practices.submissions.spam.suspicion import suspicion

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
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


# Machines that solve the proof of work, wait, and say each something else: only what they write tells.
SOLVING = (
    (
        "We provide quality backlinks and guest posts to improve your ranking. Visit https://seo-best.example for prices.",
        "SEO team",
    ),
    (
        "Hello, I saw that your site could bring you more customers. We are a team of developers. Write back for a quote.",
        "Mike",
    ),
    ("Best online casino bonus https://x.example", "Anna"),
    (
        "Unlock your potential with our trading robot. Start with 250 dollar and see results in a week https://trade.example/abc",
        "John Smith",
    ),
    ("Hi, do you need a business loan? Low interest rates, fast approval. Email us.", "Loans"),
    (
        "Nous proposons le référencement de votre site en première page pour un petit prix, contactez nous sur https://ref.example",
        "Jean",
    ),
    (
        "Heeft u al eens aan zonnepanelen gedacht? Bekijk onze aanbieding op https://zon-deal.example en bespaar 40 procent.",
        "Piet",
    ),
    ("qwpoeiruty zxmcnvb lkajshdf", "fghjkl"),
    ("https://a.example https://b.example", "x"),
    ("Viagra 50mg", "dr"),
    (
        "Hola, somos una empresa que ofrece servicios para su sitio, visite nuestra página y reciba una oferta hoy mismo",
        "Carlos",
    ),
    (
        "Hallo ich möchte Ihnen unsere neue Software vorstellen die Ihnen viel Zeit spart, besuchen Sie https://soft.example",
        "Hans",
    ),
    ("Bekijk mijn profiel op https://meet.example en stuur me een bericht, ik wacht op je", "Lisa"),
    ("Great post! Thanks for sharing this, I have bookmarked your blog and will come back. https://blog.example", "Bob"),
    ("Read more about this topic here: https://news.example/read?id=2", "Kim"),
    ("Kopen zonder recept, snelle levering in België, https://apotheek.example", "Dr. Jansen"),
    ("Elke dag 500 euro verdienen vanuit huis, meld je aan via https://geld.example", "Tom"),
)
# What officers send: short, with links, in French, about what adverts are about too.
PEOPLE = (
    "Dit klopt niet meer.",
    "De link werkt niet: http://www.oud.be/x.pdf moet https://www.nieuw.be/x.pdf zijn",
    "Nieuwe contactpersoon: An Peeters, 053 12 34 56",
    "We doen dit sinds 2019 met vrijwilligers in de bib, elke woensdag van 14 tot 16 uur.",
    "zie www.ninove.be/onthaal",
    "Foto is van 2018",
    "Telefoon is 053 11 22 33",
    "Bekijk ook https://www.vlaanderen.be/inburgering, https://www.integratie-inburgering.be, https://www.atlas-antwerpen.be en https://in-gent.be",
    "OK",
    "Taal leren. Mensen ontmoeten. Netwerk vergroten.",
    "We werken met een whatsappgroep en een Facebookpagina: https://www.facebook.com/groups/x",
    "Stopgezet wegens geen subsidie meer",
    "Ici aussi nous organisons des tables de conversation chaque mardi à la bibliothèque.",
    "Gratis voor deelnemers. UiTPAS met kansentarief geeft korting.",
    "Seksuele gezondheid en diversiteit: we geven vorming aan jongeren.",
    "We hebben een website laten maken voor nieuwkomers: https://welkominaalst.be",
    "Samen met Fedasil, CAW, OCMW, CPAS, VZW Avansa, LOI's",
    "Workshop over gokken en schulden voor jongeren, met CGG en CAW",
    "http://www.x.be en http://www.y.be werken niet meer",
    "De pagina https://www.gent.be/onthaal is verhuisd naar https://stad.gent/nl/onthaal.",
    "Zie onze fiche op https://www.mechelen.be en de folder op https://www.mechelen.be/folder.pdf.",
    "In Casino Kursaal hielden we een feest voor nieuwkomers; 300 mensen kwamen.",
    "CAW, OCMW, LOI, PIN vzw, BOEI, IN-Gent, VVSG",
    "Sinds september werken we met tandems: een vrijwilliger en een nieuwkomer spreken elke week af.",
    "Bel naar 09 123 45 67 of mail integratie@stad.be.",
    "Wij organiseren dit ook! Elke eerste zaterdag van de maand in het Huis van de Wijk.",
    "De website is veranderd: www.huisvanhetnederlands.be",
    "Fiets- en zwemlessen voor vrouwen, met kinderopvang.",
    "Voor wie gokt of schulden heeft, is er een spreekuur; we werken met het CAW samen.",
    "Merci! Nous faisons la même chose à Drogenbos, avec les bénévoles de la commune et de la bibliothèque.",
    "Er staat een fout in de tekst: het is niet 2021 maar 2022.",
    "De kostprijs is ongeveer 2.000 euro per jaar, vooral voor drank en drukwerk.",
)


def points_of(text, name="An Peeters", language="nl"):
    return sum(sign.points for sign in signs_of_the_words({"description": text}, name, frozenset({"nl", "fr", language})))


def test_what_a_machine_writes_tells_whatever_else_it_can():
    passed = [text for text, name in SOLVING if points_of(text, name) < 2]

    assert len(passed) <= len(SOLVING) * 0.05, passed


@pytest.mark.parametrize("said", PEOPLE)
def test_what_a_person_writes_is_held_for_nothing_that_it_says(said):
    assert points_of(said) < 2


@pytest.mark.parametrize(("language", "points"), [("en", 0), ("nl", 1)])
def test_the_language_of_the_page_is_no_sign(language, points):
    said = "We do this too, with volunteers who meet newcomers at the library and have a coffee with them every week."

    assert points_of(said, language=language) == points


def test_a_flood_holds_itself_and_nobody_who_comes_in_it(settings):
    settings.LIMITS = replace(settings.LIMITS, submissions_per_hour=10)
    flood = [judge({"remark": f"Zomaar {number}."}, f"{number}@flood.example") for number in range(40)]
    people = [
        judge({"remark": said}, f"x{number}@stad.be", proof=True) for number, said in enumerate(PEOPLE) if not points_of(said)
    ]

    assert flood[10:] == ["zonder rekenwerk van de browser, veel tegelijk"] * 30
    assert people == [""] * len(people)
    assert len(people) > len(PEOPLE) - 4


def test_adverts_that_differ_in_a_link_and_a_number_are_one_text():
    text = "Wij komen graag eens langs met onze mobiele koffiebar voor uw volgende feest in de gemeente, nummer {0} op {0}."
    doubts = [judge({"description": text.format(number)}, f"{number}@koffie.example") for number in range(6)]

    assert doubts[:3] == [""] * 3
    assert all("dezelfde tekst" in each for each in doubts[3:])
