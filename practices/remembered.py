"""What a process remembers for a while, so that no page asks the database for it."""

import time
from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """A function without arguments, asked again after so many seconds."""

    def __init__(self, read: Callable[[], T], seconds: float) -> None:
        update_wrapper(self, read)
        self._read, self._seconds = read, seconds
        self._kept: tuple[float, T] | None = None

    def __call__(self) -> T:
        now = time.monotonic()
        if self._kept is None or now - self._kept[0] > self._seconds:
            self._kept = (now, self._read())
        return self._kept[1]

    def forget(self) -> None:
        """Ask it anew the next time."""
        self._kept = None


def remembered(seconds: float) -> Callable[[Callable[[], T]], Remembered[T]]:
    """A decorator: readers may have to wait as long for a change of an editor."""
    return lambda read: Remembered(read, seconds)
