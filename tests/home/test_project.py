"""The promises of the README and of the settings, kept true."""

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
SECRETS = {"SECRET_KEY", "DEBUG", "BASE_URL", "ALLOWED_HOSTS"}


def test_the_table_of_the_readme_names_every_variable_of_the_settings():
    settings = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', settings))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))

    assert read == table


def run_with(environment):
    clean = {name: value for name, value in os.environ.items() if name not in SECRETS}
    command = [sys.executable, "-c", "import config.settings"]
    return subprocess.run(command, cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "BASE_URL", "ALLOWED_HOSTS"])
def test_outside_debug_the_settings_fail_loudly_without(missing):
    whole = {"SECRET_KEY": "x", "BASE_URL": "https://praktijken.example", "ALLOWED_HOSTS": "praktijken.example"}
    assert run_with(whole).returncode == 0
    result = run_with({name: value for name, value in whole.items() if name != missing})

    assert result.returncode != 0
    assert missing in result.stderr


@pytest.mark.django_db
def test_the_demo_is_never_loaded_on_a_real_site(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="voor ontwikkeling"):
        call_command("load_demo")


@pytest.mark.django_db
def test_health_says_what_waits(client):
    response = client.get("/gezond/")

    assert response.status_code == 200
    state = response.json()
    assert (state["database"], state["mail_queue"]) == ("up", {"waiting": 0, "failed": 0})
    client.get("/praktijken/")
    state = client.get("/gezond/").json()
    assert state["indexes"]["tantivy-nl"] == state["journal"]
    assert {"tantivy-fr", "tantivy-en"} < state["indexes"].keys()


@pytest.mark.django_db
def test_a_page_that_is_not_there_offers_a_search(client, settings):
    settings.DEBUG = False
    response = client.get("/nergens/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()
    assert 'role="search"' in response.content.decode()


def test_the_error_page_needs_nothing_that_can_break(rf):
    from home.refusals import server_error

    response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert "Het ligt niet aan jou" in response.content.decode()


def test_the_empty_home_page_says_what_to_do(client, db):
    html = client.get("/").content.decode()

    assert "Er staan nog geen praktijken" in html


@pytest.mark.xdist_group("together")
def test_the_tests_of_a_group_stay_on_one_worker(request):
    """Journeys share a site; pytest and pytest-xdist of other versions let go of a group without a word."""
    assert not getattr(request.config.option, "loadgroup", False) or request.node.nodeid.endswith("@together")


@pytest.mark.parametrize("what", ["deeds", "photos", "queries", "rebuild", "submissions", "surroundings", "troubles"])
def test_what_is_run_by_hand_still_knows_the_names_that_it_uses(what):
    assert import_module(f"tests.endurance.{what}")
