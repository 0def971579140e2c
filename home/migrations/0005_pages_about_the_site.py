"""Moderatoren write the pages about the site, in every language; as with a sheet, somebody else reads them before they change."""

from django.db import migrations

ACTIONS = ("change", "publish", "lock", "unlock")


def allow(apps, schema_editor):
    homes = list(apps.get_model("home", "HomePage").objects.all())
    group = apps.get_model("auth", "Group").objects.get(name="Moderatoren")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Nazicht").first()
    for permission in apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtailcore", codename__in=[f"{action}_page" for action in ACTIONS]
    ):
        for home in homes:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=group, page_id=home.pk, permission=permission
            )
    for home in homes if workflow else ():
        apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [("home", "0004_periods_by_name"), ("practices", "0002_groups_and_workflow")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
