"""Ways in for people without an account: a link with a random token, of which only the hash is kept.

The token becomes a line in the session at its first use, so that the address of a page never holds it. Following a link
changes nothing else: programs that look into mails follow links too.
"""

import hashlib
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from practices.submissions.models import Access, Submission

_BYTES = 32  # of a token
_SESSION = "submissions"  # the keys of the ways that this visitor came by, the newest last
_MOST = 20


def grant(submission: Submission, mailed_to: str = "") -> str:
    """A new way in; its token is known to nobody but who gets it here."""
    token = secrets.token_urlsafe(_BYTES)
    _make(submission, token, mailed_to)
    return token


def mailed_lately(**of: object) -> int:
    """How many links were mailed within the last hour: to an address, or of a submission."""
    return Access.objects.filter(made_at__gt=timezone.now() - timedelta(hours=1), **of).exclude(mailed_to="").count()


def keep_only(submission: Submission, address: str) -> None:
    """Links that were mailed to another address do not work any more."""
    submission.accesses.exclude(mailed_to__in=["", address]).update(expires_at=timezone.now())


def enter(request: HttpRequest, submission: Submission) -> None:
    """Let this visitor, who is its writer, go on with it."""
    _remember(request, _make(submission, secrets.token_urlsafe(_BYTES)))


def enter_by_link(request: HttpRequest, token: str) -> Submission | None:
    """The submission of a link, which this visitor may see from now on; None when the link does not work any more."""
    access = _working().filter(token_hash=_hash(token)).first()
    if access is None:
        return None
    _remember(request, access)
    return access.submission


def draft_of(request: HttpRequest) -> Submission | None:
    """The draft that this visitor is writing."""
    return _own(request, drafts=True)


def submission_of(request: HttpRequest) -> Submission | None:
    """What this visitor sent, or came to by a link."""
    return _own(request, drafts=False)


def prolong(draft: Submission) -> None:
    """Whoever changes a draft has the whole period again."""
    _working().filter(submission=draft).update(expires_at=timezone.now() + settings.PERIODS.draft)


def may_see(request: HttpRequest, key: uuid.UUID) -> bool:
    """Whether this visitor came by a way to the submission with this key."""
    return _working().filter(pk__in=request.session.get(_SESSION, []), submission__key=key).exists()


def withdraw(submission: Submission) -> None:
    """Nobody comes in any more, by a link or out of a session."""
    submission.accesses.all().delete()


def _make(submission: Submission, token: str, mailed_to: str = "") -> Access:
    is_draft = submission.state == Submission.State.DRAFT
    period = settings.PERIODS.draft if is_draft else settings.PERIODS.status_link
    return Access.objects.create(
        submission=submission,
        token_hash=_hash(token),
        expires_at=timezone.now() + period,
        mailed_to=mailed_to,
    )


def _own(request: HttpRequest, *, drafts: bool) -> Submission | None:
    """The one that a form says it is of; the newest for a form that says nothing, and for a page that is only read."""
    keys = request.session.get(_SESSION, [])
    ways = {way.pk: way.submission for way in _working().filter(pk__in=keys)}
    own = [ways[key] for key in reversed(keys) if key in ways]
    asked = request.POST.get("submission") or request.GET.get("submission")
    return next(
        (each for each in own if (each.state == Submission.State.DRAFT) == drafts and asked in {None, "", str(each.key)}),
        None,
    )


def _remember(request: HttpRequest, access: Access) -> None:
    keys = [key for key in request.session.get(_SESSION, []) if key != access.pk]
    request.session[_SESSION] = [*keys, access.pk][-_MOST:]
    if not request.user.is_authenticated:
        request.session.set_expiry(settings.PERIODS.draft)


def _working():
    return Access.objects.filter(expires_at__gt=timezone.now()).select_related("submission__page")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
