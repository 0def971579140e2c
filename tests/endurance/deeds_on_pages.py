"""What editors, commands and somebody with a database client do, at random, to what pages show."""

from datetime import timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage, HomePage
from practices.models import Category, Photo, PracticePage
from practices.references import slugs_of_categories
from search.thesaurus.glossary import glossary
from search.thesaurus.models import Concept
from tests.endurance.deeds import any_sheet, deed
from tests.factories import PhotoFactory


def deed_on_pages(chance):
    """The name of what was done; half of the time a deed to a sheet."""
    name = chance.choice([*DEEDS, *["sheet"] * len(DEEDS)])
    with transaction.atomic():
        if name == "sheet":
            name = deed(chance)
        else:
            DEEDS[name](chance)
    for function in (glossary, slugs_of_categories):
        function.forget()  # outside of a request they are remembered for a minute
    return name


def content(chance):
    page = chance.choice(list(ContentPage.objects.filter(alias_of=None).order_by("pk")))
    page.title = f"Pagina {chance.randint(1, 999)}"
    page.save_revision().publish()


def front(chance):
    page = HomePage.objects.filter(locale__language_code="nl").get()
    page.lead = f"Lees {chance.randint(1, 999)}"
    page.save_revision().publish()


def photo(chance):
    page = any_sheet(chance, PracticePage.objects.sources().live())
    if page:
        draft = page.get_latest_revision_as_object()
        draft.image = chance.choice([None, PhotoFactory()])
        draft.save_revision().publish()


def words_of_a_photo(chance):
    for each in Photo.objects.order_by("pk")[:1]:
        each.description = f"Te zien {chance.randint(1, 999)}"
        each.save()


def explanation(chance):
    concept = Concept.objects.exclude(definition="").order_by("pk").first()
    concept.definition = f"Betekent {chance.randint(1, 999)}"
    concept.save()


def restriction(chance):
    page = any_sheet(chance, PracticePage.objects.sources())
    if page and PageViewRestriction.objects.exists():
        PageViewRestriction.objects.first().delete()
    elif page:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def schedule(chance):
    page = any_sheet(chance, PracticePage.objects.sources().live())
    if page:
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled", verbosity=0)


def by_hand(chance):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE home_homepage SET headline = %s", [f"Wat werkt {chance.randint(1, 999)}"])


def term(chance):
    category = chance.choice(list(Category.objects.sources().exclude(name="Onthaalbeleid").order_by("pk")))
    category.approved = chance.random() < 0.8
    category.name = f"Thema {chance.randint(1, 9_999)}"
    category.save()


DEEDS = {
    "content": content, "front": front, "photo": photo, "words of a photo": words_of_a_photo, "explanation": explanation,
    "restriction": restriction, "schedule": schedule, "by hand": by_hand, "term": term,
}  # fmt: skip
