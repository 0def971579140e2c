"""The concepts that come with the project."""

from django.db import migrations

from search.thesaurus.first_concepts import load


def load_concepts(apps, schema_editor):
    load(*(apps.get_model("search", name) for name in ("Concept", "ConceptName", "ConceptRelation")))


class Migration(migrations.Migration):
    dependencies = [("search", "0003_thesaurus_and_searches")]

    operations = [migrations.RunPython(load_concepts, migrations.RunPython.noop)]
