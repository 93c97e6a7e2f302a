"""The job that makes a file which somebody of the staff asked for."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from handlers import ordered
from handlers.area import chart as area_chart
from handlers.area import export as area
from handlers.figures import charts
from handlers.house import House
from handlers.live import transcript
from handlers.messages import Reply
from handlers.ordered import Kept, Large, Made, Wish
from handlers.papers import dossier_zip as dossier
from handlers.papers import ordering as papers
from handlers.papers import reporting as reports
from handlers.pending import export as pending
from handlers.voice import Voice
from scheduler.worker import Task
from storage import jobs
from storage.blobs import Blobs
from storage.database import Database
from storage.errors import Outdated, Unavailable
from storage.failpoints import Failpoint, reach
from storage.jobs import ClaimedJob
from storage.tables import Commune
from storage.work import Work

# Seconds, well within a lease.
AGAIN = 100.0
# None where who asked may not have it any more; words where there is nothing to make a file of.
Compose = Callable[[Voice, Wish], Made | Large | Reply | None]
FILES: Mapping[str, Compose] = {
    area.WHAT: area.sheet,
    pending.WHAT: pending.sheet,
    transcript.WHAT: transcript.sheet,
    papers.WHAT: papers.paper,
    reports.WHAT: reports.report,
    charts.WHAT: charts.chart,
    area_chart.WHAT: area_chart.chart,
    dossier.WHAT: dossier.archive,
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
        made = await self.database.read(lambda work: FILES[wish.what](self._voice(work, job), wish))
        if made is None:
            return
        if isinstance(made, Reply):
            await self.database.write(
                lambda work: ordered.tell(self._voice(work, job), wish, job.id, made)
            )
            return
        renewing = asyncio.create_task(self._renew(job))
        try:
            kept = await asyncio.to_thread(self._keep, made)
        finally:
            renewing.cancel()
        reach(Failpoint.IN_JOB)
        await self.database.write(
            lambda work: ordered.hand_over(self._voice(work, job), wish, job.id, kept)
        )

    async def _renew(self, job: ClaimedJob) -> None:
        """A whole dossier may take longer than a lease: nobody else begins it meanwhile."""
        with suppress(Outdated):
            while True:
                await asyncio.sleep(AGAIN)
                with suppress(Unavailable):
                    await self.database.write(
                        lambda work: jobs.keep(work, job, self.clock(), job.payload)
                    )

    def _keep(self, made: Made | Large) -> Kept:
        if isinstance(made, Large):
            with self.blobs.scratch() as out:
                poured = made.pour(out, self.blobs.path)
                sha256, size = self.blobs.keep_stream(out)
            return Kept(made=made, sha256=sha256, size=size, fault=poured.fault, lost=poured.lost)
        written = made.write()
        sha256 = self.blobs.keep(written.data)
        return Kept(made=made, sha256=sha256, size=len(written.data), fault=written.fault)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try who asked is told that nothing came of it."""
        ordered.give_up(self._voice(work, job), Wish(**job.payload), job.id)

    def _voice(self, work: Work, job: ClaimedJob) -> Voice:
        commune = work.session.get_one(Commune, job.commune_id)
        return Voice(work=work, house=self.house, now=self.clock(), commune=commune)
