"""One's own municipality: it stands in the address as `our`, never in a cookie, and goes along from page to page."""

import re

from django.core.exceptions import SuspiciousOperation
from django.core.validators import slug_re
from django.http import HttpRequest
from jinja2 import pass_context
from jinja2.runtime import Context

from municipalities.labels import LONGEST_NAME


def own_municipality(request: HttpRequest) -> str:
    """The slug in the address of this page; "" where it has none, or what cannot be one."""
    try:
        said = request.GET.get("our", "")
    except SuspiciousOperation:  # the page that says of an address that it has too many parameters asks too
        return ""
    return said if len(said) <= LONGEST_NAME and slug_re.match(said) else ""


@pass_context
def with_ours(context: Context, address: str) -> str:
    """The address of a page for readers, with their own municipality where the page that leads there knows it.

    That is the slug that the page made of what was typed (`own_slug`), or else what its address says (home/context.py).
    """
    our = context.get("own_slug", context.get("our"))
    if not our or re.search(r"[?&]our=", address):
        return address
    before, mark, fragment = address.partition("#")
    return f"{before}{'&' if '?' in before else '?'}our={our}{mark}{fragment}"
