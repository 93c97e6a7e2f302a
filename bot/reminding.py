"""Jobs that tell many people something, piece after piece, as long as it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.house import House
from handlers.stopped import tell_stopped
from handlers.voice import Voice
from scheduler.worker import Task
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work

# Tells those after the last one who was told; the last of these, or None at the end.
TellPiece = Callable[[Voice, Mapping[str, Any], int], int | None]


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """For every commune; a job that comes again tells only those who have not heard."""

    database: Database
    house: House
    clock: Callable[[], datetime]
    piece: TellPiece

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
        return await self.database.write(
            lambda work: self.piece(self._voice(work, job), job.payload, after)
        )

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
