"""The rows of the queue: what was sent in, and the reviews that wait, in one list and one order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.people import name_of
from practices.submissions.links import item_url
from practices.submissions.models import Submission
from practices.submissions.moderation.reviews import Review, Reviews, read_pages, read_terms
from practices.submissions.moderation.waiting import age_since, is_late

_OF_REVIEW = {"title": "title", "kind": "kind", "sender_name": "writer"}  # the columns of the list, as a review has them


@dataclass(frozen=True)
class Row:
    """One line of the queue. `pk` is that of a submission, of which several are decided at once; empty for a review."""

    title: str
    address: str
    kind: str | Promise
    sender: str
    age: str
    is_late: bool
    where: str = ""
    signs: str = ""
    who: str = ""
    pk: str = ""


@dataclass(frozen=True)
class Key:
    """Where a line is to be found, and what it is ordered by."""

    order: datetime | str
    pk: int
    kind: Literal["submission", "page", "term"]


def keys_in_order(submissions: QuerySet[Submission], reviews: Reviews, ordering: Any) -> list[Key]:
    """What waits, submissions and reviews among each other: by age, or by a column of the list (`title`, `-kind`, …)."""
    name = str(ordering or "sent_at")
    column = name.removeprefix("-")
    keys = _keys_by_age(submissions, reviews) if column not in _OF_REVIEW else _keys_by(column, submissions, reviews)
    return sorted(keys, key=lambda key: (key.order, key.pk), reverse=name.startswith("-"))


def _keys_by_age(submissions: QuerySet[Submission], reviews: Reviews) -> list[Key]:
    keys = [Key(since, pk, "submission") for since, pk in submissions.values_list("sent_at", "pk")]
    keys += [Key(since, pk, "page") for since, pk in reviews.pages.values_list("since", "pk")]
    return keys + [Key(since, pk, "term") for since, pk in reviews.terms.values_list("written_at", "pk")]


def _keys_by(column: str, submissions: QuerySet[Submission], reviews: Reviews) -> list[Key]:
    """By what stands in a column; reviews are few, and read in full for it."""
    kinds = dict(Submission.Kind.choices)
    keys = [
        Key(str(kinds[value] if column == "kind" else value).casefold(), pk, "submission")
        for value, pk in submissions.values_list(column, "pk")
    ]
    read: dict[Literal["page", "term"], dict[int, Review]] = {
        "page": read_pages(reviews.pages, None),
        "term": read_terms(reviews.terms, None),
    }
    for kind, found in read.items():
        keys += [Key(str(getattr(each, _OF_REVIEW[column])).casefold(), pk, kind) for pk, each in found.items()]
    return keys


def rows_at(keys: Iterable[Key], submissions: QuerySet[Submission], reviews: Reviews, user: Any) -> list[Row]:
    """The lines of these keys, as this moderator sees them."""
    keys = list(keys)
    of_kind = {kind: [key.pk for key in keys if key.kind == kind] for kind in ("submission", "page", "term")}
    read: dict[str, dict[int, Any]] = {
        "submission": submissions.in_bulk(of_kind["submission"]),
        "page": read_pages(reviews.pages.filter(pk__in=of_kind["page"]), user),
        "term": read_terms(reviews.terms.filter(pk__in=of_kind["term"]), user),
    }
    found = [read[key.kind].get(key.pk) for key in keys]
    return [_row_of_review(each) if isinstance(each, Review) else row_of(each) for each in found if each]


def row_of(item: Submission) -> Row:
    """The line of a submission."""
    return Row(
        title=item.title,
        address=item_url(item),
        kind=item.get_kind_display(),
        sender=item.sender_name,
        age=age(item),
        is_late=item.is_open and is_late(item.sent_at),
        where=where(item),
        signs=_signs(item),
        who=_who(item),
        pk=str(item.pk),
    )


def age(item: Submission) -> str:
    """How long it waits, in words; a date when it was handled."""
    return f"{timezone.localtime(item.handled_at):%d/%m/%Y}" if item.handled_at else age_since(item.sent_at)


def where(item: Submission) -> str:
    """The municipalities that it is about, or the part of the sheet."""
    return item.place_names or item.remark.about


def _signs(item: Submission) -> str:
    """What a moderator should know before opening it."""
    photos = ngettext("%(total)d photo", "%(total)d photos", item.photo_total) % {"total": item.photo_total}
    double = _("twice: %(name)s was sent in for this sheet before") % {"name": item.place_names}
    found = [photos if item.photo_total else "", double if item.is_double else "", item.suspicion]
    return "; ".join(each for each in found if each)


def _who(item: Submission) -> str:
    """Who handled it and when, or who took it."""
    handled = f"{timezone.localtime(item.handled_at):%d/%m/%Y}" if item.handled_at else ""
    return ", ".join(filter(None, [name_of(item.handled_by or item.taken_by), handled]))


def _row_of_review(review: Review) -> Row:
    own = _("Somebody else has to read this: you wrote it.") if review.is_own else ""
    return Row(review.title, review.address, review.kind, review.writer, review.age, review.is_late, signs=own)
