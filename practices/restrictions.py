"""Pages that ask for a password or a login."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import PageViewRestriction


def behind_a_restriction() -> Exists:
    """Whether a page, or one above it, asks for a password or a login; a condition for any query of pages."""
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.filter(page__path=above))
