"""Days that editors type: those of a year for which no time zone can be reckoned are refused by every form."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def use_near_days() -> None:
    """Make Wagtail's model forms refuse a day that no time zone can be reckoned for, as that of the year 1."""
    for field, widget in ((models.DateField, AdminDateInput), (models.DateTimeField, AdminDateTimeInput)):
        override = {"widget": widget, "validators": [refuse_far_days]}
        register_form_field_override(field, override=override, exact_class=True)


def refuse_far_days(value: date) -> None:
    """Raise ValidationError for a day that is no day of anything here, or not yet."""
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        text = _("Write a year from %(first)s to %(last)s.")
        raise ValidationError(text % {"first": _FIRST_YEAR, "last": _LAST_YEAR})
