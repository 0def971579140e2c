"""Mails in text and HTML, from templates/emails/, into the queue; `manage.py worker` delivers them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import Truncator
from post_office import mail

_LONGEST_SUBJECT = 200


def queue_mail(*, to: str, template: str, context: dict, language: str = settings.LANGUAGE_CODE) -> None:
    """Queue one mail; it is part of the transaction of the caller, and nothing is sent here.

    `template` names three files: `<template>_subject.txt`, `<template>.txt` and `<template>.html`.
    """
    context = {**context, "base_url": settings.BASE_URL, "language": language}
    with translation.override(language):
        line = " ".join(render_to_string(f"emails/{template}_subject.txt", context).split())
        subject = Truncator(line).chars(_LONGEST_SUBJECT)
        text = render_to_string(f"emails/{template}.txt", context)
        html = render_to_string(f"emails/{template}.html", {**context, "subject": subject})
        # The queue takes what it gets for a template. People's words must reach it as values: theirs may hold `{{` or `{%`.
        mail.send(
            recipients=[to],
            sender=settings.DEFAULT_FROM_EMAIL,
            subject="{{ subject|safe }}",
            message="{{ text|safe }}",
            html_message="{{ html|safe }}",
            context={"subject": subject, "text": text, "html": html},
            headers={"Reply-To": settings.MODERATION_EMAIL, "Auto-Submitted": "auto-generated"},
        )
