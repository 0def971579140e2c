"""What the texts of Wagtail's own mails need."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from practices import mail_queue

register = template.Library()


@register.filter("text_of_mail")
def mail_as_text(html: str) -> SafeString:
    """The plain text of a mail that is written as HTML."""
    return mark_safe(mail_queue.text_of_mail(html))  # noqa: S308 - plain text is not escaped
