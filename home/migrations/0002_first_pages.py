"""The pages that every site has, in Dutch, and the permissions and the workflow on the practices.

It replaces Wagtail's welcome page and its example groups, which nobody can be a member of yet.
"""

from pathlib import Path

from django.db import migrations

FIRST_PAGES = Path(__file__).parent.parent / "first_pages"
CONTENT_PAGES = [("Over deze databank", "over"), ("Privacy", "privacy"), ("Toegankelijkheid", "toegankelijkheid")]


def make(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    locale = Locale.objects.get(language_code="nl")

    def page(model, app, title, slug, path, url_path, **fields):
        content_type, _ = ContentType.objects.get_or_create(app_label=app, model=model.lower())
        return apps.get_model(app, model).objects.create(
            title=title, draft_title=title, slug=slug, path=path, depth=len(path) // 4, numchild=0, url_path=url_path,
            content_type=content_type, locale=locale, live=True, **fields,
        )

    Site.objects.all().delete()
    WorkflowPage.objects.all().delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    Page.objects.filter(depth__gt=1).delete()
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"], user=None).delete()

    home = page(
        "HomePage", "home", "Samenleven in diversiteit", "home", "00010001", "/home/",
        headline="Wat werkt in jouw buurgemeente?",
        lead="Praktijken van Vlaamse gemeenten om samen te leven in diversiteit. Zoek, vergelijk en bel wie het al deed.",
        popular_searches="onthaalgesprekken\npraattafels\nspeelplein",
        share_title="Doet jouw gemeente iets dat werkt?",
        share_text="Vertel het in vijf minuten. Een collega in een andere gemeente zoekt er misschien vandaag naar.",
        search_description="De praktijkendatabank van de VVSG: wat gemeenten doen om samen te leven in diversiteit.",
    )
    index = page("PracticeIndexPage", "search", "Praktijken", "praktijken", "000100010001", "/home/praktijken/",
                 search_description="Alle praktijken van Vlaamse gemeenten over samenleven in diversiteit.")
    for number, (title, slug) in enumerate(CONTENT_PAGES, start=2):
        body = (FIRST_PAGES / f"{slug}.html").read_text(encoding="utf-8")
        page("ContentPage", "home", title, slug, f"00010001{number:04d}", f"/home/{slug}/", body=body)
    Page.objects.filter(pk=home.pk).update(numchild=1 + len(CONTENT_PAGES))
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True, site_name="Samenleven in diversiteit")
    WorkflowPage.objects.create(workflow=Workflow.objects.get(name="Nazicht"), page_id=index.pk)
    allow(apps, index)


def allow(apps, index):
    """Redacteurs write, Moderatoren publish and take down too; both only under the practices."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    page_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    names = {
        "Redacteurs": ["add", "change"],
        "Moderatoren": ["add", "change", "publish", "lock", "unlock"],
    }
    for group, actions in names.items():
        for action in actions:
            permission, _ = Permission.objects.get_or_create(
                content_type=page_type, codename=f"{action}_page", defaults={"name": f"Can {action} page"}
            )
            GroupPagePermission.objects.get_or_create(
                group=Group.objects.get(name=group), page_id=index.pk, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("search", "0001_initial"),
        ("practices", "0002_groups_and_workflow"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
