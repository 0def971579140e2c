"""What an administrator has the worker do from the screen, as a shell would."""

from io import StringIO

from django.core.management import CommandError, call_command

from home import runs
from home.runs import Run

_COMMANDS = {Run.Kind.CHECK: "search_check", Run.Kind.REBUILD: "search_rebuild"}
ORDERS = tuple(_COMMANDS)


def do_what_was_asked() -> None:
    """Run each command that was asked for, and note what it said."""
    for kind, command in _COMMANDS.items():
        if not runs.take_run(kind):
            continue
        said = StringIO()
        try:
            call_command(command, stdout=said)
        except CommandError as error:
            runs.note_run(kind, Run.State.FAILED, f"{said.getvalue()}{error}")
        except Exception as error:
            runs.note_run(kind, Run.State.FAILED, repr(error))
            raise
        else:
            runs.note_run(kind, Run.State.DONE, said.getvalue())
