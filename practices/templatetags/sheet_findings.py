"""What to look at before a sheet is published, for templates that Wagtail fills."""

from django import template

from practices.editor.findings import Finding, findings_of
from practices.models import PracticePage

register = template.Library()


@register.filter
def is_sheet(page: object) -> bool:
    """Whether a page is a practice sheet."""
    return isinstance(page, PracticePage)


@register.filter
def findings_of_sheet(page: PracticePage) -> list[Finding]:
    return findings_of(page)
