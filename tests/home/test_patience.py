"""A PostgreSQL that hangs: a request gets its error while its worker lives on."""

import pytest
from django.db import OperationalError, connection

from config.patience import limit_waiting

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


@pytest.fixture
def patient():
    """Another connection, that waits half a second at most."""
    fresh = connection.copy()
    fresh.connect()
    limit_waiting(fresh.connection, 0.5)
    yield fresh
    fresh.close()


def test_a_statement_that_is_not_answered_ends_and_is_told_as_a_database_that_is_away(patient):
    with pytest.raises(OperationalError), patient.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(200)")

    assert not patient.is_usable()  # nothing else waits on it, and Django opens another


def test_what_is_answered_in_time_stays_as_it_is(patient):
    with patient.cursor() as cursor:
        cursor.execute("SELECT generate_series(1, 3)")
        assert cursor.fetchall() == [(1,), (2,), (3,)]
        with pytest.raises(Exception, match="does not exist"):
            cursor.execute("SELECT nothing FROM nowhere")
    assert patient.is_usable()
