"""The table of ticks: what happens by the clock, how often it is looked at, and who does it.

APScheduler only rings the bell and keeps nothing: a tick reads what is due from our tables, so
that one that is lost, rings twice or rings on two machines at once does no harm.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.house import House
from handlers.reminders.meeting import queue_meetings
from handlers.reminders.nudges import ask_grades, nudge_drafts
from locales.dates import local_date
from scheduler.mornings import do_mornings
from scheduler.ticking import Ticking
from storage import attempts, inbox, reminders, search_index, shares, trail, undeliverable
from storage.database import Database
from storage.errors import Unavailable
from storage.work import Work

# Longer than any platform goes on delivering an event again.
INBOX_KEPT = timedelta(days=30)
# Seconds between two looks whether the machine's clock was set back.
LOOKED_AT = 30.0
ATTEMPTS_KEPT = timedelta(days=1)
# Longer than any ladder is, with the silence that it makes up for.
STEPS_KEPT = timedelta(days=200)

Do = Callable[[Ticking], Awaitable[object]]
Piece = Callable[[Work, House, datetime], bool]


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One line of the table; what tells people something is also rehearsed on a copy."""

    name: str
    every: timedelta
    do: Do
    tells: bool = False


def once(do: Callable[[Work, datetime], object]) -> Do:
    """One transaction."""
    return lambda at: at.database.write(lambda work: do(work, at.now))


def pieces(do: Piece) -> Do:
    """A transaction for each piece, as long as there is more, so that messages come between."""

    async def each(at: Ticking) -> None:
        while await at.database.write(lambda work: do(work, at.house, at.now)):
            pass

    return each


async def make_words(database: Database) -> None:
    """Make the words anew that are stale, a few petitions at a time, so that messages come between.

    Whoever searches waits for none of it: what is left is made when somebody does.
    """
    while await database.write(search_index.freshen_some):
        pass


def forget_old_traffic(work: Work, now: datetime) -> None:
    """Drop what only guarded against repetition and guessing, and can no longer do so."""
    inbox.forget_before(work, now - INBOX_KEPT)
    attempts.forget_before(work, now - ATTEMPTS_KEPT)
    reminders.forget_before(work, local_date(now - STEPS_KEPT))
    shares.forget_ended(work, now)


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


TICKS = (
    Tick(name="mornings", every=_minutes(5), do=do_mornings, tells=True),
    Tick(name="conferences", every=_minutes(5), do=pieces(queue_meetings), tells=True),
    Tick(name="drafts", every=_minutes(60), do=pieces(nudge_drafts), tells=True),
    Tick(name="satisfaction", every=_minutes(60), do=pieces(ask_grades), tells=True),
    Tick(name="unread", every=_minutes(30), do=once(undeliverable.pass_unread_on)),
    Tick(name="words", every=_minutes(2), do=lambda at: make_words(at.database)),
    Tick(name="traffic", every=_minutes(360), do=once(forget_old_traffic)),
)


def start_ticks(
    database: Database, house: House, clock: Callable[[], datetime], ticks: Sequence[Tick] = TICKS
) -> AsyncIOScheduler:
    """Start ringing; the caller shuts the scheduler down."""
    scheduler = AsyncIOScheduler(
        jobstores={"default": MemoryJobStore()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    async def ring(tick: Tick) -> None:
        # The database says itself, once, that it is away; the next bell finds what was due.
        with trail.on(trail.new(tick.name)), suppress(Unavailable):
            await tick.do(Ticking(database=database, house=house, now=clock()))

    for tick in ticks:
        scheduler.add_job(
            ring,
            "interval",
            args=[tick],
            name=tick.name,
            seconds=tick.every.total_seconds(),
            next_run_time=_by_the_bell(),
        )
    scheduler.start()
    asyncio.get_running_loop().call_later(LOOKED_AT, mind_the_clock, scheduler)
    return scheduler


def ring_now(scheduler: AsyncIOScheduler, name: str) -> None:
    """Ring one of the ticks at once, and then as always."""
    for job in scheduler.get_jobs():
        if job.name == name:
            job.modify(next_run_time=_by_the_bell())


def mind_the_clock(scheduler: AsyncIOScheduler) -> None:
    """Ring at once what would ring too late: the machine's clock has been set back.

    Asked again and again by a clock that nobody sets, as long as the scheduler runs.
    """
    if not scheduler.running:
        return
    now = _by_the_bell()
    for job in scheduler.get_jobs():
        if job.next_run_time and job.next_run_time - now > job.trigger.interval:
            job.modify(next_run_time=now)
    asyncio.get_running_loop().call_later(LOOKED_AT, mind_the_clock, scheduler)


def _by_the_bell() -> datetime:
    """The machine's clock, by which APScheduler rings, whatever the program takes for now."""
    return datetime.now(UTC)  # noqa: TID251 - no use case is given this
