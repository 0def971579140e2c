"""Promises of docs/operating.md that are tried on the stack; a proof returns what it saw in a line."""

import json
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg

from tests.stack.services import ROOT

DOCUMENT = ROOT / "docs" / "operating.md"
PATHS = (
    "/",
    "/praktijken/",
    "/praktijken/?q=onthaal",
    "/praktijken/onthaalgesprekken/",
    "/gemeenten/ninove/",
    "/fr/praktijken/",
)


def two_migrations_at_once_apply_once(stack):
    with ThreadPoolExecutor(2) as both:
        said = list(both.map(lambda _each: stack.manage("migrate"), range(2)))
    applied = [text.count("... OK") + text.count("OK\n") for text in said]
    with psycopg.connect(stack.database) as connection:
        twice = connection.execute("SELECT app, name FROM django_migrations GROUP BY app, name HAVING COUNT(*) > 1").fetchall()
    assert not twice, twice
    assert min(applied) == 0 < max(applied), applied
    return f"one applied {max(applied)} lines, the other none"


def a_backup_of_sqlite_is_restored(stack):
    """The demo of a developer, with its people, becomes the site."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in stack.environment.items() if name != "PRAKTIJKEN_SETTINGS"},
            "DEBUG": "true",
            "SECRET_KEY": stack.site_environment["SECRET_KEY"],  # by which the audit log is sealed
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "ELASTICSEARCH_URL": "",
        }
        for command in (["migrate", "-v0"], ["load_demo"], ["backup", f"{folder}/demo.tar"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True)
        said = stack.manage("restore", f"{folder}/demo.tar")
    return f"{said.strip().splitlines()[-1]} {stack.manage('audit_verify').strip()}"


def every_command_of_the_document_works(stack):
    """Each line that begins with deploy/manage, in the order of the document."""
    blocks = re.findall(r"^```sh\n(.*?)^```", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    commands = [line.split()[1:] for line in lines if line.startswith("deploy/manage ")]
    for name, *arguments in commands:
        told = [str(newest_backup(stack)) if each.endswith(".tar") else each for each in arguments]
        stack.manage(name, *told, *_UNASKED.get(name, ()), DJANGO_SUPERUSER_PASSWORD="een lange zin van niemand")
    assert len(commands) > 8, commands
    return f"{len(commands)} commands"


_UNASKED = {"createsuperuser": ("--no-input",)}  # nobody is there to answer


def newest_backup(stack):
    return max((stack.folder / "backups").glob("*.tar"))


class Client:
    """Asks the site through the proxy, as a browser that trusts its certificate."""

    def __init__(self, stack):
        self._context = ssl.create_default_context(cafile=stack.folder / "authority.pem")
        self._stack = stack

    def ask(self, path, data=None, headers=None):
        address = path if path.startswith("http") else self._stack.address + path
        request = urllib.request.Request(address, data, headers or {})
        try:
            with urllib.request.urlopen(request, context=self._context, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()


def the_proxy_speaks_tls_and_gives_photos(stack):
    client = Client(stack)
    status, headers, body = client.ask("/")
    assert status == 200, body[:500]
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-ID"])
    assert headers["Server"] == "nginx", "it tells its version"
    plain = f"http://localhost:{stack.ports['http']}/praktijken/"
    with urllib.request.build_opener(_NoRedirect).open(plain) as answer:
        assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/praktijken/")
        assert answer.headers["Server"] == "nginx", "it tells its version"
    photo = re.search(rb'/media/[^" ]+', body + client.ask("/praktijken/")[2])
    assert photo, "no page shows a photo"
    status, headers, _body = client.ask(photo[0].decode())
    assert (status, headers["Content-Security-Policy"]) == (200, "default-src 'none'; sandbox")
    return "200 by TLS, 301 without, a photo by the proxy"


def the_log_of_the_proxy_names_nobody(stack):
    client, token = Client(stack), "aB3_-" * 8
    for path in ("/praktijken/?q=mijnbuurman", f"/inzending/{token}/", f"/beheer/password_reset/confirm/MQ/{token}/"):
        client.ask(path)
    time.sleep(1)  # a line is written after its answer
    log = (stack.folder / "praktijken.log").read_text()
    assert "127.0.0.0 [" in log
    assert all(f"GET {path} " in log for path in ("/praktijken/", "/inzending/*", "/beheer/password_reset/confirm/*")), log[
        -2000:
    ]
    assert not re.search(rf"mijnbuurman|{token}|127\.0\.0\.1", log)
    return f"{len(log.splitlines())} lines"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def http_error_301(self, request, answer, code, message, headers):
        return answer


def nothing_private_is_given_by_the_proxy(stack):
    client, private = Client(stack), stack.folder / "media-private"
    secret = next(path for path in private.rglob("*") if path.is_file()).relative_to(private)
    paths = (
        f"/media-private/{secret}", f"/media/../media-private/{secret}", f"/media/%2e%2e/media-private/{secret}",
        f"/media/..%2fmedia-private/{secret}", f"/media../media-private/{secret}", "/media../settings", "/media/../settings",
        "/settings", "/media/", "/away.html",
    )  # fmt: skip
    given = {path: status for path in paths if (status := client.ask(path)[0]) < 400}
    assert not given, given
    return f"{len(paths)} ways to a file that is there, nothing"


class Load:
    """Readers and senders who go on until they are told to stop; how each was answered."""

    def __init__(self, stack, people=4):
        self._client, self.answers, self._stop = Client(stack), Counter(), threading.Event()
        self._people = [threading.Thread(target=self._go_on, args=(number,)) for number in range(people)]

    def __enter__(self):
        for each in self._people:
            each.start()
        return self

    def __exit__(self, *error):
        self._stop.set()
        for each in self._people:
            each.join()

    def _go_on(self, number):
        turn = number
        while not self._stop.is_set():
            turn += 1
            try:
                if turn % 5:
                    status, _headers, _body = self._client.ask(PATHS[turn % len(PATHS)])
                else:  # a form without its secret: refused by Django, and not asked a second time by the proxy
                    status, _headers, _body = self._client.ask("/deel-jouw-praktijk/", b"title=x")
            except OSError as error:
                status = repr(error)
            self.answers[status] += 1


def the_new_code_one_node_after_the_other_loses_no_request(stack):
    """What deploy/restart has systemd do."""
    with Load(stack) as load:
        for name in ("web-1", "web-2") * 2:
            time.sleep(1)
            stack.stop(name)
            stack.start_web(name)
        time.sleep(1)
    assert set(load.answers) <= {200, 403}, load.answers
    return f"{dict(load.answers)} while each node was restarted twice"


def a_reload_loses_no_request(stack):
    with Load(stack) as load:
        time.sleep(1)
        stack.signal("web-1", signal.SIGHUP)
        time.sleep(10)
    assert set(load.answers) <= {200, 403}, load.answers
    return f"{dict(load.answers)}"


def a_node_that_is_killed_is_noticed_by_who_it_was_answering_alone(stack):
    with Load(stack) as load:
        time.sleep(1)
        stack.signal("web-2", signal.SIGKILL)
        time.sleep(5)
        stack.stop("web-2")
        stack.start_web("web-2")
        time.sleep(1)
    wrong = {status: total for status, total in load.answers.items() if status not in {200, 403}}
    assert sum(wrong.values()) <= 4, load.answers  # as many as there are people
    return f"{dict(load.answers)}"


def with_no_node_left_readers_get_a_page_in_words(stack):
    for name in ("web-1", "web-2"):
        stack.stop(name)
    status, headers, body = Client(stack).ask("/praktijken/")
    for name in ("web-1", "web-2"):
        stack.start_web(name)
    assert status == 502
    assert b"even niet bereikbaar" in body
    assert headers["Cache-Control"] == "no-store"
    told = "".join(log.read_text() for log in stack.folder.glob("*error.log"))
    assert "praktijken" not in told.replace("praktijken-stack", ""), told
    stack.wait_for(lambda: Client(stack).ask("/praktijken/")[0] == 200)
    return "502 with a page of ours, and back by itself"


def one_worker_of_two_is_enough(stack):
    stack.signal("worker-1", signal.SIGKILL)
    with psycopg.connect(stack.database, autocommit=True) as connection:
        connection.execute("UPDATE home_run SET at = at - interval '1 hour' WHERE kind = 'round'")
        old = connection.execute("SELECT now() - interval '30 minutes'").fetchone()[0]
        stack.wait_for(
            lambda: connection.execute("SELECT at FROM home_run WHERE kind = 'round'").fetchone()[0] > old, seconds=150
        )
    stack.start("worker-1", ".venv/bin/python", "manage.py", "worker")
    return "the other went on"


def logs_are_json_without_people(stack):
    names = ("web-1", "web-2", "worker-1", "worker-2")
    lines = [line for name in names for line in (stack.folder / f"{name}.log").read_text().splitlines()]
    own = [json.loads(line) for line in lines if line.startswith("{")]
    assert own, "the site said nothing"
    found = [line for line in lines if re.search(r"[\w.]+@[\w-]+\.[a-z]", line)]
    assert not found, found[:3]
    return f"{len(own)} lines of the site, {len(lines) - len(own)} of gunicorn"


def the_journeys_pass(stack):
    own = {
        "STACK_URL": stack.address,
        "STACK_MAIL_PORT": str(stack.ports["mail"]),
        "SSL_CERT_FILE": str(stack.folder / "authority.pem"),
    }
    environment = {**stack.environment, **own}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/journeys"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:]
    return done.stdout.strip().splitlines()[-1]


PROOFS = (
    two_migrations_at_once_apply_once,
    a_backup_of_sqlite_is_restored,
    every_command_of_the_document_works,
)
# With the site running.
PROOFS_RUNNING = (
    the_proxy_speaks_tls_and_gives_photos,
    the_log_of_the_proxy_names_nobody,
    nothing_private_is_given_by_the_proxy,
    the_new_code_one_node_after_the_other_loses_no_request,
    a_reload_loses_no_request,
    a_node_that_is_killed_is_noticed_by_who_it_was_answering_alone,
    with_no_node_left_readers_get_a_page_in_words,
    one_worker_of_two_is_enough,
)
