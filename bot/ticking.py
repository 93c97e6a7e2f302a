"""`doithoai tick`: does once what the clock would do, or rehearses what is to come on a copy."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from bot import clock
from bot.app import build
from bot.beside import ticks_of
from bot.following import follow_what_changed
from bot.settings import Settings
from bot.start import find_accounts, open_current
from bot.tasks import Means, tasks_of, worker_of
from bot.ticked import Done, done_at, mark
from handlers.clock.queue import FOLLOW
from handlers.house import House
from handlers.reminders.meeting import REMIND
from locales.dates import LOCAL
from scheduler.ticking import Ticking
from scheduler.ticks import TICKS
from scheduler.worker import Worker
from storage import rehearsal
from storage.blobs import Blobs
from storage.database import Database

DAY = timedelta(days=1)
PREFIX = "rehearsal-"
# What the ticks queue; other long work has nothing to do with the clock.
OF_TICKS = (FOLLOW, REMIND)


async def tick(settings: Settings, at: datetime, real: Callable[[], datetime]) -> list[Done]:
    """Every tick as if it were `at`, then its jobs, then all that waits to be sent.

    What is sent is leased by the `real` clock: another process may be sending too.
    """
    app = build(settings, now=real, prepare=find_accounts)
    try:
        since = await app.database.read(mark)
        for one in ticks_of(app):
            await one.do(Ticking(database=app.database, house=app.house, now=at))
        await _finish(worker_of(replace(app.means(), clock=lambda: at)))
        done = await app.database.read(lambda work: done_at(work, app.house, at, since))
        await app.relay().finish()
        return done
    finally:
        for account in app.accounts:
            await account.close()
        app.database.close()


async def _ring(database: Database, house: House, at: datetime) -> None:
    """Only what tells people something: a copy needs no tidying."""
    for one in TICKS:
        if one.tells:
            await one.do(Ticking(database=database, house=house, now=at))


async def _finish(worker: Worker) -> None:
    while await worker.step():
        pass


def rehearse(settings: Settings, house: House, at: datetime, until: datetime) -> list[Done]:
    """The same on a copy that reaches nobody, from `at` on until `until`, day after day; how things
    stand is left out, for a calendar of what is to come it is nothing."""
    house = replace(house, reminding=replace(house.reminding, line_hour=-1))
    with _copied(settings) as database, tempfile.TemporaryDirectory() as files:
        return asyncio.run(_play(database, house, Path(files), at, until))


async def _play(
    database: Database, house: House, files: Path, at: datetime, until: datetime
) -> list[Done]:
    done: list[Done] = []
    await database.write(lambda work: follow_what_changed(work, house, at))
    for moment in moments(at, until, house.reminding.hour):
        since = await database.read(mark)
        await _ring(database, house, moment)
        await _finish(_worker(database, house, files, moment))
        done += await database.read(partial(done_at, house=house, at=moment, since=since))
    return done


def _worker(database: Database, house: House, files: Path, moment: datetime) -> Worker:
    means = Means(database=database, house=house, blobs=Blobs(files), clock=lambda: moment)
    every = tasks_of(means)
    return replace(worker_of(means), tasks={kind: every[kind] for kind in OF_TICKS})


def moments(at: datetime, until: datetime, hour: int) -> Iterator[datetime]:
    """When the clock is asked: at once, and then each day at the hour at which people are told."""
    yield at
    day = at.astimezone(LOCAL).date()
    while (moment := datetime.combine(day, time(hour), LOCAL)) <= until:
        if moment > at:
            yield moment
        day += DAY


@contextmanager
def _copied(settings: Settings) -> Iterator[Database]:
    """A copy beside the data, for it holds what they hold; gone afterwards, and so are those of
    rehearsals that were killed."""
    with closing(open_current(settings)) as source:
        oldest = (clock.now() - DAY).timestamp()
        for left in settings.data.dir.glob(f"{PREFIX}*"):
            if left.stat().st_mtime < oldest:
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=settings.data.dir) as folder:
            url = rehearsal.copy(source, Path(folder) / "copy.db")
            with closing(Database(url)) as database:
                yield database
