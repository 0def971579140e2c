"""Where a practice that is missing can be told."""

from django.urls import reverse


def share_link() -> str:
    """The form for a new practice, which is of a room above."""
    return reverse("share")
