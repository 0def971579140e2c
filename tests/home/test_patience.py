"""A PostgreSQL that hangs: a request gets its error while its worker lives on."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

from config.patience import be_patient_no_longer, limit_waiting
from practices.limits import Periods

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


@pytest.fixture
def web_server(settings):
    """As config/wsgi.py has it, for connections that are opened meanwhile."""
    settings.PERIODS = Periods(database=timedelta(seconds=1))
    be_patient_no_longer()
    fresh = connection.copy()
    fresh.connect()
    yield fresh
    fresh.close()
    connection_created.disconnect(dispatch_uid="patience")


def test_in_the_web_server_postgresql_ends_a_slow_statement_itself_and_the_connection_lives_on(web_server):
    with pytest.raises(OperationalError, match="statement timeout"), web_server.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(200)")

    assert web_server.is_usable()


def test_the_web_server_asks_for_it():
    from config import wsgi

    assert wsgi.application
    assert any("patience" in str(receiver[0]) for receiver in connection_created.receivers)
    connection_created.disconnect(dispatch_uid="patience")
