from django.core.management.base import BaseCommand

from practices.mail_delivery import deliver


class Command(BaseCommand):
    help = "Deliver the mail queue once. (In place of the command of django-post-office, which may send a mail twice.)"

    def handle(self, **options: object) -> None:
        deliver()
