"""A setting that is dangerous, or can't work, stops the start with a sentence; a sound one says nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from home.sound_settings import check_settings, faults, must_be_sound, must_be_writable

ROOT = Path(__file__).parents[2]
SOUND = {
    "DEVELOPMENT": False,
    "SECRET_KEY": "JqB2-vX9wq_0T7mKd3cPzYfLhR5sNu8eAoGi4xWt",
    "BASE_URL": "https://praktijken.example",
    "ALLOWED_HOSTS": ["praktijken.example"],
    "ELASTICSEARCH_URL": "https://elastic:p%40ss@10.0.0.7:9200/?ca_certs=/etc/ca.pem",
    "PROXY_COUNT": 1,
}


def set_all(settings, tmp_path, **others):
    for name, value in {**SOUND, "MEDIA_ROOT": str(tmp_path / "media"), "BACKUP_ROOT": "", **others}.items():
        setattr(settings, name, value)


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"BASE_URL": "http://localhost:8000", "ALLOWED_HOSTS": ["localhost"]},
        {"BASE_URL": "http://[::1]:8000", "ALLOWED_HOSTS": ["[::1]"]},
        {"BASE_URL": "http://127.0.0.2", "ALLOWED_HOSTS": ["127.0.0.2"]},
        {"MEDIA_ROOT": "/srv/media", "BACKUP_ROOT": "/srv/backups"},
        {"ALLOWED_HOSTS": [".praktijken.example"]},
        {"DEVELOPMENT": True, "SECRET_KEY": "x", "BASE_URL": "http://192.168.1.7:8000", "ALLOWED_HOSTS": ["*"]},
        {"ELASTICSEARCH_URL": ""},
    ],
)
def test_sound_settings_say_nothing(others, settings, tmp_path):
    set_all(settings, tmp_path, **others)

    assert list(faults()) == []


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"SECRET_KEY": "geheim"}, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY can be guessed"),
        ({"BASE_URL": "praktijken.example"}, "BASE_URL is “praktijken.example”"),
        ({"BASE_URL": ""}, "BASE_URL is “”"),
        ({"BASE_URL": "https://praktijken.example/site"}, "end with the host"),
        ({"BASE_URL": "https://praktijken.example:poort"}, "end with the host"),
        ({"BASE_URL": "ftp://praktijken.example"}, "end with the host"),
        ({"BASE_URL": "http://praktijken.example"}, "has no https"),
        ({"DEVELOPMENT": True}, "DEBUG shows strangers"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS has “*”"),
        ({"ALLOWED_HOSTS": ["www.praktijken.example"]}, "ALLOWED_HOSTS lacks “praktijken.example”"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS lacks"),
        ({"ELASTICSEARCH_URL": "localhost:9200"}, "ELASTICSEARCH_URL should be like"),
        ({"PROXY_COUNT": -1}, "PROXY_COUNT"),
        ({"SECRET_KEY": "for development only, never in production"}, "SECRET_KEY can be guessed"),
        ({"BASE_URL": "https://an:geheim@praktijken.example"}, "end with the host"),
        ({"BASE_URL": "https://praktijken.example#x"}, "end with the host"),
        ({"DEVELOPMENT": True, "BASE_URL": "http://praktijken.example", "ALLOWED_HOSTS": ["*"]}, "DEBUG shows strangers"),
        ({"DEVELOPMENT": True, "BASE_URL": "http://91.92.93.94", "ALLOWED_HOSTS": ["*"]}, "DEBUG shows strangers"),
        ({"ALLOWED_HOSTS": ["praktijken.example", "https://q.example"]}, "ALLOWED_HOSTS has “https://q.example”"),
        ({"MEDIA_ROOT": ""}, "whole paths"),
        ({"MEDIA_ROOT": "media"}, "whole paths"),
        ({"MEDIA_ROOT": "/"}, "with code or database in it"),
        ({"MEDIA_ROOT": str(ROOT)}, "with code or database in it"),
        ({"MEDIA_ROOT": "/srv/media", "BACKUP_ROOT": "/srv/media/backups"}, "BACKUP_ROOT is /srv/media/backups"),
        ({"MEDIA_ROOT": "/srv/media", "BACKUP_ROOT": "/srv/media-private"}, "BACKUP_ROOT is /srv/media-private"),
        ({"DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": ""}}}, "names no database that stays"),
        ({"DATABASES": {"default": {"ENGINE": "x.sqlite3", "NAME": ":memory:"}}}, "names no database that stays"),
        ({"ELASTICSEARCH_URL": "http://localhost:99999"}, "ELASTICSEARCH_URL should be like"),
        ({"MODERATION_EMAIL": ""}, "no e-mail address"),
        ({"METRICS_KEY": "x"}, "METRICS_KEY can be guessed"),
        ({"LOG_FORMAT": "JSON"}, "LOG_FORMAT is “JSON”"),
        (
            {"DATABASES": {"default": {"ENGINE": "django.db.backends.mysql"}}},
            "DATABASE_URL names a database of the kind “mysql”",
        ),
    ],
)
def test_each_fault_stops_the_start_in_a_sentence(others, words, settings, tmp_path):
    set_all(settings, tmp_path, **others)

    with pytest.raises(ImproperlyConfigured, match=re.escape(words)):
        must_be_sound()
    assert any(words in message.msg for message in check_settings())


def test_a_web_node_has_to_write_photos(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media" / "of" / "the site")
    must_be_writable("MEDIA_ROOT")
    settings.MEDIA_ROOT = "/dev/null/media"

    with pytest.raises(ImproperlyConfigured, match="MEDIA_ROOT is /dev/null/media"):
        must_be_writable("MEDIA_ROOT")


def run(arguments, **environment):
    clean = {name: value for name, value in os.environ.items() if name not in {*SOUND, "DEBUG", "DATABASE_URL"}}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_https_in_capitals_is_https():
    told = "import config.settings as s; print(s.BASE_URL, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE)"
    environment = {"SECRET_KEY": SOUND["SECRET_KEY"], "BASE_URL": "HTTPS://praktijken.example/", "ALLOWED_HOSTS": "x"}

    assert run(["-c", told], **environment) == (0, "https://praktijken.example True True\n")


def test_an_empty_database_url_is_none_at_all():
    told = "import config.settings as s; print(s.DATABASES['default']['NAME'])"

    code, said = run(["-c", told], DEBUG="true", DATABASE_URL="")
    assert code == 0
    assert said.strip().endswith("var/db.sqlite3")


def test_a_web_server_does_not_start_with_one():
    code, said = run(
        ["-c", "import config.wsgi"],
        SECRET_KEY="kort",
        BASE_URL="https://praktijken.example",
        ALLOWED_HOSTS="praktijken.example",
    )

    assert code != 0
    assert "SECRET_KEY can be guessed" in said


def test_a_command_without_settings_never_works_on_a_developers_database_where_a_real_site_runs(tmp_path):
    script = (
        "import pathlib, sys, manage; manage.PRODUCTION = pathlib.Path(sys.argv.pop()) / 'production'; "
        "sys.argv[0] = 'manage.py'; manage.main()"
    )
    real = {"SECRET_KEY": SOUND["SECRET_KEY"], "BASE_URL": "http://localhost", "ALLOWED_HOSTS": "localhost"}
    own = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    assert run(["-c", script, "migrate", "--check", tmp_path], **real, DATABASE_URL=own)[0] != 0  # nothing is migrated yet

    code, said = run(["-c", script, "check", tmp_path])
    assert code != 0
    assert "deploy/manage" in said
    assert run(["-c", script, "check", tmp_path], DEBUG="true")[0] == 0
