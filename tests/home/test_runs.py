"""What runs beside the site is told in rows that several workers and the screens share."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home import runs
from home.runs import Run
from practices.site_state import current_state
from tests.committing import committed

pytestmark = pytest.mark.django_db


def test_what_runs_is_not_asked_for_twice_unless_it_was_interrupted():
    runs.note_run(Run.Kind.REBUILD, Run.State.RUNNING)
    runs.ask_for_run(Run.Kind.REBUILD)
    assert runs.last_run(Run.Kind.REBUILD).state == Run.State.RUNNING

    Run.objects.update(at=timezone.now() - timedelta(hours=4))
    runs.ask_for_run(Run.Kind.REBUILD)
    assert runs.last_run(Run.Kind.REBUILD).state == Run.State.ASKED


def test_of_two_workers_one_begins_and_the_next_subject_is_begun_again():
    assert runs.begin_run(Run.Kind.TRIAL, "monday.tar")
    assert not runs.begin_run(Run.Kind.TRIAL, "monday.tar")
    runs.note_run(Run.Kind.TRIAL, Run.State.DONE, subject="monday.tar")
    assert not runs.begin_run(Run.Kind.TRIAL, "monday.tar")
    assert runs.begin_run(Run.Kind.TRIAL, "tuesday.tar")

    Run.objects.update(at=timezone.now() - timedelta(hours=4))
    assert runs.begin_run(Run.Kind.TRIAL, "tuesday.tar")  # who began it was interrupted


def test_what_was_asked_for_is_taken_once():
    runs.ask_for_run(Run.Kind.CHECK)

    assert runs.take_run(Run.Kind.CHECK)
    assert not runs.take_run(Run.Kind.CHECK)


def test_clearing_makes_another_state_and_signs_of_the_worker_do_not(client, admin_user):
    client.force_login(admin_user)
    committed()
    before = current_state()
    runs.note_run(Run.Kind.ROUND, Run.State.DONE)
    committed()
    assert current_state() == before

    client.post("/beheer/toestand/leegmaken/")
    committed()

    assert current_state() != before
