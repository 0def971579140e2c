"""Logs without personal data: no e-mail address and no link that lets somebody in, whoever wrote the line."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from config.request_ids import request_id

# However it is written: with quotes, letters that are not ASCII, the sign as a code, a host without a dot or as numbers.
_LOCAL = r"(?:\"[^\"\n]{1,100}\"|[^\s\"<>()\[\],;:=/\\]{1,200}?)"
_ADDRESS = re.compile(rf"{_LOCAL}(?:@|%(?:25)?40|&\#0*64;|\\u0040)(?=\[?[\w-])", re.IGNORECASE)
_TOKEN = re.compile(
    r"((?:/|%2f)(?:inzending|password_reset(?:/|%2f)confirm(?:/|%2f)[^/%\s]+)(?:/|%2f))[\w-]{20,}", re.IGNORECASE
)
# What PostgreSQL says of a row that it refuses.
_ROW = re.compile(r"(Key \([^)\n]*\)=|Failing row contains )\([^\n]*\)")
# What would begin a line of its own, or tell a terminal what to do.
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


class Impersonal(logging.Formatter):
    """Writes a record, its traceback included, without whom it is about: of an address only where it is."""

    def format(self, record: logging.LogRecord) -> str:
        return _ROW.sub(r"\1(…)", _TOKEN.sub(r"\1…", _ADDRESS.sub("…@", self.whole(record))))

    def whole(self, record: logging.LogRecord) -> str:
        own = request_id()
        text = _CONTROL.sub(lambda found: repr(found[0])[1:-1], record.getMessage()) + (f" [{own}]" if own else "")
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


class ImpersonalJSON(Impersonal):
    """The same as a line of JSON, for a program that collects logs."""

    def whole(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": _CONTROL.sub(lambda found: repr(found[0])[1:-1], record.getMessage()),
            "request": request_id(),
            "error": self.formatException(record.exc_info) if record.exc_info else "",
        }
        return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


class WithoutTraceback(logging.Filter):
    """A mail server that is away is one line for each try, not forty: which line of whose code met it says nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = f"{record.getMessage()}: {record.exc_info[1]}", ()
            record.exc_info = record.exc_text = None
        return True


def logging_as(form: str) -> dict[str, Any]:
    """Django's LOGGING, with lines of `text` or `json`."""
    formatter = "json" if form == "json" else "text"
    handler = {"class": "logging.StreamHandler", "formatter": formatter}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": "config.impersonal_logs.Impersonal"},
            "json": {"()": "config.impersonal_logs.ImpersonalJSON"},
        },
        "filters": {"without_traceback": {"()": "config.impersonal_logs.WithoutTraceback"}},
        "handlers": {"console": handler, "mails": {**handler, "filters": ["without_traceback"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            # The mail queue says six lines every few seconds, also when it is empty.
            "post_office": {"handlers": ["mails"], "level": "WARNING", "propagate": False},
        },
    }
