"""A row is the same row after it was written to a backup and read back, on every database."""

import json

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models.functions import Cast
from django.utils import timezone
from django_otp_webauthn.models import WebAuthnCredential
from wagtail.models import PageLogEntry, Revision

from home.backups.table_rows import SummedLines, columns_of, kept_tables, read_rows, tables_of, write_rows
from municipalities.models import Figures
from practices.models import PracticePage
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db
JSON_VALUES = [
    *(None, {}, [], {"a": None}, True, "", "null", "é😀\u2028\x7f", {"b": 1, "a": [1, {"z": []}]}),
    *(2**70, -(2**63), 1e300, 1e16, 1.0, 0.1),
]


def round_trip(model):
    """Its lines before and after."""
    columns = columns_of(model)
    before = list(read_rows(model, columns, "default"))
    model._base_manager.all()._raw_delete("default")
    assert not model._base_manager.exists()
    write_rows(model, columns, before)
    return before, list(read_rows(model, columns, "default"))


@pytest.mark.parametrize("value", JSON_VALUES, ids=repr)
def test_json_stays_what_it_was_also_where_it_is_null(value, index):
    user = User.objects.create(username="an")
    entry = PageLogEntry.objects.create(page=index, label="x", action="wagtail.edit", timestamp=timezone.now(), user=user)
    PageLogEntry.objects.filter(pk=entry.pk).update(data=models.Value(value, models.JSONField()))

    before, after = round_trip(PageLogEntry)

    assert after == before
    text = PageLogEntry.objects.annotate(text=Cast("data", models.TextField())).get(pk=entry.pk).text
    read = json.loads(text)
    assert (float(read) if isinstance(value, float) else read) == value
    assert SummedLines(before).told == SummedLines(after).told


def test_every_kind_of_column_stays_what_it_was(index):
    make_sheet(index, title="Eerste 😀 ’s-Gravenvoeren")
    page = PracticePage.objects.get()
    page.save_revision()
    for model in (Figures, Revision, PracticePage, type(page.implementations.first())):
        if model is not Figures:
            Revision.objects.update(created_at=timezone.now().replace(microsecond=1))
        before, after = round_trip(model)
        assert before
        assert after == before


@pytest.mark.parametrize("value", [b"", b"\x00\xff", bytes(range(256))], ids=repr)
def test_bytes_stay_what_they_were(value):
    user = User.objects.create(username="an")
    key = WebAuthnCredential.objects.create(user=user, credential_id=value, public_key=value, credential_id_sha256="x" * 64)
    before, after = round_trip(WebAuthnCredential)

    assert after == before
    assert bytes(WebAuthnCredential.objects.get(pk=key.pk).public_key) == value


@pytest.mark.any_database
def test_every_column_of_every_table_is_of_a_kind_that_was_tried():
    kinds = {"BinaryField", "BooleanField", "CharField", "DateField", "DateTimeField", "FloatField", "JSONField", "TextField"}
    kinds |= {
        "AutoField",
        "BigAutoField",
        "ForeignKey",
        "OneToOneField",
        "ParentalKey",
        "SlugField",
        "FileField",
        "UUIDField",
        "EmailField",
        "DecimalField",
    }
    kinds |= {f"{size}IntegerField" for size in ("", "Big", "Small", "Positive", "PositiveBig", "PositiveSmall")}
    tables = tables_of(apps).values()
    assert {field.get_internal_type() for model in tables for field in model._meta.local_concrete_fields} <= kinds


def test_a_sum_does_not_depend_on_the_order_of_the_rows():
    def told(lines):
        summed = SummedLines(lines)
        list(summed)
        return summed.told

    assert told([b"a", b"b"]) == told([b"b", b"a"]) != told([b"a", b"a"])
    assert told([]) == {"rows": 0, "sum": "0" * 64}


@pytest.mark.any_database
def test_the_tables_that_are_left_out_are_what_a_database_makes_itself():
    every = tables_of(apps)
    made = {"wagtailsearch_indexentry", "wagtailsearch_indexentry_fts"}
    assert set(every) - set(kept_tables(every)) - made == {"django_session", "accounts_sitesession"}
    known = {name for name in connection.introspection.table_names() if not name.startswith("wagtailsearch_")}
    assert known - set(every) == {"django_migrations", "site_state"}
