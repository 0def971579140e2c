"""The page about privacy names its periods, which then are those of the settings, where it still says them as it was made."""

from django.db import migrations

NAMED = [
    ("wissen we 30 dagen na je laatste wijziging", "wissen we [[concept]] na je laatste wijziging"),
    ("Een jaar nadat je inzending online kwam", "[[inzending]] nadat je inzending online kwam"),
    ("Een afgewezen inzending wissen we na 90 dagen", "Een afgewezen inzending wissen we na [[afgewezen]]"),
    ("en wat op spam lijkt na 30 dagen", "en wat op spam lijkt na [[spam]]"),
    ("Verstuurde mails wissen we na 30 dagen", "Verstuurde mails wissen we na [[mails]]"),
]


def name_periods(apps, schema_editor):
    pages = apps.get_model("home", "ContentPage").objects.all()
    for page in pages:
        body = named(page.body)
        if body != page.body:
            pages.filter(pk=page.pk).update(body=body)
    Revision = apps.get_model("wagtailcore", "Revision")
    for revision in Revision.objects.filter(object_id__in=[str(page.pk) for page in pages]):
        content = {**revision.content, "body": named(revision.content.get("body", ""))}
        if "body" in revision.content and content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)


def named(text):
    for written, name in NAMED:
        text = text.replace(written, name)
    return text


class Migration(migrations.Migration):
    dependencies = [("home", "0003_languages")]
    operations = [migrations.RunPython(name_periods, migrations.RunPython.noop)]
