"""The site as `make run` starts it, in processes of its own with a database of its own; a real Chromium; a real mail server."""

import base64
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django_otp.oath import TOTP
from filelock import FileLock
from playwright.sync_api import expect, sync_playwright

from tests.migrated import copy_site, copy_to_postgresql, copy_to_sqlite
from tests.run import browser as chromium_path

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PATIENCE = 90_000  # milliseconds for a page, 20,000 for what is expected of it: a busy machine is no defect of the site
expect.set_options(timeout=20_000)
LOG = pytest.StashKey[Path]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A journey that failed says where its pages were and what they said, and what the site wrote."""
    report = yield
    if report.failed and LOG in item.config.stash:
        pages = [page for context in getattr(item, "contexts", ()) for page in context.pages]
        shown = "\n\n".join(f"{page.url}: {page.title()}\n{page.inner_text('body')[:2000]}" for page in pages)
        report.sections.append(("the pages", shown))
        report.sections.append(("the site", item.config.stash[LOG].read_text()[-4000:]))
    return report


class Mailbox:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name that aiosmtpd calls
        self.messages.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"

    def wait_for(self, address, subject, seconds=20):
        """The first message to this address with this in its subject."""
        import email
        from email import policy

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for recipients, content in self.messages:
                message = email.message_from_string(content, policy=policy.default)
                if address in recipients and subject in message["Subject"]:
                    return message
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address} about {subject!r}; got {[m[0] for m in self.messages]}")


# The journeys of `make stack-test` are on a site that runs already, as in production: its address, and where its mail goes.
STACK = os.environ.get("STACK_URL", "")


@pytest.fixture(scope="session")
def mailbox():
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=int(os.environ.get("STACK_MAIL_PORT", "0")) or free_port())
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


@pytest.fixture(scope="session")
def site(mailbox, request):
    """The address of the running site, with the demo sheets and people, and the worker beside it."""
    return STACK or request.getfixturevalue("site_of_its_own")


MANAGE = [sys.executable, "-W", "ignore", "manage.py"]


@pytest.fixture(scope="session")
def site_of_its_own(demo, mailbox, pytestconfig):
    folder, database = demo
    pytestconfig.stash[LOG] = folder / "log.txt"
    with running_site(folder, database, mailbox) as address:
        yield address


@contextmanager
def running_site(folder, database, mailbox, *, host="127.0.0.1", **others):
    """A server and a worker on this database; the address. What they say is in `log.txt` in the folder."""
    port = free_port()
    environment = {
        **os.environ,
        "DEBUG": "true",
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
        "BASE_URL": f"http://{host}:{port}",
        "ELASTICSEARCH_URL": "",
        **others,
    }
    with (folder / "log.txt").open("w") as log:
        run_on(environment, "migrate", "-v0")  # which gives it its address
        processes = [
            subprocess.Popen([*MANAGE, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
            for command in (["runserver", f"127.0.0.1:{port}", "--noreload"], ["worker", "--pause", "0.5"])
        ]
        wait_until_up(f"http://127.0.0.1:{port}/gezond/", folder / "log.txt")
        yield f"http://{host}:{port}"
        for process in processes:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site, request):
    """Opens pages of the site: `open_page("/", width=390)`. `page.foreign` lists requests that left the site.

    No page of any journey asks its browser for what its policy forbids.
    """
    contexts = request.node.contexts = []
    barred = []

    def make(path="/", *, width=1280, javascript=True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            base_url=site,
            java_script_enabled=javascript,
            locale="nl-BE",
            ignore_https_errors=bool(STACK),
        )
        contexts.append(context)
        context.on(
            "console",
            lambda said: (
                barred.append((said.page and said.page.url, said.text)) if "Content Security Policy" in said.text else None
            ),
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.foreign = []
        page.on(
            "request",
            lambda request: page.foreign.append(request.url) if not request.url.startswith((site, "data:", "blob:")) else None,
        )
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert barred == []


@pytest.fixture
def log_in(open_page):
    """A page of Wagtail for one of the demo people."""

    def make(name):
        page = open_page("/beheer/login/")
        show_password(page, name)
        if "/tweede-stap/" in page.url:  # where it is asked: on the stack
            show_second_factor(page, name)
        page.wait_for_url("**/beheer/")
        return page

    return make


_codes = {}  # recovery codes that are left, of each of the demo people


def show_password(page, name, password=""):
    page.fill("[name=username]", name)
    page.fill("[name=password]", password or name)
    page.click("button[type=submit]")
    page.wait_for_load_state()


def show_second_factor(page, name):
    """A recovery code, which works at once; the first time, an app and the codes that come after it."""
    if not _codes.get(name):
        choose_app(page)
        _codes[name] = keep_codes(page)
        return
    page.fill("[name=code]", _codes[name].pop())
    page.click(".login-form button")
    if not _codes[name]:  # new ones, before there are none left
        page.wait_for_url("**/beheer/")
        page.goto("/beheer/tweede-stap/herstelcodes/")
        _codes[name] = keep_codes(page)


def choose_app(page):
    """Type what an authenticator would show."""
    secret = page.locator("code").inner_text().replace(" ", "")
    page.fill("[name=code]", code_now(secret))
    page.click(".login-form button")
    page.wait_for_url("**/herstelcodes/**")


def code_now(secret):
    clock = TOTP(base64.b32decode(secret))
    clock.time = time.time()
    return f"{clock.token():06d}"


def keep_codes(page):
    """Have ten recovery codes shown, and go on."""
    page.click(".login-form button")
    page.wait_for_selector(".second-step__codes")
    codes = page.locator(".second-step__codes code").all_inner_texts()
    page.click("main a.button")
    return codes


def free_port():
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A folder and a database with the demo: its own for each process, and on SQLite a copy of what the first one loaded."""
    folder = tmp_path_factory.mktemp("site")
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        copy_site(loaded_once(tmp_path_factory), folder)
        yield folder, f"sqlite:///{folder / 'db.sqlite3'}"
        return
    name = f"praktijken_journeys_{os.getpid()}"
    address = copy_to_postgresql(url, name)
    _load(folder, address)
    yield folder, address
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def loaded_once(tmp_path_factory):
    root = tmp_path_factory.getbasetemp()
    shared = (root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root) / "demo"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            begun = shared.with_name("demo-begun")
            begun.mkdir()
            copy_to_sqlite(begun / "db.sqlite3")
            _load(begun, f"sqlite:///{begun / 'db.sqlite3'}")
            begun.rename(shared)
    return shared


def _load(folder, database):
    own = {"DEBUG": "true", "DATABASE_URL": database, "MEDIA_ROOT": str(folder / "media"), "ELASTICSEARCH_URL": ""}
    run_on({**os.environ, **own}, "load_demo")


def run_on(environment, *command):
    subprocess.run([*MANAGE, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def wait_until_up(url, log, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the site did not start: {log.read_text()[-2000:]}")
