"""The worker: long work from the job table, claimed, done beside the messages, settled.

A job that fails is tried again later and at last set aside, where `doctor` shows it. So is one
that never fails but takes the process down with it: it is counted when it is claimed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from notifications.backoff import wait_before
from notifications.insist import insist
from notifications.waiting import LONGEST, first_of, seconds_until
from storage import jobs, trail
from storage.database import Database
from storage.errors import StorageError, Unavailable
from storage.failpoints import Failpoint, reach
from storage.jobs import ClaimedJob
from storage.work import Topic, Work

BATCH = 4
TRIES = 8
PUT_OFF = timedelta(seconds=30)

# Does one job. Raises `Postpone` to be called again, anything else counts as a fault.
Do = Callable[[ClaimedJob], Awaitable[None]]
# Says what giving a job up means to whom it was for.
GiveUp = Callable[[Work, ClaimedJob], None]

log = structlog.get_logger()


class Postpone(Exception):
    """The job could not be done now; `after` in seconds if the other side asked for it."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.after = reason, after


@dataclass(frozen=True, kw_only=True)
class Task:
    """How one kind of job is done, and what follows when it cannot be."""

    do: Do
    give_up: GiveUp


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Does jobs of the given kinds until it is stopped."""

    database: Database
    tasks: Mapping[str, Task]
    clock: Callable[[], datetime]

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is being done then is still settled."""
        woken = asyncio.Event()
        loop = asyncio.get_running_loop()
        self.database.listen(Topic.JOBS, lambda: loop.call_soon_threadsafe(woken.set))
        while not stop.is_set():
            woken.clear()
            try:
                pause = 0.0 if await self.step(stop) else await self._pause()
            except StorageError as fault:
                log.debug("worker cannot reach the database", fault=type(fault).__name__)
                pause = LONGEST
            if pause:
                await first_of(stop, woken, pause)

    async def step(self, stop: asyncio.Event | None = None) -> bool:
        """Do one batch; whether there was any."""
        claimed = await self.database.write(lambda work: jobs.claim(work, self.clock(), BATCH))
        stop = stop or asyncio.Event()
        await asyncio.gather(*(self._attend(job, stop) for job in claimed))
        return bool(claimed)

    async def _pause(self) -> float:
        due = await self.database.read(lambda work: jobs.next_due(work))
        return seconds_until(due, self.clock())

    async def _attend(self, job: ClaimedJob, stop: asyncio.Event) -> None:
        with trail.on(job.trail):
            await self._attend_once(job, stop)

    async def _attend_once(self, job: ClaimedJob, stop: asyncio.Event) -> None:
        settle = await self._try(job)
        reach(Failpoint.AFTER_JOB)
        try:
            await insist(self.database, settle, stop)
        except Exception:  # a fault of ours must not stop the others
            log.exception("job cannot be settled", job=job.id, kind=job.kind)

    async def _try(self, job: ClaimedJob) -> Callable[[Work], object]:
        task = self.tasks.get(job.kind)
        if task is None:
            return lambda work: jobs.set_aside(work, job, "unknown kind")
        if job.attempts > TRIES:
            return lambda work: _set_aside(work, job, task, "the process died each time")
        try:
            await task.do(job)
        except Postpone as fault:
            return self._again(job, task, fault.reason, fault.after)
        except Unavailable:  # said where it happened; the disk's fault must not cost a file
            due = self.clock() + PUT_OFF
            return lambda work: jobs.put_off(work, job, due, "nothing can be saved now")
        except Exception as fault:
            log.exception("job failed", job=job.id, kind=job.kind)
            return self._again(job, task, type(fault).__name__, None)
        return lambda work: jobs.done(work, job)

    def _again(
        self, job: ClaimedJob, task: Task, reason: str, after: float | None
    ) -> Callable[[Work], object]:
        if job.attempts >= TRIES:
            return lambda work: _set_aside(work, job, task, reason)
        due = self.clock() + timedelta(seconds=wait_before(job.attempts, asked=after))
        return lambda work: jobs.try_again(work, job, due, reason)


def _set_aside(work: Work, job: ClaimedJob, task: Task, reason: str) -> None:
    log.error("job set aside", job=job.id, kind=job.kind, reason=reason)
    if jobs.set_aside(work, job, reason):
        task.give_up(work, job)
