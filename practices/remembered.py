"""What a process remembers, so that no page asks the database for it: as long as nothing on the site changed."""

import time
from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar

from practices.site_state import known_state

T = TypeVar("T")


class Remembered(Generic[T]):
    """A function without arguments, asked again when the site changed; where nobody knows that, after so many seconds."""

    def __init__(self, read: Callable[[], T], seconds: float) -> None:
        update_wrapper(self, read)
        self._read, self._seconds = read, seconds
        self._kept: tuple[int | None, float, T] | None = None

    def __call__(self) -> T:
        state, now = known_state(), time.monotonic()
        if self._kept is None or not self._holds(state, now):
            self._kept = (state, now, self._read())
        return self._kept[2]

    def _holds(self, state: int | None, now: float) -> bool:
        at_state, at, _value = self._kept  # type: ignore[misc] # asked of something kept only
        return at_state == state if state is not None else now - at <= self._seconds

    def forget(self) -> None:
        """Ask it anew the next time."""
        self._kept = None


def remembered(seconds: float) -> Callable[[Callable[[], T]], Remembered[T]]:
    """A decorator: readers may have to wait as long for a change of an editor, where no state is known."""
    return lambda read: Remembered(read, seconds)
