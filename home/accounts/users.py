"""Wagtail's screens of accounts: a new one gets an invitation, and nobody makes a superuser who is none."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from home.accounts.notices import Notice, invite, tell_of_change
from home.accounts.roles import may_manage
from home.accounts.second_factor import RECENT, WHILE_TYPING, ask_again, showed_it_just_now


class _OfAccounts:
    """A form of an account, for who showed their second factor lately, in which only superusers make others one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        lately = WHILE_TYPING if request.method == "POST" else RECENT  # or what was typed would be lost
        if not showed_it_just_now(request, within=lately):
            return ask_again(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc] # of the view that this is mixed into

    def get_form(self, *args: Any, **kwargs: Any) -> ModelForm:
        form: ModelForm = super().get_form(*args, **kwargs)  # type: ignore[misc] # as above
        if not self.request.user.is_superuser:  # type: ignore[attr-defined] # as above
            form.fields.pop("is_superuser", None)
        return form


class NewAccount(_OfAccounts, CreateView):
    """Without a password: whoever gets the invitation chooses it."""

    def save_instance(self) -> Any:
        user = super().save_instance()
        user.set_unusable_password()
        user.save(update_fields=["password"])
        invite(user)
        messages.success(self.request, _("A mail with a link is on its way to %(address)s.") % {"address": user.email})
        return user


class ChangedAccount(_OfAccounts, EditView):
    """An account that there is, if it may do no more than who changes it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_manage(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self) -> Any:
        before = self.form.initial["email"]
        user = super().save_instance()
        if before and before != user.email:
            tell_of_change(user, Notice.ADDRESS, to=before)
        if self.editing_self:  # whose session ended, if another role did that
            self.request.session.cycle_key()
        return user


class AccountsViewSet(UserViewSet):
    """Wagtail's, with these two, and no copies of accounts."""

    copy_view_enabled = False

    add_view_class = NewAccount
    edit_view_class = ChangedAccount
