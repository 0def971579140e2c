from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding practices."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Let the journal hear of everything that changes what is found."""
        from wagtail import signals  # noqa: PLC0415 - models load before signals
        from wagtail.models import PageViewRestriction  # noqa: PLC0415

        from municipalities.models import Municipality  # noqa: PLC0415
        from municipalities.signals import municipalities_loaded, municipality_merged  # noqa: PLC0415
        from practices.models import Category, Photo, PhotoRendition, PolicyDomain, PracticePage, PracticeTag, TargetGroup  # noqa: PLC0415
        from practices.signals import terms_merged  # noqa: PLC0415
        from search import following  # noqa: PLC0415

        for signal in (post_save, post_delete):
            signal.connect(following.sheet_changed, sender=PracticePage, dispatch_uid="journal sheets")
            signal.connect(following.restriction_changed, sender=PageViewRestriction, dispatch_uid="journal restrictions")
        for signal in (signals.page_published, signals.page_unpublished):
            signal.connect(following.sheet_changed, dispatch_uid="journal sheets")
        signals.post_page_move.connect(following.page_moved, dispatch_uid="journal moves")
        for model in (Category, TargetGroup, PolicyDomain, PracticeTag):
            for signal in (post_save, pre_delete):
                signal.connect(following.term_changed, sender=model, dispatch_uid="journal terms")
        post_save.connect(following.place_changed, sender=Municipality, dispatch_uid="journal places")
        municipalities_loaded.connect(following.places_loaded, dispatch_uid="journal names of places")
        post_save.connect(following.photo_changed, sender=Photo, dispatch_uid="journal photos")
        pre_delete.connect(following.photo_changed, sender=Photo, dispatch_uid="journal photos")
        for signal in (post_save, post_delete):
            signal.connect(following.rendition_changed, sender=PhotoRendition, dispatch_uid="journal renditions")
        municipality_merged.connect(following.municipality_followed, dispatch_uid="journal mergers")
        terms_merged.connect(following.terms_merged, dispatch_uid="journal merged terms")
