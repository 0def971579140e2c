"""The terms that every site starts with, from practices/data/taxonomy.json."""

import json
import uuid
from pathlib import Path

from django.db import migrations
from django.utils.text import slugify

TAXONOMY = Path(__file__).parent.parent / "data" / "taxonomy.json"
COLOURS = ["blue", "rose", "violet", "green", "ochre", "rust", "teal", "olive"]


def make(apps, schema_editor):
    taxonomy = json.loads(TAXONOMY.read_text(encoding="utf-8"))
    locale = apps.get_model("wagtailcore", "Locale").objects.get(language_code="nl")

    def create(model, term, **fields):
        slug = term.get("slug") or slugify(term["name"])
        apps.get_model("practices", model).objects.create(
            name=term["name"], slug=slug, locale=locale, translation_key=uuid.uuid4(), approved=True, **fields
        )

    for number, term in enumerate(taxonomy["categories"]):
        create("Category", term, colour=COLOURS[number % len(COLOURS)])
    for term in taxonomy["target_groups"]:
        create("TargetGroup", term)
    for term in taxonomy["policy_domains"]:
        create("PolicyDomain", term)


class Migration(migrations.Migration):
    dependencies = [("practices", "0002_groups_and_workflow")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
