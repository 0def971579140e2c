"""Pages that ask for a password or a login."""

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction


def behind_a_restriction() -> Exists:
    """Whether a page, or one above it, asks for a password or a login; a condition for any query of pages."""
    # The path is looked up for each restriction, of which there are few or none: of a join, a database that was analysed
    # may read all pages first.
    where = Subquery(Page.objects.filter(pk=OuterRef("page")).values("path"))
    restrictions = PageViewRestriction.objects.annotate(restricted=where)
    return Exists(restrictions.filter(restricted=Substr(OuterRef("path"), 1, Length("restricted"))))
