"""Noting what has been done, however long the database is away."""

import asyncio
from collections.abc import Callable

import structlog

from notifications.waiting import first_of
from storage.database import Database
from storage.errors import Unavailable
from storage.work import Work

PAUSE = 1.0

log = structlog.get_logger()


async def insist(database: Database, work: Callable[[Work], object], stop: asyncio.Event) -> None:
    """Write `work` as soon as the database takes it; who did not would do a thing twice.

    Gives up when `stop` is set: the lease then runs out, and the thing is done once more.
    """
    tries = 0
    while True:
        try:
            await database.write(work)
            return
        except Unavailable:
            tries += 1
        if tries == 1:
            log.warning("what was done cannot be noted yet")
        if stop.is_set():
            log.error("stopped before it could be noted what was done")
            return
        await first_of(stop, asyncio.Event(), PAUSE)
