"""The time of a database that several processes share: leases are compared by one clock.

The clocks of two machines may be minutes apart, and one may be set while the program runs. So the
server is asked for its time at the start and each minute; between two answers a counter that nobody
sets, and that goes on while a machine sleeps, tells how much has passed. The embedded database has
one machine, and its clock.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bot import clock
from notifications.waiting import first_of
from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import StorageError
from storage.moment import moment

EVERY = 60.0
# So many times the server is asked: the first answer has to wait for a connection.
TRIES = 3
# More than this the machine's own clock may not differ without somebody being told.
ASTRAY = timedelta(seconds=30)

log = structlog.get_logger()


def counter() -> float:
    """Seconds that have passed since some moment; nobody sets it."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class DatabaseClock:
    """The server's time, told without asking for it each time."""

    def __init__(
        self,
        database: Database,
        *,
        counted: Callable[[], float] = counter,
        own: Callable[[], datetime] = clock.now,
    ) -> None:
        self._database, self._counted, self._own = database, counted, own
        # One value, since other threads ask while it is replaced.
        self._answer = self._measure()
        self._warn()

    def __call__(self) -> datetime:
        """This moment by the server's clock."""
        at, told = self._answer
        return told + timedelta(seconds=self._counted() - at)

    async def run(self, stop: asyncio.Event) -> None:
        """Ask again each minute; without an answer the last one counts."""
        while not stop.is_set():
            await first_of(stop, asyncio.Event(), EVERY)
            with suppress(StorageError):
                self._answer = await asyncio.to_thread(self._measure)

    def _measure(self) -> tuple[float, datetime]:
        """The server answered between two readings, so that their middle is wrong by half of what
        lies between them at most: the quickest of some answers counts."""
        _, at, told = min((self._ask() for _ in range(TRIES)), key=lambda answer: answer[0])
        return at, told

    def _ask(self) -> tuple[float, float, datetime]:
        """How long it took, the middle of it, and what the server said."""
        before = self._counted()
        told = self._database.read_now(moment)
        after = self._counted()
        return after - before, (before + after) / 2, told

    def _warn(self) -> None:
        """People read times in the log, which are the machine's own."""
        if abs(apart := self._own() - self()) > ASTRAY:
            log.warning(
                "this machine's clock differs from the database's", seconds=apart.total_seconds()
            )


def clock_of(database: Database) -> Callable[[], datetime]:
    """By which the program runs on this database."""
    return clock.now if is_sqlite(database.url) else DatabaseClock(database)
