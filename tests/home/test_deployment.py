"""What docs/operating.md has an administrator put on a server. (What runs of it is proved by `make stack-test`.)"""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.db import connection
from filelock import FileLock, Timeout

from home.management.commands.migrate import _alone, _beside

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCUMENT = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
TEMPLATE = (DEPLOY / "nginx.conf.template").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_every_setting_of_the_example_is_one_that_the_readme_explains():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z_]+)='", (DEPLOY / "settings.example").read_text(encoding="utf-8"), re.MULTILINE)

    assert names
    assert all(f"| `{name}` |" in readme for name in names)


def test_settings_with_passwords_are_never_committed_nor_put_in_an_image():
    ignored = subprocess.run(["git", "check-ignore", "deploy/settings"], cwd=ROOT, capture_output=True, check=False)

    assert ignored.returncode == 0
    assert "deploy/settings" in (ROOT / ".dockerignore").read_text().split()


def test_whoever_fills_in_the_proxy_is_told_every_name(services):
    names = set(re.findall(r"\$\{(\w+)\}", TEMPLATE))

    assert names == set(services["proxy"]["environment"])
    assert all(re.search(rf"\b{name}=", DOCUMENT) for name in names)


def test_only_the_proxy_of_the_containers_is_open_to_the_world(services):
    published = {name: each.get("ports", []) for name, each in services.items()}

    assert published.pop("proxy") == ["80:80", "443:443"]
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


def test_the_site_of_the_containers_shares_files_and_nothing_starts_before_the_tables(services):
    for name in ("web-1", "web-2", "worker"):
        assert services[name]["profiles"] == ["site"]
        assert "files:/var/lib/praktijken" in services[name]["volumes"]
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("unit", sorted(path.name for path in (DEPLOY / "systemd").iterdir()))
def test_a_unit_runs_what_there_is_and_little_else(unit):
    text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
    if unit.endswith(".timer"):
        assert (DEPLOY / "systemd" / unit.replace(".timer", ".service")).exists()
        return

    for command in re.findall(r"manage\.py (\w+)", text):
        assert command in get_commands()
    assert {
        "User=praktijken",
        "NoNewPrivileges=true",
        "ProtectSystem=strict",
        "EnvironmentFile=/etc/praktijken/settings",
    } <= set(text.splitlines())


def test_every_command_of_the_document_is_one(services):
    commands = re.findall(r"^deploy/manage (\w+)", DOCUMENT, re.MULTILINE)

    assert len(commands) > 8
    assert set(commands) <= set(get_commands())


def test_every_alarm_that_the_document_names_is_a_number_of_the_site():
    numbers = (ROOT / "home" / "condition" / "metrics.py").read_text(encoding="utf-8")
    named = set(re.findall(r"`praktijken_(\w+)`", DOCUMENT))

    assert named
    assert all(name in numbers for name in named)


@pytest.mark.parametrize("script", ["manage", "restart"])
def test_a_script_is_read_by_a_shell_and_says_what_it_lacks(script, tmp_path):
    path = DEPLOY / script
    assert subprocess.run(["sh", "-n", path], check=False).returncode == 0
    said = subprocess.run(
        [path, "check"], env={"PRAKTIJKEN_SETTINGS": str(tmp_path / "none"), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.returncode != 0
    assert "none" in said.stderr


def test_the_page_of_a_proxy_without_a_site_needs_nothing_of_the_site():
    page = (DEPLOY / "away.html").read_text(encoding="utf-8")

    assert not re.search(r"src=|href=\"(?!mailto:)|url\(", page)
    assert all(f'lang="{language}"' in page for language in ("nl", "fr", "en"))


@pytest.mark.django_db
def test_migrations_run_one_at_a_time():
    with _alone("default"):
        if connection.vendor == "sqlite":
            with pytest.raises(Timeout):
                FileLock(_beside(connection.settings_dict["NAME"])).acquire(timeout=0)
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(7285003)")
            assert cursor.fetchone() == (False,)
