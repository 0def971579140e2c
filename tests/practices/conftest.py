"""Sheets that are translated as an editor translates them, and that are read from files."""

import pytest
from wagtail.models import Locale

from practices.importing.converting import read_file
from practices.importing.reading import read_sheet
from practices.translations.demo import translate
from tests.factories import make_sheet
from tests.practices.french import FRENCH


@pytest.fixture
def french(db):
    return Locale.objects.get(language_code="fr")


@pytest.fixture
def in_french(french, django_capture_on_commit_callbacks):
    """Publishes something in French, with the lines that are given."""

    def make(thing, lines=FRENCH):
        with django_capture_on_commit_callbacks(execute=True):
            translate(thing, french, lines)

    return make


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Publishes an edit of a Dutch sheet, and what follows of it."""

    def make(page, **changes):
        edited = page.get_latest_revision_as_object()
        for name, value in changes.items():
            setattr(edited, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            edited.save_revision().publish()

    return make


@pytest.fixture
def sheet(index):
    return make_sheet(index)


@pytest.fixture
def translated(sheet, in_french):
    in_french(sheet)
    return sheet


@pytest.fixture
def read(gazetteer, tmp_path):
    """Reads a sheet out of a file."""

    def make(data, name="buurtwandeling.txt"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_sheet(read_file(path), name, gazetteer)

    return make
