"""Where a submission, the queue, and what became of a submission are found."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from practices.submissions.models import Submission


def item_url(item: Submission) -> str:
    """The screen of one submission in Wagtail."""
    return reverse("submission", args=[item.pk])


def status_link(token: str) -> str:
    """The link of somebody without an account to what they sent in."""
    return reverse("status_link", args=[token])


def listing(*states: str) -> str:
    """The submissions in these states, in Wagtail; those that wait unless others are given."""
    return f"{reverse('wachtrij:index')}?" + urlencode({"state": states or [Submission.State.WAITING]}, doseq=True)


def sheet_url(item: Submission) -> str:
    """The sheet on the site, at the municipality where it is one; all practices when the sheet is gone."""
    if item.page is None:
        return reverse("practices")
    accepted = item.state == Submission.State.ACCEPTED
    return item.page.address + "".join(f"#{place.slug}" for place in item.places[:1] if accepted)


def absolute(address: str) -> str:
    """An address for a mail."""
    return settings.BASE_URL + address
