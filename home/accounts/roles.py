"""Who may manage accounts, and of whom; and that a session ends when what its owner may do changes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from home.accounts.login import forget_passwords
from home.accounts.sessions import end_sessions

_DECIDING = ("password", "is_active", "is_superuser")  # fields of an account by which its sessions end


def may_manage_accounts(user: Any) -> bool:
    """Whether somebody invites others, gives them roles, and looks after the site: the role Beheerders, and superusers."""
    return user.is_active and user.has_perm("auth.change_user")


def may_manage(user: Any, other: Any) -> bool:
    """Whether somebody may do so with this account: only superusers with one of theirs."""
    return may_manage_accounts(user) and (user.is_superuser or not other.is_superuser)


def end_sessions_of_roles(*, instance: Any, action: str, reverse: bool, pk_set: set | None, **kwargs: object) -> None:
    """Receiver of `m2m_changed` of the groups of an account, from either side."""
    if action in {"post_add", "post_remove", "pre_clear"}:
        for user in _people(instance, pk_set) if reverse else [instance]:
            end_sessions(user)


def _people(group: Any, pks: set | None) -> QuerySet:
    return group.user_set.all() if pks is None else get_user_model().objects.filter(pk__in=pks)


def end_sessions_of_group(*, instance: Any, **kwargs: object) -> None:
    """Receiver of `pre_delete` of a group: what its members may do goes with it."""
    for user in instance.user_set.all():
        end_sessions(user)


def end_sessions_of_account(*, instance: Any, raw: bool, update_fields: Any = None, **kwargs: object) -> None:
    """Receiver of `pre_save` of an account: what it may do, or by what it logs in, is another now."""
    if raw or instance.pk is None or (update_fields is not None and not set(_DECIDING) & set(update_fields)):
        return
    before = type(instance).objects.filter(pk=instance.pk).values_list(*_DECIDING).first()
    if before and before != tuple(getattr(instance, field) for field in _DECIDING):
        end_sessions(instance)
        if before[0] != instance.password:  # chosen by a link in their mailbox, which no guesser has
            forget_passwords(instance.get_username())
