"""Many sheets at once, with real words, terms and municipalities; the same for the same seed."""

import random
import re

from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from municipalities.models import Municipality
from practices.fact_values import COSTS, EVIDENCE, STATES
from practices.models import Category, Implementation, PolicyDomain, PracticePage, PracticeTag, TaggedPractice, TargetGroup

WORDS = re.split(
    r"\s+",
    """onthaal gesprek taal oefenen buurt vrijwilligers ouders kinderen school fiets zwemles samentuin koken
    ontmoeting nieuwkomers inburgering tolken discriminatie huisvesting werk jeugd sport bibliotheek buddy dialoog feest""",
)


# The editors' search and Wagtail's list of references take most of the time, and no test of ours asks them.
EDITORS_SEARCH_OFF = override_settings(
    WAGTAILSEARCH_BACKENDS={"default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}}
)


@EDITORS_SEARCH_OFF
@disable_reference_index_auto_update()
def make_sheets(index, total, seed=1, first=0):
    """Make `total` published sheets under the index page, straight into the tables; returns their primary keys."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    places = list(Municipality.objects.current().order_by("pk"))[:60]
    terms = {model: list(model.objects.order_by("pk")) for model in (Category, TargetGroup, PolicyDomain)}
    tags = [PracticeTag.objects.get_or_create(name=word, slug=word, locale=index.locale)[0] for word in WORDS[:12]]
    pages, implementations = [], []
    for number in range(first, first + total):
        page = make_row(index, number, chance, terms[Category])
        pages.append(page)
        for order in range(chance.randint(0, 3)):
            text = " ".join(chance.choices(WORDS, k=6))
            each = Implementation(page=page, locale=index.locale, sort_order=order, description=f"<p>{text}</p>")
            each.contacts = "onthaal@ninove.example" if (number + order) % 3 else ""
            implementations.append((each, chance.sample(places, chance.randint(1, 3))))
    Implementation.objects.bulk_create(each for each, _places in implementations)
    link(Implementation.municipalities.through, "implementation", "municipality", implementations)
    link(PracticePage.target_groups.through, "practicepage", "targetgroup", some(pages, terms[TargetGroup], chance))
    link(PracticePage.policy_domains.through, "practicepage", "policydomain", some(pages, terms[PolicyDomain], chance))
    TaggedPractice.objects.bulk_create(
        TaggedPractice(tag=tag, content_object=page) for page, found in some(pages, tags, chance) for tag in found
    )
    Page.objects.filter(pk=index.pk).update(numchild=first + total)
    count_the_rows()
    return [page.pk for page in pages]


def tell_facts(sheets):
    """Give some of these sheets short facts, and their implementations a state; the same every time."""
    for place, (code, _name) in enumerate(COSTS):
        PracticePage.objects.filter(pk__in=sheets[place::7]).update(cost=code, evidence=EVIDENCE[place % len(EVIDENCE)][0])
    PracticePage.objects.filter(pk__in=sheets[::3]).update(carried_by="staff,volunteers")
    for place, (code, _name) in enumerate(STATES):
        Implementation.objects.filter(page__in=sheets[place::4]).update(status=code)


def count_the_rows():
    """PostgreSQL counts rows once a minute, and not in a transaction; until then it plans joins as if the tables were empty."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def make_row(index, number, chance, categories):
    title = f"{' '.join(chance.choices(WORDS, k=3)).capitalize()} {number}"
    page = PracticePage(
        title=title,
        slug=slugify(title),
        draft_title=title,
        path=f"{index.path}{Page._int2str(number + 1).rjust(4, '0')}",
        depth=index.depth + 1,
        url_path=f"{index.url_path}{slugify(title)}/",
        locale=index.locale,
        live=True,
        introduction=" ".join(chance.choices(WORDS, k=12)),
        category=chance.choice(categories),
        description=f"<p>{' '.join(chance.choices(WORDS, k=30))}</p>",
        content_type=PracticePage(locale=index.locale).content_type,
    )
    page.save_base()
    return page


def some(owners, values, chance):
    return [(owner, chance.sample(values, chance.randint(0, 3))) for owner in owners]


def link(through, owner, value, pairs):
    through.objects.bulk_create(
        through(**{f"{owner}_id": each.pk, f"{value}_id": found.pk}) for each, chosen in pairs for found in chosen
    )
