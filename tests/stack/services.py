"""A copy of this checkout, run as docs/operating.md has it: PostgreSQL, Elasticsearch with a password, two web nodes, two
workers, and nginx with TLS in front. What systemd would start is started here.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from string import Template

import psycopg
import trustme

ROOT = Path(__file__).parents[2]
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://praktijken:praktijken@127.0.0.1:5432/praktijken")
SHARED_ELASTICSEARCH = ROOT.parent / "shared" / "elasticsearch" / "start"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log;
events {{ worker_connections 1024; }}
http {{ include /etc/nginx/mime.types; default_type application/octet-stream; include {folder}/site.conf; }}
"""


def free_port():
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        return each.getsockname()[1]


class Stack:
    """Runs while the context lasts. `manage` is the command of the document, `address` where the site answers."""

    def __enter__(self):
        self._ended = ExitStack()
        try:
            self._prepare()
        except BaseException:
            self._ended.close()
            raise
        return self

    def _prepare(self):
        self.folder = Path(self._ended.enter_context(tempfile.TemporaryDirectory(prefix="praktijken-stack-")))
        self.folder.chmod(0o755)
        self.checkout = self.folder / "srv"
        self.ports = {name: free_port() for name in ("web-1", "web-2", "http", "https", "mail")}
        self.address = f"https://localhost:{self.ports['https']}"
        self.processes = {}
        self._copy_checkout()
        self._make_certificate()
        self._make_settings()

    def __exit__(self, *error):
        for name in list(self.processes):
            self.stop(name)
        self._ended.close()

    def _copy_checkout(self):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
        )
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (self.checkout / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.checkout / name)
        for built in ROOT.glob("config/locale/*/LC_MESSAGES/*.mo"):
            shutil.copy2(built, self.checkout / built.relative_to(ROOT))
        (self.checkout / ".venv").symlink_to(ROOT / ".venv")

    def _make_certificate(self):
        authority = trustme.CA()
        authority.cert_pem.write_to_path(self.folder / "authority.pem")
        own = authority.issue_cert("localhost", "127.0.0.1")
        own.private_key_pem.write_to_path(self.folder / "key.pem")
        own.cert_chain_pems[0].write_to_path(self.folder / "certificate.pem")

    def _make_settings(self):
        name = f"praktijken_stack_{os.getpid()}"
        with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        self._ended.callback(self._drop_database, name)
        values = {
            "SECRET_KEY": "voor-de-stapel-op-deze-machine-en-nergens-anders-0123456789",
            "BASE_URL": self.address,
            "ALLOWED_HOSTS": "localhost",
            "DATABASE_URL": f"{POSTGRESQL.rsplit('/', 1)[0]}/{name}",
            "ELASTICSEARCH_URL": self._elasticsearch(),
            "MEDIA_ROOT": self.folder / "media",
            "BACKUP_ROOT": self.folder / "backups",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.ports['mail']}",
            "PROXY_COUNT": 1,
            "LOG_FORMAT": "json",
        }
        self.database = values["DATABASE_URL"]
        settings = self.folder / "settings"
        settings.write_text("".join(f"{name}='{value}'\n" for name, value in values.items()))
        settings.chmod(0o600)
        own = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "DJANGO_SETTINGS_MODULE", *values}}
        self.environment = {**own, "PRAKTIJKEN_SETTINGS": str(settings), "PYTHONWARNINGS": "ignore"}
        self.site_environment = {**own, **{name: str(value) for name, value in values.items()}, "PYTHONWARNINGS": "ignore"}

    def _drop_database(self, name):
        with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _elasticsearch(self):
        """One with a password: the one that is named, or the one that the script beside this checkout starts; else none."""
        if address := os.environ.get("ELASTICSEARCH_SECURED_URL", ""):
            return address
        if not SHARED_ELASTICSEARCH.exists():
            print("Without Elasticsearch: none is named in ELASTICSEARCH_SECURED_URL.")
            return ""
        port = str(free_port())
        own = {**os.environ, "ES_PORT": port, "ES_SECURITY": "true", "ES_PASSWORD": "praktijken", "ES_HEAP": "512m"}
        subprocess.run([SHARED_ELASTICSEARCH], env=own, check=True, stdout=subprocess.DEVNULL)
        self._ended.callback(subprocess.run, [SHARED_ELASTICSEARCH, "--stop"], env=own, check=False)
        return f"http://elastic:praktijken@127.0.0.1:{port}"

    def manage(self, *arguments, **more):
        """`deploy/manage …`; raises AssertionError with what it said."""
        command = [self.checkout / "deploy" / "manage", *arguments]
        done = subprocess.run(command, env={**self.environment, **more}, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"deploy/manage {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def start(self, name, *command):
        """A process of the site, as its unit has it; its log lies in the folder."""
        log = (self.folder / f"{name}.log").open("a")
        self.processes[name] = subprocess.Popen(
            command, cwd=self.checkout, env=self.site_environment, stdout=log, stderr=log, umask=0o027
        )

    def start_site(self):
        for name in ("web-1", "web-2"):
            self.start_web(name)
        for name in ("worker-1", "worker-2"):
            self.start(name, ".venv/bin/python", "manage.py", "worker")
        self.start_proxy()

    def start_web(self, name):
        bind = f"127.0.0.1:{self.ports[name]}"
        self.start(name, ".venv/bin/gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", bind, "config.wsgi")
        self.wait_for(lambda: self.is_healthy(name))

    def is_healthy(self, name):
        command = [".venv/bin/python", "deploy/healthy.py", str(self.ports[name])]
        return (
            subprocess.run(command, cwd=self.checkout, env=self.site_environment, capture_output=True, check=False).returncode
            == 0
        )

    def start_proxy(self):
        filled = {
            "WEB_1": f"127.0.0.1:{self.ports['web-1']}",
            "WEB_2": f"127.0.0.1:{self.ports['web-2']}",
            "HTTP_LISTEN": f"127.0.0.1:{self.ports['http']}",
            "HTTPS_LISTEN": f"127.0.0.1:{self.ports['https']}",
            "SITE_HOST": "localhost",
            "CERTIFICATE": self.folder / "certificate.pem",
            "CERTIFICATE_KEY": self.folder / "key.pem",
            "MEDIA_ROOT": self.folder / "media",
            "AWAY_FOLDER": self.checkout / "deploy",
            "LOG_FOLDER": self.folder,
        }
        template = (ROOT / "deploy" / "nginx.conf.template").read_text()
        (self.folder / "site.conf").write_text(Template(template).safe_substitute(filled))
        (self.folder / "nginx.conf").write_text(NGINX.format(folder=self.folder))
        self.start("proxy", shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(self.folder / "nginx.conf"))
        self.wait_for(lambda: self._listens("https"))

    def _listens(self, name):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.ports[name]), timeout=1):
            return True
        return False

    def signal(self, name, number):
        self.processes[name].send_signal(number)

    def stop(self, name):
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()

    def wait_for(self, happened, seconds=60):
        end = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > end:
                logs = "\n".join(f"== {log.name}\n{log.read_text()[-1500:]}" for log in self.folder.glob("*.log"))
                raise AssertionError(f"it did not start:\n{logs}")
            time.sleep(0.2)
