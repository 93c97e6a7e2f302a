"""When somebody last did something, and so what a message to them costs, or that none is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from storage import addresses
from storage.database import Database
from storage.work import Work

FREE, REACH = timedelta(hours=48), timedelta(days=7)
# The moment of the last event is kept to the minute; a window that ends now has ended.
MARGIN = timedelta(minutes=2)


class Window(Enum):
    """Which messages Zalo takes for somebody now."""

    FREE = "free"
    BILLED = "billed"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Windows:
    """What is known of the followers of one account."""

    database: Database
    account_id: int
    billed: bool
    clock: Callable[[], datetime]

    async def of(self, external: str) -> Window:
        """The window of one person; of somebody unknown Zalo itself shall judge."""
        seen = await self.database.read(lambda work: self._seen(work, external))
        if seen is None:
            return Window.FREE
        age = self.clock() - seen + MARGIN
        if age <= FREE:
            return Window.FREE
        return Window.BILLED if self.billed and age <= REACH else Window.CLOSED

    def _seen(self, work: Work, external: str) -> datetime | None:
        return addresses.last_seen(work, self.account_id, external)
