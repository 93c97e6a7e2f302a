"""The job that brings a file from its platform to us, cleaned and kept."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers import files
from handlers.house import House
from notifications.outcomes import Never, TryAgain
from scheduler.worker import Postpone, Task
from storage.blobs import Blobs
from storage.database import Database
from storage.failpoints import Failpoint, reach
from storage.files import Cleaned, Unusable, clean
from storage.jobs import ClaimedJob
from storage.tables import Address, Attachment
from storage.tables.petition import FileState
from storage.work import Work

# Brings the bytes of a file by the channel's own `source`, at most so many. Raises TryAgain, or
# Never with a reason that the catalogue knows.
Fetch = Callable[[dict[str, Any], int], Awaitable[bytes]]


@dataclass(frozen=True, kw_only=True)
class Fetching:
    """Fetches for every account that has a way to (by the account's row id)."""

    database: Database
    house: House
    blobs: Blobs
    fetchers: Mapping[int, Fetch]
    clock: Callable[[], datetime]

    def task(self) -> Task:
        """How the worker runs this."""
        return Task(do=self.fetch, give_up=self.give_up)

    async def fetch(self, job: ClaimedJob) -> None:
        """Fetch one file; one that is safe already, or given up by its author, is left alone."""
        account, row = await self.database.read(lambda work: _wanted(work, job))
        if row is None or row.state != FileState.WAITING:
            return
        try:
            data = await self._bring(account, row)
            kept, sha256 = await asyncio.to_thread(self._keep, data, job.kind != files.FETCH)
            reach(Failpoint.IN_JOB)
        except TryAgain as fault:
            raise Postpone(fault.reason, fault.after) from fault
        except Never as fault:
            await self._lost(row, self._known(fault.reason))
        except Unusable as fault:
            await self._lost(row, fault.reason)
        else:
            await self._arrived(row, kept, sha256)

    def give_up(self, work: Work, job: ClaimedJob) -> None:
        """After the last try the person is told that the file did not come."""
        files.lost(work, self.house, job.payload["attachment"], "file-gone", self.clock())

    async def _bring(self, account: int, row: Attachment) -> bytes:
        fetch = self.fetchers.get(account)
        if fetch is None:
            raise TryAgain("the account is not running")
        return await fetch(row.source, self.house.limits.file_bytes)

    def _keep(self, data: bytes, lists: bool) -> tuple[Cleaned, str]:
        cleaned = clean(data, lists=lists)
        return cleaned, self.blobs.keep(cleaned.data)

    def _known(self, reason: str) -> str:
        """A reason that the catalogue can say; a channel's own word for "gone" is no text."""
        known = reason.startswith("file-") and self.house.catalogue.find("vi", reason, megabytes=0)
        return reason if known else "file-gone"

    async def _arrived(self, row: Attachment, kept: Cleaned, sha256: str) -> None:
        assert row.id is not None
        attachment_id = row.id
        await self.database.write(
            lambda work: files.arrived(
                work, attachment_id, sha256=sha256, mime=kept.mime, size=len(kept.data)
            )
        )

    async def _lost(self, row: Attachment, reason: str) -> None:
        assert row.id is not None
        attachment_id = row.id
        await self.database.write(
            lambda work: files.lost(work, self.house, attachment_id, reason, self.clock())
        )


def _wanted(work: Work, job: ClaimedJob) -> tuple[int, Attachment | None]:
    row = work.session.get(Attachment, job.payload["attachment"])
    address = work.session.get_one(Address, row.address_id) if row else None
    return address.account_id if address else 0, row
