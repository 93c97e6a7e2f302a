"""The job that brings time limits in line with calendar, regulation and days, piece by piece."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.clock.following import awaits_following, finish, follow_piece
from handlers.clock.in_line import Cause
from handlers.clock.queue import queue
from handlers.house import House
from handlers.stopped import tell_stopped
from handlers.voice import Voice
from scheduler.worker import Task
from storage import communes
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Following:
    """Follows for every commune; what is lost with the process is found again by its job."""

    database: Database
    house: House
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this."""
        return Task(do=self.follow, give_up=self.give_up)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try those who wait for it are told that it stands still."""
        tell_stopped(self._voice(work, job), job)

    async def follow(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between; then tell the office."""
        while await self.database.write(
            lambda work: follow_piece(self._voice(work, job), _of(job))
        ):
            pass
        await self.database.write(lambda work: finish(self._voice(work, job), _of(job)))

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)


def follow_what_changed(work: Work, house: House, now: datetime) -> None:
    """At a start: a job for each commune whose dates were counted by something else."""
    for commune in communes.every(work):
        voice = Voice(work=work, house=house, now=now, commune=commune)
        if awaits_following(voice):
            assert commune.id is not None
            queue(work, commune.id, "started", now)


def _of(job: ClaimedJob) -> Cause:
    return Cause(
        at=datetime.fromisoformat(job.payload["since"]),
        what=job.payload["what"],
        staff=job.payload["staff"],
        role=job.payload["role"],
    )
