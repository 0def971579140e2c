from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from practices.demo_content import dress_demo
from practices.importing.saving import import_files
from practices.management.commands.import_sheets import index_page
from practices.translations.demo import translate_demo

SHEETS = Path(__file__).parents[2] / "data" / "sheets"
# Name (also the password, for development only), group, first and last name.
PEOPLE = [
    ("admin", None, "Anke", "Beheer"),
    ("redacteur", "Redacteurs", "Rik", "Redacteur"),
    ("moderator", "Moderatoren", "Mia", "Moderator"),
    ("vertaler", "Vertalers", "Vera", "Vertaler"),
    ("beheerder", "Beheerders", "Bo", "Beheerder"),
]


class Command(BaseCommand):
    help = "Municipalities, the real sheet, the demo sheets with translations and five accounts, for development; repeatable."

    def handle(self, **options: object) -> None:
        if not settings.DEBUG:
            raise CommandError(_("Demo sheets and accounts with a known password are for development: set DEBUG=true"))
        call_command("load_municipalities", stdout=self.stdout)
        # The real sheet last, so that it is the newest.
        files = sorted(SHEETS.glob("*.txt"), key=lambda file: (file.stem == "onthaalgesprekken", file.name))
        results = import_files(files, index=index_page(), publish=True)
        for result in results:
            if result.status == "failed":
                raise CommandError(result.as_text())
        fresh = sum(1 for result in results if result.status != "unchanged")
        self._make_people()
        dressed = dress_demo()
        if translate_demo() or fresh or dressed:
            call_command("update_index", verbosity=0)
        self.stdout.write(_("Sheets: %(total)d, of which %(fresh)d new or changed") % {"total": len(results), "fresh": fresh})

    def _make_people(self) -> None:
        User = get_user_model()  # noqa: N806 - a class
        for name, group, first, last in PEOPLE:
            if User.objects.filter(username=name).exists():
                continue
            user = User.objects.create_user(name, f"{name}@demo.example", name, first_name=first, last_name=last)
            user.is_superuser = user.is_staff = group is None
            user.save()
            if group:
                user.groups.add(Group.objects.get(name=group))
