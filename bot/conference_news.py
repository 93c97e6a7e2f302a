"""The job that tells people of a conference: its calendar files are kept before the pieces."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.piecewise import Piecewise, voice_of
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
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class ConferenceNews:
    """Tells for every commune."""

    database: Database
    house: House
    blobs: Blobs
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this."""
        return Task(do=self.tell, give_up=self.give_up)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """As of all work in pieces."""
        tell_stopped(self._voice(work, job), job)

    async def tell(self, job: ClaimedJob) -> None:
        """The files lie in the store before anybody is told of them."""
        plain = await self._keep_file(job, joins=False)
        kept = Calendars(plain=plain, joining=await self._keep_file(job, joins=True))
        piece = partial(news.news_piece, kept=kept)
        told = Piecewise(database=self.database, house=self.house, clock=self.clock, piece=piece)
        await told.finish(job)

    async def _keep_file(self, job: ClaimedJob, *, joins: bool) -> Kept:
        data = await self.database.read(
            lambda work: calendar_file(
                news.appointment(self._voice(work, job), job.payload, joins=joins)
            )
        )
        sha256 = await asyncio.to_thread(self.blobs.keep, data)
        return Kept(sha256=sha256, size=len(data))

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        return voice_of(work, job, self.house, self.clock())
