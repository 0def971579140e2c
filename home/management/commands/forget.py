from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from practices.submissions.retention.forgetting import accounts_of, forget


class Command(BaseCommand):
    help = "Remove an e-mail address everywhere but from accounts: sheets, drafts, submissions, mails, log and index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the address to forget")

    def handle(self, *, address: str, **options: object) -> None:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(_("“%(address)s” is not an e-mail address.") % {"address": address}) from error
        if address.casefold() == settings.MODERATION_EMAIL.casefold():
            raise CommandError(_("That is the moderators' mailbox; without it nobody can reply to anyone."))
        done, left = forget(address)
        for name, total in sorted(done.items()):
            self.stdout.write(f"{name}: {total}")
        for title, lines in left.items():
            text = _("“%(sheet)s” still has this beside where the address was; look whether it may stay: %(left)s")
            self.stdout.write(text % {"sheet": title, "left": " / ".join(lines)})
        if not done:
            self.stdout.write(_("The address was not found anywhere."))
        else:
            call_command("search_rebuild", stdout=self.stdout)  # an index keeps what was changed until it is built anew
        for account in accounts_of(address):
            self.stdout.write(
                _("There is still an account with this address: %(name)s. Change or delete it in Wagtail.") % {"name": account}
            )
