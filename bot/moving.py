"""The job that moves the petitions of a conference that is not held, piece after piece."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.conference.moving import move_piece
from handlers.house import House
from handlers.stopped import tell_stopped
from handlers.voice import Voice
from scheduler.worker import Task
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune, Conference, Staff
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Moving:
    """Moves for every commune; a job that comes again finds only what has not gone yet."""

    database: Database
    house: House
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this; `doctor` counts a job that was set aside, and what it has not
        moved still waits on the board."""
        return Task(do=self.move, give_up=self.give_up)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try those who wait for it are told that it stands still."""
        tell_stopped(self._voice(work, job), job)

    async def move(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between."""
        after: int | None = 0
        while after is not None:
            after = await self._write(job, after)

    async def _write(self, job: ClaimedJob, after: int) -> int | None:
        return await self.database.write(lambda work: self._piece(work, job, after))

    def _piece(self, work: Work, job: ClaimedJob, after: int) -> int | None:
        get, named = work.session.get_one, job.payload
        voice = self._voice(work, job)
        target = get(Conference, named["to"]) if named["to"] else None
        return move_piece(
            voice, get(Conference, named["from"]), target, get(Staff, named["by"]), after
        )

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
