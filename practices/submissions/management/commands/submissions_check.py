from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from practices.submissions.models import SentPhoto, Submission
from practices.submissions.retention.checking import problems


class Command(BaseCommand):
    help = "Look whether what was sent in is whole: photos with their files, sheets, mails; exits with 1 when it is not."

    def handle(self, **options: object) -> None:
        found = list(problems())
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(_("Problems found: %(total)d") % {"total": len(found)}, returncode=1)
        totals = {"submissions": Submission.objects.sent().count(), "photos": SentPhoto.objects.count()}
        self.stdout.write(_("Everything is in order: %(submissions)d submissions, %(photos)d photos") % totals)
