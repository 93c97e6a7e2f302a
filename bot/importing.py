"""The job that reads a list which came as a file: fetched, read beside the messages, and taken in
one transaction."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.fetching import Fetching
from documents.errors import Unreadable
from documents.list_rows import Row
from documents.lists import read_list
from handlers.house import House
from handlers.pending import file as pending
from handlers.pending import lines as pending_lines
from handlers.seats import file as delegates
from handlers.seats.lines import COLUMNS, Checked, check, of_rows
from handlers.sent_lists import Order, wanted
from handlers.voice import Voice
from scheduler.worker import Task
from storage.blobs import Blobs
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work

MOST_CASES = 10_000


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One kind of list: how its bytes are read, and what is done with that in a transaction.

    `read` raises `documents.errors.Unreadable`, which `refuse` is told.
    """

    read: Callable[[bytes], Any]
    take: Callable[[Voice, Order, int, Any], None]
    refuse: Callable[[Voice, Order, int, Unreadable], None]


def read_delegates(data: bytes) -> Checked:
    """The lines of a Word or Excel file, those that can be taken and those that cannot.

    Raises `documents.errors.Unreadable`.
    """
    return check(of_rows(read_list(data, COLUMNS)))


def read_register(data: bytes) -> list[Row]:
    """The rows of a register, so many as one transaction takes while everybody else waits.

    Raises `documents.errors.Unreadable`.
    """
    rows = read_list(data, pending_lines.COLUMNS)
    if len(rows) > MOST_CASES:
        raise Unreadable("list-too-many-rows", most=MOST_CASES)
    return rows


DELEGATES = Reading(read=read_delegates, take=delegates.put_on_list, refuse=delegates.refuse)
PENDING_CASES = Reading(
    read=read_register,
    take=pending.enter_rows,
    refuse=pending.refuse,
)


@dataclass(frozen=True, kw_only=True)
class Importing:
    """Reads what officers send; a file that still lies with its platform is fetched first."""

    database: Database
    house: House
    blobs: Blobs
    fetching: Fetching
    clock: Callable[[], datetime]
    reading: Reading = DELEGATES

    def task(self) -> Task:
        """How the worker runs this."""
        return Task(do=self.read, give_up=self.give_up)

    async def read(self, job: ClaimedJob) -> None:
        """Read one file. A job that runs twice finds everything taken, and tells once."""
        await self.fetching.fetch(job)
        order = Order.of(job.payload)
        file = await self.database.read(lambda work: wanted(work, order))
        if file is None:  # who sent it was told when it was lost
            return
        try:
            found = await asyncio.to_thread(self._read, file.sha256)
        except Unreadable as fault:
            reason = fault
            await self.database.write(
                lambda work: self.reading.refuse(self._voice(work, job), order, job.id, reason)
            )
            return
        await self.database.write(
            lambda work: self.reading.take(self._voice(work, job), order, job.id, found)
        )

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try its sender is told that nothing came of it."""
        order = Order.of(job.payload)
        if wanted(work, order) is None:
            self.fetching.give_up(work, job)
        else:
            fault = Unreadable("list-failed")
            self.reading.refuse(self._voice(work, job), order, job.id, fault)

    def _read(self, name: str) -> Any:
        return self.reading.read(self.blobs.read(name))

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
