"""The job that discards what an import left behind that died before all of its rows were sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.entering.listed import discard_piece
from scheduler.worker import Task
from storage.database import Database
from storage.jobs import ClaimedJob


@dataclass(frozen=True, kw_only=True)
class Clearing:
    """Claims such a job once its lease has run out; an import that lives renews it."""

    database: Database
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this. Nobody waits for it: a draft is seen by nobody."""
        return Task(do=self.clear, give_up=lambda work, job: None)

    async def clear(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between."""
        while await self.database.write(lambda work: discard_piece(work, job, self.clock())):
            pass
