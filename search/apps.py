from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding practices."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from django.db.models.signals import post_save  # noqa: PLC0415 - as below

        from search import following  # noqa: PLC0415 - it needs the models, which load before apps are ready
        from search.models import PracticeIndexPage  # noqa: PLC0415 - as above
        from search.translated_index import index_saved  # noqa: PLC0415 - as above

        following.connect()
        post_save.connect(index_saved, sender=PracticeIndexPage, dispatch_uid="permissions of a translated index")
