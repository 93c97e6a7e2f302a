"""The job that writes an Excel file which somebody of the staff asked for."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from documents.xlsx_slips import write_sheet
from handlers import sheets
from handlers.area import export as area
from handlers.house import House
from handlers.live import transcript
from handlers.pending import export as pending
from handlers.sheets import Sheet, Wish
from handlers.voice import Voice
from scheduler.worker import Task
from storage.blobs import Blobs
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work

# None where who asked may not have it any more.
Compose = Callable[[Voice, Wish], Sheet | None]
SHEETS: Mapping[str, Compose] = {
    area.WHAT: area.sheet,
    pending.WHAT: pending.sheet,
    transcript.WHAT: transcript.sheet,
}


@dataclass(frozen=True, kw_only=True)
class Exporting:
    """Reads in one transaction, writes the file beside the messages, and hands it over."""

    database: Database
    house: House
    blobs: Blobs
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this."""
        return Task(do=self.write, give_up=self.give_up)

    async def write(self, job: ClaimedJob) -> None:
        """A job that runs twice hands the same file over once."""
        wish = Wish(**job.payload)
        sheet = await self.database.read(
            lambda work: SHEETS[wish.what](self._voice(work, job), wish)
        )
        if sheet is None:
            return
        data = await asyncio.to_thread(write_sheet, sheet.header, sheet.rows, sheet.widths)
        sha256 = await asyncio.to_thread(self.blobs.keep, data)
        await self.database.write(
            lambda work: sheets.hand_over(
                self._voice(work, job), wish, job.id, sheet, sha256, len(data)
            )
        )

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try who asked is told that nothing came of it."""
        sheets.give_up(self._voice(work, job), Wish(**job.payload), job.id)

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
