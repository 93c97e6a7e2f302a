"""The worker's side of all long work that is done in pieces: a transaction for each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.house import House
from handlers.piecewise import Piece, go_on
from handlers.stopped import tell_stopped
from handlers.voice import Voice
from scheduler.worker import Task
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Piecewise:
    """One kind of such work, for every commune."""

    database: Database
    house: House
    clock: Callable[[], datetime]
    piece: Piece
    stopped: Callable[[Voice, ClaimedJob], None] = tell_stopped

    def task(self) -> Task:
        """How the worker runs this; `doctor` counts a job that was set aside."""
        return Task(do=self.finish, give_up=self.give_up)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try those who wait for it are told that it stands still."""
        self.stopped(self._voice(work, job), job)

    async def finish(self, job: ClaimedJob) -> None:
        """Piece after piece, so that messages come in between."""
        left: ClaimedJob | None = job
        while left is not None:
            left = await self._next(left)

    async def _next(self, job: ClaimedJob) -> ClaimedJob | None:
        return await self.database.write(
            lambda work: go_on(self._voice(work, job), job, self.piece)
        )

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        return voice_of(work, job, self.house, self.clock())


def voice_of(work: Work, job: ClaimedJob, house: House, now: datetime) -> Voice:
    """The means to speak to the job's commune."""
    commune = work.session.get_one(Commune, job.commune_id)
    return Voice(work=work, house=house, now=now, commune=commune)
