from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from home.audit import chain
from home.audit.chain import AuditEntry, broken_rows


class Command(BaseCommand):
    help = "Read the audit log over: exit 1, with a line for each row that was changed or taken away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accept", action="store_true", help="begin anew after what is broken, which somebody has looked at"
        )

    def handle(self, *, accept: bool, **options: Any) -> None:
        broken = list(broken_rows())
        if broken and accept:
            self.stdout.write("\n".join(broken))
            chain.accept_break()
        elif broken:
            raise CommandError("\n".join(broken))
        else:
            self.stdout.write(_("The audit log is whole: %(total)d rows.") % {"total": AuditEntry.objects.count()})
