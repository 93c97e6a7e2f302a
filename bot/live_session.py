"""The jobs of an online session: what still waits at its end, and its record as a file."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents.xlsx_slips import write_sheet
from handlers.house import House
from handlers.live import opening, transcript
from handlers.voice import Voice
from scheduler.worker import Task
from storage.blobs import Blobs
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class LiveSessions:
    """For every commune; a job that comes again goes on with what is left."""

    database: Database
    house: House
    blobs: Blobs
    clock: Callable[[], datetime]

    def tasks(self) -> dict[str, Task]:
        """How the worker runs these; `doctor` counts a job that was set aside."""
        return {
            opening.CARRY: Task(do=self.carry_over, give_up=lambda work, job: None),
            transcript.TRANSCRIPT: Task(do=self.write_down, give_up=lambda work, job: None),
        }

    async def carry_over(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between."""
        conference, staff = job.payload["conference"], job.payload["staff"]
        while await self._write(job, opening.carry_piece, conference, staff):
            pass
        await self._write(job, opening.tell_carried, conference, staff)

    async def write_down(self, job: ClaimedJob) -> None:
        """Read, written and kept beside the messages; then handed over in one transaction."""
        conference, staff = job.payload["conference"], job.payload["staff"]
        found = await self.database.read(lambda work: self._read(work, job, conference, staff))
        if found is None:  # the role has gone
            return
        header, rows = found
        data = await asyncio.to_thread(write_sheet, header, rows, transcript.WIDTHS)
        sha256 = await asyncio.to_thread(self.blobs.keep, data)
        address = job.payload["address"]
        await self.database.write(
            lambda work: transcript.hand_over(
                self._voice(work, job), conference, address, job.id, sha256=sha256, size=len(data)
            )
        )

    def _read(self, work: Work, job: ClaimedJob, conference: int, staff: int) -> Any:
        voice = self._voice(work, job)
        return transcript.sheet(voice, conference) if transcript.may_have(voice, staff) else None

    async def _write(self, job: ClaimedJob, do: Callable[..., Any], *named: int) -> Any:
        return await self.database.write(lambda work: do(self._voice(work, job), *named))

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
