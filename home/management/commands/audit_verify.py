from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from home.audit.chain import AuditEntry, broken_rows


class Command(BaseCommand):
    help = "Read the audit log over: exit 1, with a line for each row that was changed or taken away."

    def handle(self, **options: Any) -> None:
        broken = list(broken_rows())
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(_("The audit log is whole: %(total)d rows.") % {"total": AuditEntry.objects.count()})
