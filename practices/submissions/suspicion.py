"""What makes a submission look like a machine's. It goes to quarantine, never to the bin, and mails nobody."""

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.submissions.models import LABELS, Submission

_FASTEST = 4  # seconds in which a person may fill in a form
_MOST_LINKS = 3
_MOST_OF_ONE = 5  # in an hour, and SUBMISSIONS_PER_HOUR of all: else anybody could have us mail anybody
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def suspicion(data: dict) -> str:
    """Why the cleaned data of a form look like a machine's; empty when they do not."""
    texts = " ".join(str(data.get(name, "")) for name in LABELS if name != "website")
    texts += " ".join(change["after"] for change in data.get("changes", {}).values())
    reasons = []
    if data["title"]:
        reasons.append(_("filled in what nobody sees"))
    if data["key"].seconds < _FASTEST:
        reasons.append(_("sent within %(seconds)s seconds") % {"seconds": _FASTEST})
    if len(_LINK.findall(texts)) > _MOST_LINKS:
        reasons.append(_("many links"))
    if _sent_lately().filter(sender_email__iexact=data["sender_email"]).count() >= _MOST_OF_ONE:
        reasons.append(_("many from this address"))
    if _sent_lately().count() >= settings.SUBMISSIONS_PER_HOUR:
        reasons.append(_("many at once"))
    return ", ".join(reasons)


def _sent_lately() -> QuerySet:
    return Submission.objects.sent().filter(sent_at__gt=timezone.now() - timedelta(hours=1))
