"""What follows from a page above others."""

from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_save
from wagtail.models import GroupPagePermission, Page, WorkflowPage

from home.models import HomePage
from practices.languages import SOURCE
from search.models import PracticeIndexPage


def connect() -> None:
    for model in (HomePage, PracticeIndexPage):
        post_save.connect(page_above_saved, sender=model, dispatch_uid=f"permissions of a translated {model.__name__}")


def page_above_saved(*, instance: Page, created: bool, **kwargs: object) -> None:
    """Receiver of `post_save`: give a new translation the permissions and the workflow of the Dutch page."""
    if not created or instance.locale.language_code == SOURCE:
        return
    original = Page.objects.filter(locale__language_code=SOURCE, translation_key=instance.translation_key).first()
    for each in GroupPagePermission.objects.filter(page=original):
        GroupPagePermission.objects.get_or_create(page=instance, group=each.group, permission=each.permission)
    translators = Group.objects.filter(name="Vertalers").first()
    if isinstance(instance, HomePage) and translators:  # who may write below it, and not in Dutch
        change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
        GroupPagePermission.objects.get_or_create(page=instance, group=translators, permission=change)
    for each in WorkflowPage.objects.filter(page=original):
        WorkflowPage.objects.get_or_create(page=instance, defaults={"workflow": each.workflow})
