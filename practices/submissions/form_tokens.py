"""The key of a form: by it, the same form that is sent twice is one submission, and it tells how long the form stood open."""

import time
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

_SALT = "submissions form"


class TokenExpiredError(Exception):
    """The form stood open for too long, or the key was made up."""


@dataclass(frozen=True)
class FormToken:
    """`shown_at` is in seconds since 1970. As text it is signed: nobody can make one up."""

    value: uuid.UUID
    shown_at: float

    @classmethod
    def new(cls, ago: float = 0) -> "FormToken":
        """For a form that was shown so many seconds ago."""
        return cls(uuid.uuid4(), time.time() - ago)

    @classmethod
    def of(cls, value: uuid.UUID) -> "FormToken":
        """For a form about what has a key already."""
        return cls(value, time.time())

    @classmethod
    def read(cls, text: str) -> "FormToken":
        """What a form sent along. Raises TokenExpiredError."""
        try:
            value, shown_at = signing.loads(text, salt=_SALT, max_age=settings.PERIODS.form)
        except signing.BadSignature as error:
            raise TokenExpiredError from error
        return cls(uuid.UUID(value), shown_at)

    @property
    def seconds(self) -> float:
        """How long ago the form was shown."""
        return time.time() - self.shown_at

    def __str__(self) -> str:
        return signing.dumps([self.value.hex, self.shown_at], salt=_SALT)
