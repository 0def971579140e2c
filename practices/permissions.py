"""Who may do what with sheets, terms, places and what is sent in. Screens, hooks, lists and templates ask here.

Wagtail's groups say who edits and who publishes (home/migrations, 0002 and 0005): Redacteurs write sheets; Moderatoren publish
too, and write the pages about the site. On top of that, nobody may put their own words on the site.
"""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, Revision
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from practices.authorship import is_own_last_edit


def is_administrator(user: Any) -> bool:
    """Whether somebody may do everything, even bypass the workflow: a site without a second moderator must not get stuck."""
    return user.is_superuser


def may_edit(page: Page, user: Any) -> bool:
    """Whether somebody may write in a sheet, translate it, and submit it for review."""
    return page.permissions_for_user(user).can_edit()


def may_approve(page: Page, user: Any) -> bool:
    """Whether somebody may approve in the workflow: never their own words."""
    return not is_own_last_edit(page, user)


def may_publish(page: Page, user: Any) -> bool:
    """Whether somebody may put a sheet on the site as it is now."""
    return page.permissions_for_user(user).can_publish()


def may_publish_own(user: Any) -> bool:
    """Whether somebody may put their own words on the site, bypassing the workflow."""
    return is_administrator(user)


def may_moderate(user: Any) -> bool:
    """Whether somebody may read what was sent in, and decide: who may publish sheets."""
    return user.is_active and PagePermissionPolicy(Page).user_has_permission(user, "publish")


def may_open(user: Any) -> PageQuerySet:
    """The pages that somebody may open in the editors' screens: theirs to write, publish, lock or delete, and the way there."""
    return page_permission_policy.explorable_instances(user)


def may_translate(user: Any) -> bool:
    """Whether somebody may begin the translation of a sheet."""
    return user.has_perm("wagtail_localize.submit_translation")


def may_read_drafts(user: Any) -> bool:
    """Whether somebody sees what is not on the site: everybody who is in the editors' screens."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def readers_see(file: Any) -> bool:
    """Whether readers see a photo (or a file to take over), or will on a day that was approved or out of the bin: changing it
    would be publishing.
    """
    if file.is_on_the_site:
        return True
    waiting = Q(approved_go_live_at__isnull=False) | Q(pk__in=file.binned_versions)
    return any(file.pk in file.named_in(said) for said in Revision.page_revisions.filter(waiting).values_list(*file.KEPT_IN))


def may_change_file(file: Any, user: Any) -> bool:
    """Whether somebody may change a photo or a file where it is: never what readers see, and, for who lets sheets on the site,
    not what is on a sheet that waits: it would come there as nobody else has read it.
    """
    if may_publish_own(user):
        return True
    return not readers_see(file) and not (may_moderate(user) and _is_on_a_draft(file))


def _is_on_a_draft(file: Any) -> bool:
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    said = Revision.page_revisions.filter(pk__in=drafts).values_list(*file.KEPT_IN)
    return any(file.pk in file.named_in(values) for values in said)


def may_merge(user: Any, model: type[Model]) -> bool:
    """Whether somebody may merge terms of this kind, of which one goes."""
    return user.has_perm(f"{model._meta.app_label}.delete_{model._meta.model_name}")


class FourEyesPermissionTester(PagePermissionTester):
    """Wagtail's permissions on a page, except that nobody bypasses the workflow to publish their own last edit."""

    def can_publish(self) -> bool:
        return super().can_publish() and (may_publish_own(self.user) or may_approve(self.page, self.user))

    def can_set_view_restrictions(self) -> bool:
        return super().can_publish()

    def can_unschedule(self) -> bool:
        return super().can_publish()


class SheetPermissionTester(FourEyesPermissionTester):
    """Those on a sheet. One in the bin can only be put back: nothing else is done with it, by administrators neither."""

    def can_copy(self) -> bool:
        return super().can_copy() and not self.page.is_in_bin

    def can_delete(self, **options: bool) -> bool:
        return super().can_delete(**options) and not self.page.is_in_bin

    def can_move(self) -> bool:
        """All sheets stand below one page."""
        return False

    def can_lock(self) -> bool:
        return super().can_lock() and not self.page.is_in_bin

    def can_put_back(self) -> bool:
        """Who may delete a sheet may also take it out of the bin."""
        return super().can_delete()

    def can_submit_for_moderation(self) -> bool:
        return super().can_submit_for_moderation() and not self.page.is_in_bin

    def can_publish(self) -> bool:
        return super().can_publish() and not self.page.is_in_bin


class FixturePermissionTester(FourEyesPermissionTester):
    """Those on a page about the site, which only an administrator deletes, moves or takes off, for links lead there.

    Nobody does where others stand below it, that of all practices first of all.
    """

    def can_delete(self, **options: bool) -> bool:
        return is_administrator(self.user) and self.page.is_leaf() and super().can_delete(**options)

    def can_unpublish(self) -> bool:
        return is_administrator(self.user) and self.page.is_leaf() and super().can_unpublish()

    def can_copy(self) -> bool:
        return is_administrator(self.user)

    def can_set_view_restrictions(self) -> bool:
        return is_administrator(self.user)

    def can_reorder_children(self) -> bool:
        """Lists of what stands below have orders of their own."""
        return False


class PagesPolicy(PagePermissionPolicy):
    """Wagtail's permissions on pages, of which its lists, searches and choosers have none that is in the bin."""

    def explorable_instances(self, user: Any) -> PageQuerySet:
        return _outside_bin(super().explorable_instances(user))

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> PageQuerySet:
        return _outside_bin(super().instances_user_has_any_permission_for(user, actions))


def _outside_bin(pages: PageQuerySet) -> PageQuerySet:
    return pages.exclude(practicepage__binned__isnull=False)


class _Policy(ModelPermissionPolicy):
    """A Wagtail policy that is defined by one function."""

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class FilesPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's permissions on photos and on files to take over, except that one stays as it was approved, or is to be.

    That goes for its texts too. Another one is added, and chosen on the sheet, which somebody else reads again.
    """

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if not may_change_file(instance, user):
            actions = set(actions) - {"change", "delete"}
        return bool(actions) and super().user_has_any_permission_for_instance(user, actions, instance)


class DecidedByPolicy:
    """A part of the screens of a model whose policy decides: a group has nothing to tick that would do nothing."""

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return Permission.objects.none()


class PlacesPolicy(_Policy):
    """Every editor may look at places; nobody adds or changes any, because the files of `load_municipalities` do."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in {"view", "choose"} and user.is_active


class QueuePolicy(_Policy):
    """Moderators look at the queue; nobody adds, edits or deletes a submission outside its own screen."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and may_moderate(user)


def may_edit_words(user: Any) -> bool:
    """Whether somebody may change what search knows of other names: every editor. No reader sees them but in a search."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


class WordsPolicy(_Policy):
    """Every editor adds concepts and names, and takes them away."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may_edit_words(user)


class AskedPolicy(_Policy):
    """Every editor reads what is looked for; it is counted, and nobody writes it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and may_edit_words(user)


class ReasonsPolicy(_Policy):
    """Moderators write the standard reasons for declining."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return may_moderate(user)
