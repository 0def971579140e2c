"""What the editors' screens of the thesaurus are drawn with."""

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.thesaurus.models import Concept

register = template.Library()


@register.simple_tag
def labelled(field: BoundField) -> SafeString:
    """A field of a row under a column: the label is there for who does not see the table."""
    return field.as_widget(attrs={"aria-label": str(field.label)})


@register.simple_tag
def concept_list() -> SafeString:
    """What a field proposes in which a concept is typed."""
    titles = Concept.objects.values_list("title")
    return format_html('<datalist id="concepts">{}</datalist>', format_html_join("", "<option>{}</option>", titles))
