"""What somebody sent keeps its terms by slug: a name changes, and a term is merged into another, while a practice waits."""

from django.db import migrations

TERMS = {"category": "Category", "target_groups": "TargetGroup"}


def keep_slugs(apps, schema_editor):
    submissions = apps.get_model("submissions", "Submission").objects.exclude(state="draft")
    for submission in submissions.filter(kind__in=["practice", "join"]).iterator():
        proposal = dict(submission.proposal)
        for name, model in TERMS.items():
            if name in proposal:
                proposal[name] = slugs(apps.get_model("practices", model), proposal[name])
        if proposal != submission.proposal:
            submissions.filter(pk=submission.pk).update(proposal=proposal)


def slugs(model, names):
    """The slugs of the Dutch terms with these names; one that is gone stays a name, which leads to none."""
    known = dict(model.objects.filter(locale__language_code="nl").values_list("name", "slug"))
    return [known.get(name, name) for name in ([names] if isinstance(names, str) else names) if name]


class Migration(migrations.Migration):
    dependencies = [("submissions", "0011_language"), ("practices", "0006_keywords")]
    operations = [migrations.RunPython(keep_slugs, migrations.RunPython.noop)]
