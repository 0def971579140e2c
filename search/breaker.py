"""Leaves Elasticsearch alone for a while after it failed, so that only one reader in that while waits for it."""

import logging
import time

from search.engines import EngineError

logger = logging.getLogger(__name__)
PAUSE = 15  # seconds


class Breaker:
    """One for each process."""

    def __init__(self) -> None:
        self._until = 0.0

    def check(self) -> None:
        """Raises EngineError while the engine is left alone."""
        if time.monotonic() < self._until:
            raise EngineError("Elasticsearch failed a moment ago")

    def broke(self, error: EngineError) -> None:
        """Leave it alone from now on."""
        if time.monotonic() >= self._until:
            logger.warning("Elasticsearch does not answer; the embedded index stands in: %s", error)
            self._until = time.monotonic() + PAUSE

    def reset(self) -> None:
        """Try again at once."""
        self._until = 0.0


breaker = Breaker()
