"""The list of ticks. APScheduler only rings the bell: a tick reads what is due from our tables,
so that one that is lost or rings twice does no harm."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage import attempts, inbox, search_index, trail, undeliverable
from storage.database import Database
from storage.errors import Unavailable
from storage.work import Work

# Longer than any platform goes on delivering an event again.
INBOX_KEPT = timedelta(days=30)
ATTEMPTS_KEPT = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """What rings so often, by the name under which it is seen: one use case, called with now."""

    name: str
    every: timedelta
    do: Callable[[datetime], Awaitable[object]]


def start_ticks(
    database: Database, clock: Callable[[], datetime], more: Sequence[Tick] = ()
) -> AsyncIOScheduler:
    """Start ringing, for `more` as well; the caller shuts the scheduler down."""
    scheduler = AsyncIOScheduler(
        jobstores={"default": MemoryJobStore()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    async def tidy() -> None:
        await database.write(lambda work: forget_old_traffic(work, clock()))

    async def index() -> None:
        await make_words(database)

    async def see_to_unread() -> None:
        await database.write(lambda work: undeliverable.pass_unread_on(work, clock()))

    scheduler.add_job(tidy, "interval", hours=6, next_run_time=clock())
    scheduler.add_job(index, "interval", minutes=2, next_run_time=clock())
    scheduler.add_job(see_to_unread, "interval", minutes=30, next_run_time=clock())
    for tick in more:
        scheduler.add_job(
            partial(_ring, tick, clock),
            "interval",
            seconds=tick.every.total_seconds(),
            name=tick.name,
            next_run_time=clock(),
        )
    scheduler.start()
    return scheduler


async def _ring(tick: Tick, clock: Callable[[], datetime]) -> None:
    with trail.on(trail.new(tick.name)), suppress(Unavailable):
        await tick.do(clock())


async def make_words(database: Database) -> None:
    """Make the words anew that are stale, a few petitions at a time, so that messages come between.

    Whoever searches waits for none of it: what is left is made when somebody does.
    """
    with suppress(Unavailable):  # the database says so itself, once, and not with each tick
        while await database.write(search_index.freshen_some):
            pass


def forget_old_traffic(work: Work, now: datetime) -> None:
    """Drop what only guarded against repetition and guessing, and can no longer do so."""
    inbox.forget_before(work, now - INBOX_KEPT)
    attempts.forget_before(work, now - ATTEMPTS_KEPT)
