from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from home.accounts.devices import take_away
from home.accounts.login import let_in_again
from home.accounts.notices import Notice, tell_of_change
from home.accounts.sessions import end_sessions
from home.audit.chain import AuditEntry, add_entry
from home.audit.hearing import account


class Command(BaseCommand):
    help = "Have somebody choose their second step anew, when no administrator can: who lost it, or the last administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *, username: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("There is no account “%(name)s”.") % {"name": username})
        take_away(user)
        end_sessions(user)
        let_in_again(username)
        tell_of_change(user, Notice.TAKEN)
        add_entry(AuditEntry.Kind.ACCESS, about=account(user), said="second factor taken away by a command")
        self.stdout.write(_("%(name)s chooses a new second step at the next login.") % {"name": username})
