"""The groups Redacteurs and Moderatoren, what they may do, and the workflow Nazicht."""

from django.db import migrations

TERMS = ["category", "targetgroup", "policydomain", "practicetag"]


def permission(apps, app_label, model, codename, name):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    return Permission.objects.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})[0]


def make(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    ContentType = apps.get_model("contenttypes", "ContentType")
    ReviewTask = apps.get_model("practices", "ReviewTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")

    editors, _ = Group.objects.get_or_create(name="Redacteurs")
    moderators, _ = Group.objects.get_or_create(name="Moderatoren")
    access = permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    for group in (editors, moderators):
        group.permissions.add(access)
    for model in TERMS:
        for action in ("add", "change", "delete"):
            moderators.permissions.add(permission(apps, "practices", model, f"{action}_{model}", f"Can {action} {model}"))
    root = Collection.objects.order_by("path").first()
    for action in ("add", "choose", "change"):
        # Wagtail asks for the permissions of its own image model, whatever model the site uses.
        photos = permission(apps, "wagtailimages", "image", f"{action}_image", f"Can {action} image")
        for group in (editors, moderators):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=photos)

    content_type, _ = ContentType.objects.get_or_create(app_label="practices", model="reviewtask")
    task = ReviewTask.objects.create(name="Nazicht door een moderator", active=True, content_type=content_type)
    task.groups.add(moderators)
    workflow = Workflow.objects.create(name="Nazicht", active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)


def undo(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Nazicht").delete()
    apps.get_model("practices", "ReviewTask").objects.all().delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Redacteurs", "Moderatoren"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(make, undo)]
