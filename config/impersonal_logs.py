"""Logs without personal data: no e-mail address and no link that lets somebody in, whoever wrote the line."""

import logging
import re

_ADDRESS = re.compile(r"[\w.+%'-]{1,200}(?:@|%40)(?=[\w-]+\.[\w.-]+)")
_TOKEN = re.compile(r"(/(?:inzending|password_reset/confirm/[^/\s]+)/)[\w-]{20,}")


class Impersonal(logging.Formatter):
    """Writes a record, its traceback included, without whom it is about: of an address only where it is."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub(r"\1…", _ADDRESS.sub("…@", super().format(record)))
