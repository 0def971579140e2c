"""Photos lay among the public files under the name with which they were uploaded; readers need their sizes only."""

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import migrations, transaction

from practices.photos.storage import EDITORS, random_name


def move_originals(apps, schema_editor):
    Photo = apps.get_model("practices", "Photo")
    for pk, name in Photo.objects.exclude(file__startswith=f"{EDITORS}/").values_list("pk", "file"):
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                moved = default_storage.save(random_name(EDITORS, name), File(file))
            Photo.objects.filter(pk=pk).update(file=moved)
            transaction.on_commit(lambda name=name: default_storage.delete(name))


def drop_sizes_of_drafts(apps, schema_editor):
    Photo, Size = apps.get_model("practices", "Photo"), apps.get_model("practices", "PhotoRendition")
    on_the_site = Photo.objects.filter(sheets__live=True).values("pk")
    for size in Size.objects.exclude(image__in=on_the_site):
        name = size.file.name
        size.delete()
        transaction.on_commit(lambda name=name: default_storage.delete(name))


class Migration(migrations.Migration):
    dependencies = [("practices", "0009_to_place")]

    operations = [
        migrations.RunPython(move_originals, migrations.RunPython.noop),
        migrations.RunPython(drop_sizes_of_drafts, migrations.RunPython.noop),
    ]
