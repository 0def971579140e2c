"""A file that somebody sent is read in a process of its own, which ends when it takes too long or too much memory.

A PDF of 2 kB can keep its reader busy for minutes, and so can a packed document or a page full of tables. What is asked of a
worker is then one reader at a time, and seconds. Run as a program it prints what it read, or why it could not, as JSON.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from practices.importing.converting import read_file

SECONDS = 5  # of a processor; a sheet of ten pages takes less than one
_WALL_SECONDS = 15  # while others keep the processor busy
_MEMORY = 1024**3
_LONGEST_OUTPUT = 2 * 1024**2


def read_apart(path: Path) -> str:
    """The text of a file, as `converting.read_file` reads it. Raises ValueError with what to do instead."""
    command = [sys.executable, "-m", __name__, str(path.absolute()), translation.get_language() or "nl"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the path is ours too, not the name that somebody gave
            command, capture_output=True, timeout=_WALL_SECONDS, check=False, cwd=settings.BASE_DIR, env=_environment()
        )
        said = json.loads(done.stdout[:_LONGEST_OUTPUT])
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        raise ValueError(_("Reading this took too long: copy its text, and paste it or save it as .txt")) from error
    if said["reason"]:
        raise ValueError(said["reason"])
    return said["text"]


def _environment() -> dict[str, str]:
    """Nothing of what the site is told: no key, no address of a database."""
    kept = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONUTF8": "1"}


def _main(path: str, language: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with contextlib.suppress(ValueError, OSError):  # some systems keep no such limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    settings.configure(USE_I18N=True, LOCALE_PATHS=[Path(__file__).parents[2] / "config" / "locale"])
    apps.populate([])  # what finds the words in a language asks for them
    text, reason = "", ""
    with translation.override(language):
        try:
            text = read_file(Path(path))
        except (ValueError, OSError) as error:
            reason = str(error)
        except (MemoryError, RecursionError):
            return
    sys.stdout.write(json.dumps({"text": text, "reason": reason}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
