"""`python -m tests.stack` starts everything and stays; `test` proves docs/operating.md, `journeys` with a browser too."""

import signal
import sys
import time

from tests.stack.proofs import (
    PROOFS,
    PROOFS_RUNNING,
    a_backup_of_sqlite_is_restored,
    logs_are_json_without_people,
    the_journeys_pass,
)
from tests.stack.services import Stack


def main(what=""):
    """Returns how many proofs failed."""
    with Stack() as stack:
        if what:
            more = (the_journeys_pass,) if what == "journeys" else ()
            failed = prove(stack, PROOFS)
            stack.start_site()
            return failed + prove(stack, (*PROOFS_RUNNING, *more, logs_are_json_without_people))
        stack.manage("migrate")
        stack.manage("collectstatic", "--no-input")
        a_backup_of_sqlite_is_restored(stack)
        stack.start_site()
        print(f"\n  The site     {stack.address}/")
        print(f"  The editors  {stack.address}/beheer/   the people of README.md; the password is the name, then a second step")
        print(f"  Logs         {stack.folder}")
        print(f"  Commands     PRAKTIJKEN_SETTINGS={stack.folder}/settings {stack.checkout}/deploy/manage")
        print("\n  Stop with Ctrl-C.", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


def prove(stack, proofs):
    """How many failed."""
    failed = 0
    for proof in proofs:
        begun = time.monotonic()
        try:
            said = proof(stack)
        except AssertionError as error:
            said, failed = f"FAILED: {error}", failed + 1
        print(f"{proof.__name__.replace('_', ' ')}: {said} ({time.monotonic() - begun:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:2])))
