"""The state of the site: another number after each transaction that changed what readers may see, and after no other."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.models import F

from municipalities.models import Province
from practices.models import PracticePage
from practices.site_state import count_changes, current_state
from tests.committing import committed
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db


def test_a_table_that_a_page_reads_of_another_package_counts(index):
    before = current_state()
    with connection.cursor() as cursor:  # a page in another language reads whether all its lines are translated
        cursor.execute("INSERT INTO wagtail_localize_string (locale_id, data_hash, data) VALUES (%s, %s, 'x')", [1, "0" * 32])
    committed()
    assert current_state() != before


def test_a_restored_database_comes_to_no_number_again(index):
    sheet_of = make_sheet(index, "Eerst")
    seen = []
    for _round in range(2):
        with transaction.atomic():  # what was written after the backup is gone
            PracticePage.objects.filter(pk=sheet_of.pk).update(title="Anders")
            committed()
            seen.append(current_state())
            transaction.set_rollback(True)
    assert len(set(seen)) == 2


def test_a_table_that_a_migration_makes_anew_is_counted_again(db):
    table = Province._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for deed in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER site_state_{table}_{deed}")
        else:
            cursor.execute(f"DROP TRIGGER site_changes ON {table}")
    committed()
    before = current_state()
    Province.objects.update(slug=F("slug"))
    committed()
    assert current_state() == before
    count_changes()
    count_changes()
    migrated = current_state()
    assert migrated != before  # what was written meanwhile counts
    Province.objects.update(slug=F("slug"))
    committed()
    assert current_state() not in {before, migrated}


@pytest.fixture
def two():
    """Two connections of their own to the database of the tests."""
    said = connection.get_connection_params()
    with psycopg.connect(**_own(said)) as first, psycopg.connect(**_own(said)) as second:
        yield first, second


def _own(said):
    return {name: said[name] for name in ("dbname", "user", "password", "host", "port") if said.get(name)}


@pytest.mark.postgresql
def test_a_transaction_counts_when_it_ends_in_whatever_order_and_one_that_is_undone_does_not(two):
    first, second = two
    touch = "UPDATE municipalities_province SET slug = slug WHERE slug = %s"

    def number():
        with psycopg.connect(**_own(connection.get_connection_params()), autocommit=True) as reader:
            return reader.execute("SELECT number FROM site_state").fetchone()[0]

    seen = [number()]
    first.execute(touch, ["limburg"])
    first.execute(touch, ["limburg"])
    second.execute(touch, ["antwerpen"])  # neither waits for the other
    assert number() == seen[0]
    for each in (second, first):
        each.commit()
        seen.append(number())
    assert len(set(seen)) == 3
    first.execute(touch, ["limburg"])
    first.rollback()
    assert number() == seen[-1]
    first.execute("SAVEPOINT one")
    first.execute(touch, ["limburg"])
    first.execute("ROLLBACK TO one")
    first.commit()
    assert number() == seen[-1]
    first.execute("UPDATE django_session SET expire_date = now()")
    first.commit()
    assert number() == seen[-1]
