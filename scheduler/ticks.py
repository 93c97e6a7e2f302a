"""The list of ticks. APScheduler only rings the bell: a tick reads what is due from our tables,
so that one that is lost or rings twice does no harm."""

from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage import attempts, inbox
from storage.database import Database
from storage.work import Work

# Longer than any platform goes on delivering an event again.
INBOX_KEPT = timedelta(days=30)
ATTEMPTS_KEPT = timedelta(days=1)


def start_ticks(database: Database, clock: Callable[[], datetime]) -> AsyncIOScheduler:
    """Start ringing; the caller shuts the scheduler down."""
    scheduler = AsyncIOScheduler(
        jobstores={"default": MemoryJobStore()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    async def tidy() -> None:
        await database.write(lambda work: forget_old_traffic(work, clock()))

    scheduler.add_job(tidy, "interval", hours=6, next_run_time=clock())
    scheduler.start()
    return scheduler


def forget_old_traffic(work: Work, now: datetime) -> None:
    """Drop what only guarded against repetition and guessing, and can no longer do so."""
    inbox.forget_before(work, now - INBOX_KEPT)
    attempts.forget_before(work, now - ATTEMPTS_KEPT)
