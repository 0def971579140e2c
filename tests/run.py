"""`make test`: everything on SQLite, then on PostgreSQL; names what could not be tested and how to start it.

With CI set, a service that is not there or a skipped test is a failure.
"""

import os
import shutil
import subprocess
import sys

import psycopg
from elasticsearch import Elasticsearch

START_ELASTICSEARCH = "docker compose up -d elasticsearch; export ELASTICSEARCH_URL=http://127.0.0.1:9200"
START_SECURED = (
    "docker compose up -d elasticsearch-secured; export ELASTICSEARCH_SECURED_URL=http://elastic:praktijken@127.0.0.1:9201"
)
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://praktijken:praktijken@127.0.0.1:5432/praktijken")
START_POSTGRESQL = """apt-get install -y postgresql && service postgresql start && su postgres -c "psql -c
\\"CREATE ROLE praktijken LOGIN CREATEDB PASSWORD 'praktijken'\\" -c 'CREATE DATABASE praktijken OWNER praktijken'\""""


def main() -> int:
    """Run both suites; returns the exit code."""
    missing, without = [], []
    if not browser():
        missing.append("a browser (apt-get install -y chromium)")
        without.append("browser")
    if not elasticsearch("ELASTICSEARCH_URL"):
        missing.append(f"Elasticsearch ({START_ELASTICSEARCH})")
        without.append("elasticsearch")
    if not elasticsearch("ELASTICSEARCH_SECURED_URL"):
        missing.append(f"Elasticsearch with a password ({START_SECURED})")
        without.append("secured")
    select = ["-m", " and ".join(f"not {each}" for each in without)] if without else []
    result = pytest("SQLite", {"DATABASE_URL": ""}, select)
    if result == 0 and postgresql():
        result = pytest("PostgreSQL", {"DATABASE_URL": POSTGRESQL}, select)
    elif result == 0:
        missing.append(f"PostgreSQL ({START_POSTGRESQL})")
    for service in missing:
        print(f"Not tested, because it is not there: {service}")
    return result or int(bool(missing and os.environ.get("CI")))


def browser() -> str | None:
    """Where Chromium is."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def elasticsearch(variable: str) -> bool:
    """Whether this variable leads to one."""
    address = os.environ.get(variable, "")
    try:
        return bool(address) and Elasticsearch(address, request_timeout=5).ping()
    except ValueError:
        return False


def postgresql() -> bool:
    try:
        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def pytest(name: str, environment: dict[str, str], select: list[str]) -> int:
    print(f"== {name}", flush=True)
    values = {**os.environ, **environment}
    if not values["DATABASE_URL"]:
        del values["DATABASE_URL"]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *select, *sys.argv[1:]]
    if os.environ.get("CI"):
        command.append("--create-db")  # another commit may have left one with other tables
        command.append("--durations=25")  # where the time of the next run is to be found
    return subprocess.run(command, env=values, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
