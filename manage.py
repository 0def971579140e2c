#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys
from pathlib import Path

import environ

# It says that this checkout serves a real site: without the settings of that site its commands would work on another database.
PRODUCTION = Path(__file__).parent / "var" / "production"
_INSTALLING = {"migrate", "collectstatic"}


def main() -> None:
    """Run a management command; a checkout without SECRET_KEY is a developer's, so it runs with DEBUG."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "SECRET_KEY" not in os.environ and "DEBUG" not in os.environ:
        if PRODUCTION.exists():
            sys.exit(
                "Without SECRET_KEY this would work on a developer's database, and this checkout serves a real site. "
                f"Load its settings first (deploy/manage does), or remove {PRODUCTION}."
            )
        os.environ["DEBUG"] = "true"
    elif _INSTALLING & set(sys.argv[1:2]) and os.environ.get("DEBUG", "").lower() not in environ.Env.BOOLEAN_TRUE_STRINGS:
        PRODUCTION.parent.mkdir(exist_ok=True)
        PRODUCTION.touch()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - the environment comes first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
