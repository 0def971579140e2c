"""Mails in text and HTML, from templates/emails/, into the queue; `manage.py worker` delivers them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from post_office import mail


def queue_mail(*, to: str, template: str, context: dict, language: str = settings.LANGUAGE_CODE) -> None:
    """Queue one mail; it is part of the transaction of the caller, and nothing is sent here.

    `template` names three files: `<template>_subject.txt`, `<template>.txt` and `<template>.html`.
    """
    context = {**context, "base_url": settings.BASE_URL}
    with translation.override(language):
        subject = " ".join(render_to_string(f"emails/{template}_subject.txt", context).split())
        mail.send(
            recipients=[to],
            sender=settings.DEFAULT_FROM_EMAIL,
            subject=subject,
            message=render_to_string(f"emails/{template}.txt", context),
            html_message=render_to_string(f"emails/{template}.html", {**context, "subject": subject}),
            headers={"Reply-To": settings.MODERATION_EMAIL, "Auto-Submitted": "auto-generated"},
        )
