"""The one way out for every e-mail, ours and Wagtail's: into a queue in the database, which `manage.py worker` delivers.

A mail of ours is one template, `templates/django/emails/<name>.html`: its block `subject` is the subject, and its plain text
is made from it.
"""

import re
from collections.abc import Mapping, Sequence
from email.mime.base import MIMEBase

from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from post_office.models import PRIORITY, STATUS, Email
from post_office.utils import create_attachments

from practices.richtext import plain_text
from practices.single_line import single_line

_LONGEST_SUBJECT = 200
# What keeps away the answers of machines: that somebody is away, or that a mail arrived.
_AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class QueueBackend(BaseEmailBackend):
    """Django's way of sending mail: it queues what it is given, as it is.

    (The backend of django-post-office compiles subject, text and HTML as templates of Django, whoever wrote them.)
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue all of them or none; returns how many. Raises ValidationError for an invalid address."""
        with transaction.atomic():
            for message in email_messages:
                _queue(message)
        return len(email_messages)


def _queue(message: EmailMessage) -> None:
    headers = _AUTOMATIC | {name: single_line(str(value)) for name, value in message.extra_headers.items()}
    headers["Reply-To"] = ", ".join(message.reply_to) or settings.MODERATION_EMAIL
    email = Email(
        from_email=message.from_email,
        to=list(message.to),
        cc=list(message.cc),
        bcc=list(message.bcc),
        subject=Truncator(single_line(str(message.subject))).chars(_LONGEST_SUBJECT),
        message=message.body,
        html_message=_html(message),
        headers=headers,
        priority=PRIORITY.medium,
        status=STATUS.queued,
    )
    email.save()  # which judges the addresses
    if message.attachments:
        email.attachments.add(*create_attachments(dict(map(_attachment, message.attachments))))


def _html(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", [])
    return next((content for content, kind in alternatives if kind == "text/html"), "")


def _attachment(attachment: MIMEBase | tuple) -> tuple[str, dict]:
    """The name of an attachment and what the queue keeps of it."""
    if isinstance(attachment, MIMEBase):
        name, content, kind = attachment.get_filename(), attachment.get_payload(decode=True), attachment.get_content_type()
    else:
        name, content, kind = attachment
    return name or "bijlage", {"file": ContentFile(content), "mimetype": kind or ""}


def queue_mail(
    *,
    to: str,
    template: str,
    context: dict,
    language: str = settings.LANGUAGE_CODE,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Queue one mail of ours in a language; it is part of the transaction of the caller, and nothing is sent here."""
    with translation.override(language):
        html = render_to_string(f"emails/{template}.html", {**_shared(), **context, "language": language})
    mail = EmailMultiAlternatives(
        subject=_subject(html),
        body=text_of_mail(html),
        to=[to],
        headers=dict(headers or {}),
        connection=QueueBackend(),
    )
    mail.attach_alternative(html, "text/html")
    mail.send()


def _shared() -> dict:
    return {"base_url": settings.BASE_URL, "periods": settings.PERIODS}


def _subject(html: str) -> str:
    title = BeautifulSoup(html, "html.parser").find("title")
    return " ".join(title.get_text().split()) if title else ""


def text_of_mail(html: str) -> str:
    """The plain text of a mail: its lines without indentation, with at most one blank line between two."""
    lines = "\n".join(line.strip() for line in plain_text(html).splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
