from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """The practice sheet: what a municipality does, and which other municipalities do it too."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save, pre_save  # noqa: PLC0415 - models load before signals
        from wagtail.signals import page_published  # noqa: PLC0415 - models load before signals

        from municipalities.signals import municipality_merged  # noqa: PLC0415 - models load before signals
        from practices.mergers import FIELDS, follow_merger  # noqa: PLC0415 - models load before signals
        from practices.signals import terms_merged  # noqa: PLC0415 - models load before signals
        from practices.single_line import keep_single_lines, use_line_inputs  # noqa: PLC0415 - as the others
        from practices.translations.following import (  # noqa: PLC0415 - models load before signals
            municipality_followed,
            page_followed,
            term_deleted,
            term_saved,
            terms_followed,
        )

        use_line_inputs()
        pre_save.connect(keep_single_lines, dispatch_uid="lines stay lines")
        municipality_merged.connect(follow_merger, dispatch_uid="practices follow mergers")
        page_published.connect(make_photo_sizes, dispatch_uid="practices make photo sizes")
        page_published.connect(page_followed, dispatch_uid="practices translations follow")
        municipality_merged.connect(municipality_followed, dispatch_uid="practices translations follow mergers")
        for model in FIELDS:
            post_save.connect(term_saved, sender=model, dispatch_uid="practices translations follow terms")
            post_delete.connect(term_deleted, sender=model, dispatch_uid="practices translations follow deleted terms")
        terms_merged.connect(terms_followed, dispatch_uid="practices translations follow mergers")


def make_photo_sizes(*, instance, **kwargs: object) -> None:
    """Receiver of Wagtail's `page_published`."""
    photo = getattr(instance, "image", None)
    if photo:
        photo.make_sizes()
