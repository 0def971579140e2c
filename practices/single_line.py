"""Single-line texts that stay on one line, and texts without control characters, whoever sends them and however.

A browser takes the line breaks out of a text field before it sends it, so only a request without a browser has one; kept, it
would break the headers of every mail that names it. Here it becomes a space: in the fields of forms (`LineInput`), those of
Wagtail's editor among them, and in whatever else saves a row. A control character says nothing, and breaks feeds and files.
"""

import re

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override

# What XML, and so RSS and XLSX, may not hold, and what UTF-8, and so no database, can: half of a surrogate pair.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


# Where a word may be cut, and signs of no width: pasted along from Word and websites. (Those that join letters of Persian and
# emoji, and say in which direction a text runs, stay.)
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def without_controls(text: str) -> str:
    """The text with a space for each control character but tabs and line breaks, without signs that nobody sees.

    A line break is one sign: a browser sends two, and a text that nobody touched would be another one when it is saved.
    """
    return _UNSEEN.sub("", _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))


def _without_controls_within(value):
    """A value of JSON, such as the content of a revision, with every text in it without control characters."""
    if isinstance(value, dict):
        return {key: _without_controls_within(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_controls_within(each) for each in value]
    return without_controls(value) if isinstance(value, str) else value


def single_line(text: str) -> str:
    """The text without line breaks of any kind that Unicode knows.

    >>> single_line("Praattafels\\r\\nBcc: x")
    'Praattafels Bcc: x'
    """
    lines = text.splitlines()
    return text if lines in ([], [text]) else " ".join(line.strip() for line in lines if line.strip())


def keep_single_lines(*, instance: models.Model, **kwargs: object) -> None:
    """Receiver of Django's `pre_save`, for every model: what a `CharField` keeps is one line, in Wagtail's models too.

    Neither it nor a `TextField` nor JSON, as the revision of a draft is, keeps control characters.
    """
    for field in instance._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)  # not one that was left out of the query
        if isinstance(field, models.JSONField):
            setattr(instance, field.attname, _without_controls_within(value))
        elif isinstance(field, models.CharField | models.TextField) and isinstance(value, str):
            line = single_line(value) if isinstance(field, models.CharField) else value
            setattr(instance, field.attname, without_controls(line))


class LineInput(forms.TextInput):
    """A text field that is read as a browser sends it."""

    def value_from_datadict(self, data, files, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return single_line(value) if isinstance(value, str) else value


class LineField(forms.CharField):
    """A line in a form."""

    widget = LineInput


class AreaField(forms.CharField):
    """A text of several lines. A browser counts a line break as one sign and sends it as two: it is one again here."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def use_line_inputs() -> None:
    """Make Wagtail's model forms read their lines this way; a choice has a widget of its own."""
    register_form_field_override(
        models.CharField, override=lambda field: {} if field.choices else {"widget": LineInput}, exact_class=True
    )
