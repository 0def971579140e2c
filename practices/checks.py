"""System checks: each part of a sheet has its row in parts.py, and reaches the editor and the importer."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

from municipalities.text import normal_form
from practices.models import Attachment, GalleryPhoto, Implementation, PracticePage
from practices.parts import ATTACHMENT, BOOKKEEPING, GALLERY, IMPLEMENTATION, SHEET, TERM_KINDS, Kind, Part, Shown
from practices.vocabularies import TERMS


class _Told(NamedTuple):
    """A model, its rows in parts.py under their name there, and where its panels are."""

    model: type[Model]
    table: tuple[Part, ...]
    name: str
    panels: list
    where: str


def _tables() -> tuple[_Told, ...]:
    blocks = "Implementation.panels (practices/implementations.py)"
    return (
        _Told(PracticePage, SHEET, "SHEET", PracticePage.content_panels, "PracticePage.content_panels (practices/models.py)"),
        _Told(Implementation, IMPLEMENTATION, "IMPLEMENTATION", Implementation.panels, blocks),
        _Told(GalleryPhoto, GALLERY, "GALLERY", GalleryPhoto.panels, "GalleryPhoto.panels (practices/gallery.py)"),
        _Told(Attachment, ATTACHMENT, "ATTACHMENT", Attachment.panels, "Attachment.panels (practices/attachments/models.py)"),
    )


def parts_are_told(app_configs: Any = None, **kwargs: object) -> list[CheckMessage]:
    """What is missing from the table of parts, or from a place where each part should be."""
    return [
        *(error for told in _tables() for error in _fields_without_a_row(told)),
        *(error for told in _tables() for error in _rows_without_a_field(told)),
        *(error for told in _tables() for error in _not_in_the_editor(told)),
        *_never_read(SHEET),
        *_headings_twice(SHEET),
        *_headings_twice(IMPLEMENTATION),
        *_terms_without_a_vocabulary(SHEET),
    ]


def refuse_rows_without_a_field() -> None:
    """Raises ImproperlyConfigured for a part that is not a field: Wagtail's panels would fail on it first, and say less."""
    for error in (error for told in _tables() for error in _rows_without_a_field(told)):
        raise ImproperlyConfigured(f"{error.msg}. {error.hint}")


def _fields_without_a_row(told: _Told) -> Iterator[Error]:
    rows = {part.name for part in told.table} | BOOKKEEPING.keys()
    own = [*told.model._meta.local_fields, *told.model._meta.local_many_to_many]
    inherited = {"id", "page_ptr", "locale", "translation_key"}
    for field in own:
        if field.name not in rows | inherited:
            yield Error(
                f"{told.model.__name__}.{field.name} has no row in the table of parts",
                hint=f"Say in practices/parts.py what {field.name} is: a row of {told.name}, or an entry of BOOKKEEPING.",
                obj=told.model,
                id="practices.E001",
            )


def _rows_without_a_field(told: _Told) -> Iterator[Error]:
    for part in told.table:
        if not hasattr(told.model, part.name):
            yield Error(
                f"The part {part.name} is not a field of {told.model.__name__}",
                hint=f"Add the field to {told.model.__name__}, with its migration, or take the row out of {told.name}.",
                obj=told.model,
                id="practices.E002",
            )


def _not_in_the_editor(told: _Told) -> Iterator[Error]:
    shown = set(_panel_names(told.panels))
    for part in told.table:
        if part.name not in shown:
            yield Error(
                f"No editor can fill in the part {part.name}", hint=f'Put "{part.name}" in {told.where}.', id="practices.E003"
            )


def _panel_names(panels: Iterable[Any]) -> Iterator[str]:
    for panel in panels:
        if isinstance(panel, str):
            yield panel
        yield from (getattr(panel, name) for name in ("field_name", "relation_name") if getattr(panel, name, None))
        yield from _panel_names(getattr(panel, "children", ()))


def _never_read(table: Iterable[Part]) -> Iterator[Error]:
    """(A part shown in a place of its own is also read from one: the title, the introduction, the photo.)"""
    for part in table:
        if part.shown not in {Shown.OWN, Shown.NOTE} and part.kind is not Kind.KEYWORDS and not part.headings:
            yield Error(
                f"The importer never reads the part {part.name}",
                hint=f"Give its row in practices/parts.py the headings under which {part.name} stands in a file.",
                id="practices.E004",
            )


def _headings_twice(table: Iterable[Part]) -> Iterator[Error]:
    seen: dict[str, str] = {}
    for part in table:
        for heading in part.headings:
            other = seen.setdefault(normal_form(heading), part.name)
            if other != part.name:
                yield Error(
                    f"“{heading}” is the heading of {other} and of {part.name}",
                    hint="Take it out of one of the two rows in practices/parts.py.",
                    id="practices.E005",
                )


def _terms_without_a_vocabulary(table: Iterable[Part]) -> Iterator[Error]:
    known = {vocabulary.part for vocabulary in TERMS}
    for part in table:
        if part.kind in TERM_KINDS and part.name not in known:
            yield Error(
                f"The terms in the part {part.name} belong to no vocabulary",
                hint=f'Add a TermVocabulary with part="{part.name}" to practices/vocabularies.py.',
                id="practices.E006",
            )
