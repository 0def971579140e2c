"""Sessions in the database, of which a row says whose it is: so that one can be seen, and ended."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_otp import DEVICE_ID_SESSION_KEY

_BROWSER, _BEGAN, _SEEN = "browser", "began", "seen"  # keys in the data of a session
# What stands in the name of a browser, and what people call it. The first one counts: each says to be several others too.
_BROWSERS = (("Firefox/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip
_WRITTEN_EACH = timedelta(minutes=5)


class SiteSession(AbstractBaseSession):
    """A session of an editor, or of somebody without an account who fills in a form (and then without a user)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions", db_constraint=False
    )  # or Django would try for ever to write one of who is gone
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    began = models.DateTimeField(_("began"), null=True)
    seen = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-seen"]

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        return SessionStore


class SessionStore(DatabaseSessions):
    """Django's own, with a user in the row. That of an editor ends after PERIODS.idle without use, or PERIODS.login after it
    began, whatever a cookie says.
    """

    @classmethod
    def get_model_class(cls) -> type[SiteSession]:
        return SiteSession

    def create_model_instance(self, data: dict[str, Any]) -> SiteSession:
        row = cast("SiteSession", super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.browser = data.get(_BROWSER, "")
        row.began, row.seen = _moment(data.get(_BEGAN)), _moment(data.get(_SEEN))
        return row

    def get_expiry_age(self, **kwargs: Any) -> int:
        return self._left_of_login() if SESSION_KEY in self else super().get_expiry_age(**kwargs)

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        if SESSION_KEY not in self:
            return super().get_expiry_date(**kwargs)
        return timezone.now() + timedelta(seconds=self._left_of_login())

    def _left_of_login(self) -> int:
        """In seconds; whatever Wagtail's “remember me” would have."""
        began = _moment(self.get(_BEGAN)) or timezone.now()
        left = began + settings.PERIODS.login - timezone.now()
        return max(int(min(left, settings.PERIODS.idle).total_seconds()), 1)

    def get_expire_at_browser_close(self) -> bool:
        return SESSION_KEY in self or super().get_expire_at_browser_close()


def begin(*, request: HttpRequest, **kwargs: object) -> None:
    """Receiver of `user_logged_in`: note of the session when that was, and with what. A second factor is shown after that."""
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    request.session[_BROWSER] = browser_of(request.headers.get("User-Agent", ""))
    request.session[_BEGAN] = request.session[_SEEN] = timezone.now().isoformat()


def is_over(request: HttpRequest) -> bool:
    """Whether a login began too long ago, however much it is used."""
    began = _moment(request.session.get(_BEGAN))
    return began is not None and timezone.now() - began > settings.PERIODS.login


def browser_of(agent: str) -> str:
    """What a browser calls itself, as people would: “Firefox, Windows”; empty for what is no browser."""
    found = [next((name for sign, name in signs if sign in agent), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found))


def note_use(request: HttpRequest) -> None:
    """Note that a session is used; every five minutes that is written."""
    seen = _moment(request.session.get(_SEEN))
    if seen is None:
        begin(request=request)  # of a login before sessions had an end
    elif timezone.now() - seen > _WRITTEN_EACH:
        request.session[_SEEN] = timezone.now().isoformat()


def sessions_of(user: Any) -> models.QuerySet[SiteSession]:
    """Those that are open."""
    return SiteSession.objects.filter(user=user, expire_date__gt=timezone.now())


def end_sessions(user: Any, *, but: str | None = None) -> None:
    """End every session of somebody, `but` the one with this key."""
    sessions_of(user).exclude(session_key=but).delete()


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
