"""A database with the municipalities, processes of the site, and a real Elasticsearch to stop and to freeze."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command

MANAGE = [sys.executable, "-W", "ignore", "manage.py"]


def prepare():
    call_command("migrate", verbosity=0)
    call_command("load_municipalities", verbosity=0)


@contextmanager
def running(*command):
    """A process beside this one."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


class Node:
    """An Elasticsearch of our own. (Its script empties it at every start, so after a stop everything is built anew.)"""

    def __init__(self, script, port):
        self._script, self._environment = script, {**os.environ, "ES_PORT": port, "ES_HEAP": "512m"}
        self._port = port

    def __enter__(self):
        self._start()

    def __exit__(self, *error):
        self._signal(signal.SIGCONT)
        self._stop()

    @contextmanager
    def away(self, how):
        """Nobody answers meanwhile ("stopped"), or the port is open and nothing comes ("frozen"); "there" is not away."""
        leave, come_back = {
            "stopped": (self._stop, self._start),
            "frozen": (lambda: self._signal(signal.SIGSTOP), lambda: self._signal(signal.SIGCONT)),
            "there": (bool, bool),
        }[how]
        leave()
        yield
        come_back()

    def _start(self):
        subprocess.run([self._script], env=self._environment, check=True, stdout=subprocess.DEVNULL)

    def _stop(self):
        subprocess.run([self._script, "--stop"], env=self._environment, check=True)
        while self._pids():
            time.sleep(0.2)

    def _signal(self, number):
        for pid in self._pids():
            os.kill(pid, number)

    def _pids(self):
        """The server and its launcher."""
        found = []
        for each in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if f"node-{self._port}/" in each.read_text().replace("\0", " "):
                    found.append(int(each.parent.name))
            except OSError:  # it ended meanwhile
                continue
        return found


def get(address, timeout=30):
    """What the site answers; raises for everything but 200."""
    with urllib.request.urlopen(address, timeout=timeout) as response:
        return response.read().decode()
