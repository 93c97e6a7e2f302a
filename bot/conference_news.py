"""The job that tells people of a conference: its calendar file is kept, then piece after piece."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from documents.ics import calendar_file
from handlers.conference import news
from handlers.conference.news import Calendars, Kept
from handlers.house import House
from handlers.stopped import tell_stopped
from handlers.voice import Voice
from scheduler.worker import Task
from storage.blobs import Blobs
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import Commune, ConferenceEvent
from storage.work import Work

Piece = Callable[[Voice, ConferenceEvent, int], int | None]


@dataclass(frozen=True, kw_only=True)
class ConferenceNews:
    """Tells for every commune; a job that comes again tells only those who have not heard."""

    database: Database
    house: House
    blobs: Blobs
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this; `doctor` counts a job that was set aside."""
        return Task(do=self.tell, give_up=self.give_up)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try those who wait for it are told that it stands still."""
        tell_stopped(self._voice(work, job), job)

    async def tell(self, job: ClaimedJob) -> None:
        """A transaction for each piece, so that messages come in between."""
        kept = await self._keep_files(job)
        await self._each(job, news.follow_piece)
        await self._each(job, lambda voice, line, after: news.tell_piece(voice, line, kept, after))

    async def _keep_files(self, job: ClaimedJob) -> Calendars:
        plain = await self._keep_file(job, joins=False)
        return Calendars(plain=plain, joining=await self._keep_file(job, joins=True))

    async def _keep_file(self, job: ClaimedJob, *, joins: bool) -> Kept:
        data = await self.database.read(
            lambda work: calendar_file(
                news.appointment(self._voice(work, job), _line(work, job), joins=joins)
            )
        )
        sha256 = await asyncio.to_thread(self.blobs.keep, data)
        return Kept(sha256=sha256, size=len(data))

    async def _each(self, job: ClaimedJob, piece: Piece) -> None:
        after: int | None = 0
        while after is not None:
            after = await self._write(job, piece, after)

    async def _write(self, job: ClaimedJob, piece: Piece, after: int) -> int | None:
        return await self.database.write(
            lambda work: piece(self._voice(work, job), _line(work, job), after)
        )

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)


def _line(work: Work, job: ClaimedJob) -> ConferenceEvent:
    return work.session.get_one(ConferenceEvent, job.payload["event"])
