from django.db import migrations, models
from django.db.models.functions import Right


def by_name(apps, schema_editor):
    """Photos of before have a name of their own each."""
    apps.get_model("submissions", "SentPhoto").objects.update(digest=Right("file", 64))


class Migration(migrations.Migration):

    dependencies = [("submissions", "0007_reasons")]

    operations = [
        migrations.AddField("sentphoto", "digest", models.CharField(default="", editable=False, max_length=64), preserve_default=False),
        migrations.RunPython(by_name, migrations.RunPython.noop),
        migrations.AddConstraint("sentphoto", models.UniqueConstraint(fields=["key", "digest"], name="photo_once_with_a_submission")),
    ]
