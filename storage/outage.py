"""Says once that saving fails, now and then while it lasts, and once when it is over."""

import threading
from time import monotonic

import structlog

from storage.errors import Unavailable
from storage.troubles import WORDS, Trouble

# Between two lines while it lasts; a thousand failing messages are one line, not a thousand.
SAY_AGAIN = 10.0
# A success among failures is not yet the end.
QUIET = 2.0

log = structlog.get_logger()


class Outage:
    """What is said of one thing ("writing to the database"); any thread may tell it."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._lock = threading.Lock()
        self._since: float | None = None
        self._last = self._said = 0.0
        self._count = 0
        self._trouble = Trouble.UNKNOWN

    @property
    def trouble(self) -> Trouble | None:
        """What it fails by; None while it works."""
        return self._trouble if self._since is not None else None

    def failed(self, fault: Unavailable) -> None:
        """It failed for a piece of work."""
        if fault.trouble is Trouble.STOPPING:
            return
        with self._lock:
            now = self._last = monotonic()
            self._count += 1
            self._trouble = fault.trouble
            if self._since is None:
                self._since = self._said = now
                self._say("fails", fault)
            elif now - self._said >= SAY_AGAIN:
                self._said = now
                self._say("still fails", fault)

    def worked(self) -> None:
        """It worked for a piece of work."""
        if self._since is None:
            return
        with self._lock:
            now = monotonic()
            if self._since is not None and now - self._last >= QUIET:
                log.warning(f"{self._what} works again", **self._so_far(now))
                self._since, self._count = None, 0

    def _say(self, how: str, fault: Unavailable) -> None:
        words = WORDS[fault.trouble]
        log.error(f"{self._what} {how}", **self._so_far(self._last), why=words.says, do=words.do)

    def _so_far(self, now: float) -> dict[str, object]:
        assert self._since is not None
        return {"failed": self._count, "seconds": round(now - self._since)}
