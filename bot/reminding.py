"""The job that reminds people of a conference on the day before it, piece after piece."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.house import House
from handlers.reminders.meeting import remind_piece
from handlers.stopped import tell_stopped
from handlers.voice import Voice
from scheduler.worker import Task
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """For every commune; a job that comes again reminds only those who were not yet."""

    database: Database
    house: House
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this."""
        return Task(do=self.remind, give_up=self.give_up)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try those who wait for it are told that it stands still."""
        tell_stopped(self._voice(work, job), job)

    async def remind(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between."""
        after: int | None = 0
        while after is not None:
            after = await self._write(job, after)

    async def _write(self, job: ClaimedJob, after: int) -> int | None:
        def piece(work: Work) -> int | None:
            return remind_piece(self._voice(work, job), job.payload["conference"], after)

        return await self.database.write(piece)

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
