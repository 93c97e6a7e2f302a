"""Whether an account takes buttons in a conversation: nobody knows before it was tried.

What an account has refused once is remembered, over restarts, and asked anew after a month.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage import official_accounts
from storage.database import Database
from storage.errors import Unavailable

ASK_ANEW = timedelta(days=30)


@dataclass(kw_only=True)
class ButtonMemory:
    """What is known of one account."""

    database: Database
    account_id: int
    wanted: bool
    clock: Callable[[], datetime]
    _refused_at: datetime | None = field(default=None, init=False)
    _has_looked: bool = field(default=False, init=False)

    @property
    def are_taken(self) -> bool:
        """Whether to try them."""
        if not self.wanted:
            return False
        return self._refused_at is None or self.clock() > self._refused_at + ASK_ANEW

    async def look(self) -> None:
        """Read what an earlier run has learned, once."""
        if self._has_looked:
            return
        row = await self.database.read(lambda work: official_accounts.find(work, self.account_id))
        self._refused_at = row.buttons_refused_at if row else None
        self._has_looked = True

    async def refuse(self) -> None:
        """The same words were taken without buttons."""
        self._refused_at = now = self.clock()
        try:
            await self.database.write(
                lambda work: official_accounts.refuse_buttons(work, self.account_id, now)
            )
        except Unavailable:
            return  # this process remembers, and the next one tries once more
