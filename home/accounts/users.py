"""Wagtail's screens of accounts: a new one gets an invitation, and nobody makes a superuser who is none."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from home.accounts.roles import may_manage


class _WithoutMoreThanOnesOwn:
    """A form of an account, in which only superusers make others one."""

    def get_form(self, *args: Any, **kwargs: Any) -> ModelForm:
        form: ModelForm = super().get_form(*args, **kwargs)  # type: ignore[misc] # of the view that this is mixed into
        if not self.request.user.is_superuser:  # type: ignore[attr-defined] # as above
            form.fields.pop("is_superuser", None)
        return form


class NewAccount(_WithoutMoreThanOnesOwn, CreateView):
    """Without a password: whoever gets the invitation chooses it."""

    def save_instance(self) -> Any:
        user = super().save_instance()
        user.set_unusable_password()
        user.save(update_fields=["password"])
        return user


class ChangedAccount(_WithoutMoreThanOnesOwn, EditView):
    """An account that there is, if it may do no more than who changes it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_manage(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AccountsViewSet(UserViewSet):
    """Wagtail's, with these two."""

    add_view_class = NewAccount
    edit_view_class = ChangedAccount
