"""At a start: dates that were counted by something else are brought in line by a job."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from handlers.clock.following import awaits_following
from handlers.clock.queue import queue
from handlers.house import House
from handlers.voice import Voice
from notifications.insist import insist
from storage import communes
from storage.database import Database
from storage.tables import Commune
from storage.work import Work


async def follow_each(
    database: Database,
    house: House,
    clock: Callable[[], datetime],
    numbers: Iterable[int],
    stop: asyncio.Event,
) -> None:
    """The same for these communes, each in a transaction of its own, so that messages come
    between; until `stop` is set."""
    for number in numbers:
        if stop.is_set():
            return
        one = partial(_follow_one, house=house, number=number, clock=clock)
        await insist(database, one, stop)


def follow_what_changed(work: Work, house: House, now: datetime) -> None:
    """A job for each commune whose dates were counted by something else; what was lost with a
    process is found again by it."""
    for commune in communes.every(work):
        _follow(work, house, commune, now)


def _follow_one(work: Work, *, house: House, number: int, clock: Callable[[], datetime]) -> None:
    commune = work.session.get(Commune, number)
    if commune is not None:
        _follow(work, house, commune, clock())


def _follow(work: Work, house: House, commune: Commune, now: datetime) -> None:
    voice = Voice(work=work, house=house, now=now, commune=commune)
    if awaits_following(voice):
        assert commune.id is not None
        queue(work, commune.id, "started", now)
