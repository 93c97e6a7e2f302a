"""The job that reminds people of a conference on the day before it, piece after piece."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.house import House
from handlers.reminders.meeting import remind_piece
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
        """How the worker runs this. Nobody has asked for it, so nobody waits to hear of its end;
        `doctor` counts a job that was set aside."""
        return Task(do=self.remind, give_up=lambda work, job: None)

    async def remind(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between."""
        after: int | None = 0
        while after is not None:
            after = await self._write(job, after)

    async def _write(self, job: ClaimedJob, after: int) -> int | None:
        def piece(work: Work) -> int | None:
            commune = work.session.get_one(Commune, job.commune_id)
            voice = Voice(work=work, house=self.house, now=self.clock(), commune=commune)
            return remind_piece(voice, job.payload["conference"], after)

        return await self.database.write(piece)
