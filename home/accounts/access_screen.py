"""The screen *Toegang*: what somebody logs in with, and where; one's own, or another's for administrators."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_otp.models import Device
from wagtail.admin import messages

from home.accounts import devices
from home.accounts.login import is_shut_out, let_in_again
from home.accounts.notices import Notice, has_address, invite, tell_of_change
from home.accounts.roles import may_manage, may_manage_accounts
from home.accounts.second_factor import ask_again, showed_it_just_now, stay_through
from home.accounts.sessions import SiteSession, end_sessions, sessions_of
from home.audit.chain import AuditEntry, add_entry
from home.audit.hearing import account
from practices.people import name_of


@never_cache
def own_access(request: HttpRequest) -> HttpResponse:
    """One's own: other keys, new codes, and the end of a session elsewhere."""
    return _access(request, request.user, _OWN_DEEDS)


@never_cache
def access_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Of somebody else: an end to their sessions, an invitation, and a new start for somebody who lost their key."""
    person = get_object_or_404(get_user_model(), pk=pk)
    if not may_manage(request.user, person):
        raise PermissionDenied
    return redirect("own_access") if person == request.user else _access(request, person, _DEEDS_OF_ADMINISTRATORS)


def _access(request: HttpRequest, person: Any, deeds: dict[str, "Deed"]) -> HttpResponse:
    if request.method == "POST":
        deed = deeds.get(request.POST.get("do", ""))
        if deed is None:
            raise PermissionDenied
        if not showed_it_just_now(request):
            return ask_again(request)
        with transaction.atomic():
            get_user_model().objects.select_for_update().get(pk=person.pk)  # or two at once would remove the last two keys
            deed(request, person)
        return redirect(request.path)
    kept = devices.recovery_codes(person)
    context = {
        "person": person,
        "name": name_of(person),
        "is_own": person == request.user,
        "keys": [(key.persistent_id, key) for key in devices.keys_of(person)],
        "codes_left": kept.left if kept else 0,
        "sessions": [(_handle(each), each, each.session_key == request.session.session_key) for each in sessions_of(person)],
        "may_manage": may_manage_accounts(request.user),
        "is_shut_out": is_shut_out(person.get_username()),
    }
    return render(request, "accounts/admin/access.html", context)


Deed = Callable[[HttpRequest, Any], None]


def _end_session(request: HttpRequest, person: Any) -> None:
    others = sessions_of(person).exclude(session_key=request.session.session_key)
    chosen = [each for each in others if _handle(each) == request.POST.get("session")]
    if not chosen:
        messages.error(request, _("This session has ended already."))
        return
    chosen[0].delete()
    _note(request, person, "session ended")
    messages.success(request, _("The session has ended."))


def _end_all(request: HttpRequest, person: Any) -> None:
    end_sessions(person, but=request.session.session_key if person == request.user else None)
    _note(request, person, "sessions ended")
    messages.success(request, _("All other sessions have ended.") if person == request.user else _("All sessions have ended."))


def _remove_key(request: HttpRequest, person: Any) -> None:
    keys = {key.persistent_id: key for key in devices.keys_of(person)}
    device: Device | None = keys.get(request.POST.get("key", ""))
    if device is None or len(keys) == 1:
        messages.error(request, _("Add another way to log in first; then this one can go."))
        return
    device.delete()
    stay_through(request, next(key for handle, key in keys.items() if key != device))
    tell_of_change(person, Notice.REMOVED)
    _note(request, person, f"{device.model_label()} removed")
    messages.success(request, _("It is removed."))


def _take_away(request: HttpRequest, person: Any) -> None:
    devices.take_away(person)
    end_sessions(person)
    let_in_again(person.get_username())
    tell_of_change(person, Notice.TAKEN)
    _note(request, person, "second factor taken away")
    messages.success(request, _("%(name)s chooses a new second step at the next login.") % {"name": name_of(person)})


def _invite(request: HttpRequest, person: Any) -> None:
    if not (person.is_active and has_address(person)):
        messages.error(request, _("This account is not active, or has no e-mail address: mend that first."))
        return
    invite(person)
    _note(request, person, "invited")
    messages.success(request, _("A mail with a link is on its way to %(address)s.") % {"address": person.email})


_OWN_DEEDS: dict[str, Deed] = {"end": _end_session, "end_all": _end_all, "remove": _remove_key}
_DEEDS_OF_ADMINISTRATORS: dict[str, Deed] = {
    "end": _end_session,
    "end_all": _end_all,
    "take_away": _take_away,
    "invite": _invite,
}


def _note(request: HttpRequest, person: Any, said: str) -> None:
    add_entry(AuditEntry.Kind.ACCESS, who=request.user, about=account(person), said=said)


def _handle(session: SiteSession) -> str:
    """What names a session in a form. Its key would let in whoever reads it."""
    return salted_hmac("session", session.session_key).hexdigest()[:20]
