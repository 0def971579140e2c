#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    """Run a management command; a checkout without SECRET_KEY is a developer's, so it runs with DEBUG."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "SECRET_KEY" not in os.environ:
        os.environ.setdefault("DEBUG", "true")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - the environment comes first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
