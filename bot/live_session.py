"""The job at the end of an online session: what still waits becomes petitions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.house import House
from handlers.live import opening
from handlers.stopped import tell_stopped
from handlers.voice import Voice
from scheduler.worker import Task
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class LiveSessions:
    """For every commune; a job that comes again goes on with what is left."""

    database: Database
    house: House
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this; `doctor` counts a job that was set aside."""
        return Task(do=self.carry_over, give_up=self.give_up)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try those who wait for it are told that it stands still."""
        tell_stopped(self._voice(work, job), job)

    async def carry_over(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between."""
        while await self._write(job, opening.carry_piece):
            pass
        await self._write(job, opening.tell_carried)

    async def _write(self, job: ClaimedJob, do: Callable[[Voice, int, int], Any]) -> Any:
        conference, staff = job.payload["conference"], job.payload["staff"]
        return await self.database.write(lambda work: do(self._voice(work, job), conference, staff))

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
