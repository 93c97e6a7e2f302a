"""Removes once a day what `[privacy]` says is no longer needed, and files that nothing refers to.

In small transactions, so that messages come in between, by one process alone. No file is removed
while a backup is made: its copy of the database may still refer to it.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.settings import PrivacySettings
from locales.dates import local_date
from storage import retention, vitals
from storage.backup.attachments import blobs
from storage.blobs import Blobs
from storage.database import Database
from storage.retention import Rule
from storage.work import Work

log = structlog.get_logger()

HELD = timedelta(hours=1)
# What has just been stored has no row yet.
SETTLED = timedelta(days=1)
JUMP = timedelta(days=3)
YEARS = "_years"


@dataclass(frozen=True, kw_only=True)
class Purging:
    """The daily purge."""

    database: Database
    blobs: Blobs
    settings: PrivacySettings

    async def tick(self, now: datetime) -> None:
        """Purge where today's is due. A clock that has just jumped (or stood still for days with
        the program) is not believed before it has gone on for a day."""
        last = await self.database.read(_last)
        if last is not None and local_date(last) == local_date(now):
            return
        if last is None or not timedelta(0) <= now - last <= JUMP:
            await self.database.write(lambda work: vitals.went_well(work, vitals.PURGE, now))
            return
        held = await self.database.write(lambda work: vitals.lease(work, vitals.PURGE, now, HELD))
        if not held:
            return
        try:
            counts = {
                rule.name: await self._remove(rule, before, now) for rule, before in self._due(now)
            }
            counts["blobs"] = await self._sweep(now) if self.settings.files else 0
        finally:
            await self.database.write(lambda work: vitals.let_go(work, vitals.PURGE, held))
        await self.database.write(lambda work: vitals.went_well(work, vitals.PURGE, now, **counts))
        log.info("purged", **counts)

    def _due(self, now: datetime) -> Iterator[tuple[Rule, datetime]]:
        """The rules that are in force, each with the moment before which things are too old."""
        for rule in retention.RULES:
            count = getattr(self.settings, rule.name)
            if count:
                days = count * 366 if rule.name.endswith(YEARS) else count
                yield rule, now - timedelta(days=days)

    async def _remove(self, rule: Rule, before: datetime, now: datetime) -> int:
        removed = 0
        while some := await self.database.write(
            lambda work: retention.remove_some(work, rule, before, now)
        ):
            removed += some
        return removed

    async def _sweep(self, now: datetime) -> int:
        """Remove contents that no row refers to; not while a backup is made."""
        known = await self.database.read(retention.hashes)
        removed = 0
        for path in await asyncio.to_thread(lambda: list(blobs(self.blobs.folder))):
            if path.name in known:
                continue
            if await self.database.read(lambda work: vitals.is_leased(work, vitals.BACKUP, now)):
                break
            removed += await self._remove_blob(path.name, now)
        return removed

    async def _remove_blob(self, name: str, now: datetime) -> bool:
        """Aside first: whoever stores the same content meanwhile must not lose it."""
        if not await asyncio.to_thread(self.blobs.take_away, name, now - SETTLED):
            return False
        if await self.database.read(_refers_to(name)):
            await asyncio.to_thread(self.blobs.put_back, name)
            return False
        await asyncio.to_thread(self.blobs.remove_taken, name)
        return True


def _last(work: Work) -> datetime | None:
    row = vitals.find(work, vitals.PURGE)
    return row.at if row is not None else None


def _refers_to(name: str) -> Callable[[Work], bool]:
    return lambda work: retention.is_referred_to(work, name)
