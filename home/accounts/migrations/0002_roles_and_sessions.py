"""The roles Vertalers and Beheerders beside those that there were, and the sessions of before: nobody loses a form half filled in.

Vertalers write in the French and the English pages only; home/signal_handlers.py gives each page the permissions of what it
translates, and theirs as well.
"""

from django.db import migrations

ROLES = {
    "Vertalers": [("wagtailadmin", "admin", "access_admin"), ("wagtail_localize", "translation", "submit_translation")],
    "Beheerders": [
        ("wagtailadmin", "admin", "access_admin"),
        ("auth", "user", "add_user"),
        ("auth", "user", "change_user"),
        ("auth", "user", "delete_user"),
    ],
}


def make(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for role, permissions in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        for app, model, codename in permissions:
            found = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
            if found is None:  # Django makes them only after all migrations
                kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
                name = f"Can {codename.replace('_', ' ')}"
                found = Permission.objects.create(content_type=kind, codename=codename, name=name)
            group.permissions.add(found)
    Page = apps.get_model("wagtailcore", "Page")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    pages = Page.objects.filter(content_type__app_label="home", content_type__model="homepage").exclude(locale__language_code="nl")
    for page in pages:
        GroupPagePermission.objects.get_or_create(
            group=Group.objects.get(name="Vertalers"), page_id=page.pk, permission=change
        )


def keep_sessions(apps, schema_editor):
    SiteSession = apps.get_model("accounts", "SiteSession")
    before = apps.get_model("sessions", "Session").objects.all()
    rows = before.values_list("session_key", "session_data", "expire_date")
    SiteSession.objects.bulk_create(
        (SiteSession(session_key=key, session_data=data, expire_date=end) for key, data, end in rows.iterator()), batch_size=500
    )
    before.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("home", "0006_runs"),
        ("sessions", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
        migrations.RunPython(keep_sessions, migrations.RunPython.noop),
    ]
