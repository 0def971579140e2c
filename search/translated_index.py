"""The page of all practices in another language: who may do what below it is as below the Dutch one."""

from wagtail.models import GroupPagePermission, WorkflowPage

from practices.languages import SOURCE
from search.models import PracticeIndexPage


def index_saved(*, instance: PracticeIndexPage, created: bool, **kwargs: object) -> None:
    """Receiver of `post_save`: give a new translation the permissions and the workflow of the Dutch page."""
    if not created or instance.locale.language_code == SOURCE:
        return
    original = PracticeIndexPage.objects.filter(locale__language_code=SOURCE, translation_key=instance.translation_key).first()
    for each in GroupPagePermission.objects.filter(page=original):
        GroupPagePermission.objects.get_or_create(page=instance, group=each.group, permission=each.permission)
    for each in WorkflowPage.objects.filter(page=original):
        WorkflowPage.objects.get_or_create(page=instance, defaults={"workflow": each.workflow})
