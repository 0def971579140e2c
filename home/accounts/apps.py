from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Who is let in: logins, second factors, sessions, roles."""

    default = True
    name = "home.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from django.contrib.auth.models import Group, User  # noqa: PLC0415 - models load before apps are ready

        from home.accounts import login, roles, sessions  # noqa: PLC0415 - as above

        user_logged_in.connect(sessions.begin, dispatch_uid="a session begins")
        user_logged_in.connect(login.note_login, dispatch_uid="audit login")
        user_logged_out.connect(login.note_logout, dispatch_uid="audit logout")
        user_login_failed.connect(login.note_failed_login, dispatch_uid="audit failed login")
        pre_delete.connect(roles.end_sessions_of_group, sender=Group, dispatch_uid="sessions end with groups")
        m2m_changed.connect(roles.end_sessions_of_roles, sender=User.groups.through, dispatch_uid="sessions end with roles")
        pre_save.connect(roles.end_sessions_of_account, sender=User, dispatch_uid="sessions end with accounts")


class AccountScreensConfig(WagtailUsersAppConfig):
    """Wagtail's screens of accounts, with ours among them."""

    default = False
    user_viewset = "home.accounts.users.AccountsViewSet"
