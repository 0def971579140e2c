"""What all tests share: the municipalities, loaded once per test database, and people in their groups."""

import os
from dataclasses import replace

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import translation
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

from municipalities.names import Gazetteer
from practices.languages import SOURCE
from search.facet_labels import forget_labels
from search.models import PracticeIndexPage
from tests.migrated import place_test_database


@pytest.fixture(scope="session")
def django_db_createdb():
    """Never from nothing: the database of the tests is a copy of one that was migrated once, with the municipalities."""
    return False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request):
    place_test_database(settings.DATABASES["default"], anew=request.config.getvalue("create_db"))


@pytest.fixture(autouse=True)
def mail_queue(settings):
    """Mail goes into the queue, as on the site; Django's test runner would keep it in memory."""
    settings.EMAIL_BACKEND = "practices.mail_queue.QueueBackend"


@pytest.fixture(autouse=True)
def index_of_its_own(settings, tmp_path):
    """The numbers of the journal start again with every test, so each test gets an index of its own."""
    settings.SEARCH_INDEX_ROOT = tmp_path / "index"
    settings.LIMITS = replace(settings.LIMITS, indexed_for_a_reader=10_000)  # no worker runs beside a test
    settings.ELASTICSEARCH_URL = ""  # the fixture `elasticsearch` says otherwise
    forget_labels()


@pytest.fixture(autouse=True)
def wagtails_indexes(request):
    """Wagtail's own index of words, and its list of references, are a sixth of the time of a test that publishes.

    They are written in the tests with the mark `wagtails_indexes`, and in the journeys.
    """
    backend = ImmediateBackend if request.node.get_closest_marker("wagtails_indexes") else DummyBackend
    task_backends["default"] = backend("default", {})


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A hash that is slow on purpose costs half a second for each person in a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def in_dutch():
    """A request to /fr/ leaves its language behind in the thread; every test begins in Dutch."""
    translation.activate(SOURCE)


@pytest.fixture
def gazetteer(db):
    return Gazetteer.from_database()


@pytest.fixture
def index(db):
    return PracticeIndexPage.objects.get()


@pytest.fixture
def person(db, django_user_model):
    """Makes a user in a group: `person("rik", "Redacteurs")`."""

    def make(name, group=None, **fields):
        user = django_user_model.objects.create_user(name, f"{name}@demo.example", name, **fields)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    return make


@pytest.fixture
def writer(person):
    return person("rik", "Redacteurs", first_name="Rik", last_name="Redacteur")


@pytest.fixture
def moderator(person):
    return person("mia", "Moderatoren", first_name="Mia", last_name="Moderator")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what asks a database that may answer otherwise: the rest gave its answer on SQLite already."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        _leave_out(config, items, [item for item in items if item.get_closest_marker("postgresql")])
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or {"db", "site"} & set(item.fixturenames)]
    asking = {item for item in asking if not item.get_closest_marker("any_database")}
    _leave_out(config, items, [item for item in items if item not in asking])


def _leave_out(config, items, some):
    config.hook.pytest_deselected(items=some)
    left_out = set(some)
    items[:] = [item for item in items if item not in left_out]


def pytest_sessionfinish(session, exitstatus):
    """In CI a skipped test is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped") and exitstatus == 0:
        session.exitstatus = 1
