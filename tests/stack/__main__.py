"""`python -m tests.stack` starts everything and stays; `test` proves docs/operating.md, `journeys` with a browser too."""

import signal
import sys
import time

from tests.stack.proofs import PROOFS, PROOFS_RUNNING, a_backup_of_sqlite_is_restored, the_journeys_pass
from tests.stack.services import Stack


def main(what=""):
    """Returns the exit code."""
    with Stack() as stack:
        if what:
            more = (the_journeys_pass,) if what == "journeys" else ()
            return prove(stack, PROOFS) or start(stack) or prove(stack, (*PROOFS_RUNNING, *more))
        stack.manage("migrate")
        stack.manage("collectstatic", "--no-input")
        a_backup_of_sqlite_is_restored(stack)
        start(stack)
        print(f"\n  The site     {stack.address}/")
        print(f"  The editors  {stack.address}/beheer/   admin, moderator or redacteur; the password is the name")
        print(f"  Logs         {stack.folder}")
        print(f"  Commands     PRAKTIJKEN_SETTINGS={stack.folder}/settings {stack.checkout}/deploy/manage")
        print("\n  Stop with Ctrl-C.", flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


def start(stack):
    stack.start_site()
    return 0


def prove(stack, proofs):
    failed = 0
    for proof in proofs:
        begun = time.monotonic()
        try:
            said = proof(stack)
        except AssertionError as error:
            said, failed = f"FAILED: {error}", 1
        print(f"{proof.__name__.replace('_', ' ')}: {said} ({time.monotonic() - begun:.0f} s)", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
