"""The job that reads a list of delegates which came as a file: fetched, read beside the messages,
and put on the list in one transaction."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.fetching import Fetching
from documents.errors import Unreadable
from documents.xlsx_list import read_list
from handlers.house import House
from handlers.seats.file import Order, put_on_list, refuse, wanted
from handlers.seats.lines import COLUMNS, Checked, check, of_rows
from handlers.voice import Voice
from scheduler.worker import Task
from storage.blobs import Blobs
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work


def read_delegates(data: bytes) -> Checked:
    """The lines of an Excel file, those that can be taken and those that cannot.

    Raises `documents.errors.Unreadable`.
    """
    return check(of_rows(read_list(data, COLUMNS)))


@dataclass(frozen=True, kw_only=True)
class Importing:
    """Reads what officers send; a file that still lies with its platform is fetched first."""

    database: Database
    house: House
    blobs: Blobs
    fetching: Fetching
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this."""
        return Task(do=self.read, give_up=self.give_up)

    async def read(self, job: ClaimedJob) -> None:
        """Read one file. A job that runs twice finds everybody on the list, and tells once."""
        await self.fetching.fetch(job)
        order = Order.of(job.payload)
        file = await self.database.read(lambda work: wanted(work, order))
        if file is None:  # who sent it was told when it was lost
            return
        try:
            checked = await asyncio.to_thread(self._read, file.sha256)
        except Unreadable as fault:
            reason = fault
            await self.database.write(
                lambda work: refuse(self._voice(work, job), order, job.id, reason)
            )
            return
        await self.database.write(
            lambda work: put_on_list(self._voice(work, job), order, job.id, checked)
        )

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try its sender is told that nothing came of it."""
        order = Order.of(job.payload)
        if wanted(work, order) is None:
            self.fetching.give_up(work, job)
        else:
            refuse(self._voice(work, job), order, job.id, Unreadable("list-failed"))

    def _read(self, name: str) -> Checked:
        return read_delegates(self.blobs.read(name))

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
