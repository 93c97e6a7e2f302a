"""Hears every tick of the scheduler and notes that it ran, so that one can see when none does.

A note is made at most once a minute for each tick: they ring oftener, and the noting must not
become the work. A tick that fails is noted by the kind of its fault alone.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.metrics import Metrics
from storage import vitals
from storage.database import Database
from storage.errors import StorageError
from storage.work import Work

log = structlog.get_logger()

OFTEN = timedelta(minutes=1)


@dataclass(kw_only=True)
class Heartbeat:
    """Listens to one scheduler."""

    database: Database
    metrics: Metrics
    clock: Callable[[], datetime]
    _noted: dict[tuple[str, str], datetime] = field(default_factory=dict)
    _notes: set["asyncio.Task[None]"] = field(default_factory=set)

    def listen(self, scheduler: AsyncIOScheduler) -> None:
        """Hear what this scheduler rings for."""

        def heard(event: JobExecutionEvent) -> None:
            job = scheduler.get_job(event.job_id)
            if job is not None:
                self.ran(_name(job), _every(job), event.exception)

        scheduler.add_listener(heard, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    def ran(self, tick: str, every: float | None, fault: BaseException | None) -> None:
        """A tick has run, in the loop's own thread."""
        why = type(fault).__name__ if fault is not None else ""
        self.metrics.ticked.labels(tick, "failed" if why else "done").inc()
        if why:
            log.error("a tick failed", tick=tick, fault=why)
        if self._is_due(tick, why):
            task = asyncio.get_running_loop().create_task(self._note(tick, every, why))
            self._notes.add(task)
            task.add_done_callback(self._notes.discard)

    async def close(self) -> None:
        """Wait for what is being noted."""
        await asyncio.gather(*self._notes, return_exceptions=True)

    def _is_due(self, tick: str, why: str) -> bool:
        now, last = self.clock(), self._noted.get((tick, why))
        # A clock that was set back must not silence it until it has caught up.
        if last is not None and timedelta(0) <= now - last < OFTEN:
            return False
        self._noted[tick, why] = now
        return True

    async def _note(self, tick: str, every: float | None, why: str) -> None:
        name, now = vitals.TICK + tick, self.clock()

        def note(work: Work) -> None:
            if why:
                vitals.failed(work, name, why, now)
            else:
                vitals.went_well(work, name, now, every=every)

        try:
            await self.database.write(note)
        except StorageError as fault:  # the database says so itself
            log.debug("a tick cannot be noted", tick=tick, fault=type(fault).__name__)


def _name(job: Any) -> str:
    """Without the function in which the tick was made."""
    return str(job.name).rpartition(".")[2]


def _every(job: Any) -> float | None:
    """Seconds between two runs; None where that is not told."""
    interval = getattr(job.trigger, "interval", None)
    return interval.total_seconds() if isinstance(interval, timedelta) else None
