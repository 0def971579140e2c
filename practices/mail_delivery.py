"""Delivering the mail queue, each mail once, however many processes do so: two workers, two machines, a command beside them.

(django-post-office keeps others away by a file in the temporary folder, which two containers do not share.)
"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from post_office.mail import _send_bulk, get_queued
from post_office.models import Email

LEASE = timedelta(minutes=20)  # longer than a batch may take; who stops halfway leaves its mails to others after this


def deliver() -> None:
    """Send what is in the queue now, and what comes meanwhile. What can't be delivered waits for its next try."""
    while batch := list(_claimed(list(get_queued()))):
        _send_bulk(batch, uses_multiprocessing=False)


def _claimed(found: list[Email]) -> Iterator[Email]:
    """Those of these mails that nobody else took since they were read: they are put off for all others."""
    until = timezone.now() + LEASE
    for mail in found:
        same = Email.objects.filter(pk=mail.pk, status=mail.status, scheduled_time=mail.scheduled_time)
        if same.update(scheduled_time=until):
            yield mail
