"""What goes wrong meanwhile: a process that is killed, a disk that is full, a PostgreSQL that is stopped or hangs."""

import os
import random
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

DISK = "24m"  # for the photos
PG_PORT = 8194
POSTGRESQL = f"postgres://praktijken@127.0.0.1:{PG_PORT}/praktijken"
_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


class Processes:
    """Commands that run; one that is killed starts again."""

    def __init__(self, commands):
        self._commands = commands
        self._running = {name: self._start(name) for name in commands}

    def _start(self, name):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(self._commands[name], start_new_session=True, **quiet)

    def kill_one(self):
        """Without a warning, with all of its children."""
        name = random.choice(list(self._commands))  # noqa: S311 - no secret
        os.killpg(self._running[name].pid, signal.SIGKILL)
        self._running[name].wait()
        self._running[name] = self._start(name)

    def end(self):
        for process in self._running.values():
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def small_disk(folder):
    """A disk of a few megabytes at this folder; only root can make one."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder, seconds):
    """Leave no byte of a disk for so long."""
    rest = folder / "rest"
    with rest.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    time.sleep(seconds)
    rest.unlink()


class Cluster:
    """A PostgreSQL of our own, run by the user that its package made."""

    def __init__(self, folder):
        self._folder = folder / "cluster"

    def __enter__(self):
        self._folder.parent.chmod(0o755)
        self._folder.mkdir()
        subprocess.run(["chown", "postgres", str(self._folder)], check=True)
        self._run(f"initdb -D {self._folder} -U praktijken --auth trust --no-sync")
        self._begin()
        self._run(f"createdb -h 127.0.0.1 -p {PG_PORT} -U praktijken praktijken")
        return self

    def __exit__(self, *error):
        self._signal(signal.SIGCONT)
        self._end()

    def stop(self, seconds):
        """Nobody listens for so long; what it did not finish is undone."""
        self._end()
        time.sleep(seconds)
        self._begin()

    def hang(self, seconds):
        """It listens, and says nothing."""
        self._signal(signal.SIGSTOP)
        time.sleep(seconds)
        self._signal(signal.SIGCONT)

    def _begin(self):
        options = f"-p {PG_PORT} -k {self._folder} -c listen_addresses=127.0.0.1"
        self._run(f"pg_ctl -D {self._folder} -w -l {self._folder}/log -o '{options}' start")

    def _end(self):
        self._run(f"pg_ctl -D {self._folder} -w -m immediate stop")

    def _run(self, command):
        script = f"PATH={_BINARIES[-1]}:$PATH {command}"
        subprocess.run(["su", "postgres", "-c", script], check=True, cwd="/", stdout=subprocess.DEVNULL)

    def _signal(self, number):
        """To the server and to each of its connections."""
        server = int((self._folder / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for pid in (server, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
