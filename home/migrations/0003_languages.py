"""French and English beside Dutch, and who may translate."""

from django.db import migrations

GROUPS = ("Redacteurs", "Moderatoren")


def make(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for language in ("fr", "en"):
        Locale.objects.get_or_create(language_code=language)
    translate = Permission.objects.get(content_type__app_label="wagtail_localize", codename="submit_translation")
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(translate)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
