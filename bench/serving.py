"""Pages a second through a real server: gunicorn with one worker, asked by wrk from another core."""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

INSTALL_WRK = "apt-get install -y wrk"
_SECONDS = 1  # of asking for one address
ROUNDS = 9  # in turn and short, for a machine is not as fast the next second
_RATE = re.compile(r"Requests/sec:\s*([\d.]+)")


def per_second(paths: dict[str, tuple[str, ...]], environment: dict[str, str]) -> dict[str, list[float]]:
    """By the same names, how often in a second these addresses are answered, a median for each round.

    `environment` is that of the server, beside our own. Without wrk nothing is measured, and said so.
    """
    if not shutil.which("wrk"):
        print(f"Not measured through a server, because wrk is not there: {INSTALL_WRK}")
        return {}
    with server(environment) as address:
        rounds = [
            {name: statistics.median(rate(address + path) for path in each) for name, each in paths.items()}
            for _round in range(ROUNDS)
        ]
    return {name: [each[name] for each in rounds] for name in paths}


@contextmanager
def server(environment: dict[str, str]) -> Iterator[str]:
    """The address of a gunicorn with one worker, with these variables beside our own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}", "config.wsgi"]
    process = subprocess.Popen([*command, "--log-level", "error"], env={**os.environ, **environment})
    try:
        _wait_for(f"http://127.0.0.1:{port}/bare/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{address} does not answer")


def rate(address: str) -> float:
    """How often in a second it is answered."""
    urllib.request.urlopen(address, timeout=30).close()
    command = ["wrk", "-t1", "-c4", f"-d{_SECONDS}s", "-H", "Host: localhost", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = _RATE.search(said)
    if found is None or "Non-2xx" in said:
        raise RuntimeError(f"{address}: {said}")
    return float(found[1])
