"""Looks at every account now and then: a token that is refused, a webhook that is not called.

A platform does not say so by itself, and people who write in vain tell nobody. Who is told, and
how often, is in `handlers/alarm.py`.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

from bot.channels.soundness import Unsound
from handlers.alarm import note_look
from handlers.house import House
from storage.database import Database
from storage.work import Work

log = structlog.get_logger()

PATIENCE = 30.0


class Watched(Protocol):
    """An account that can be looked at."""

    async def look(self, now: datetime) -> None:
        """Raises Unsound where it does not carry messages."""
        ...


@dataclass(frozen=True, kw_only=True)
class Watching:
    """Looks at the given accounts: by channel, name and row."""

    database: Database
    house: House
    accounts: Callable[[], Iterable[tuple[str, str, int, Watched]]]

    async def tick(self, now: datetime) -> None:
        """Look at all of them beside each other, and note what was found."""
        every = [*self.accounts()]
        found = await asyncio.gather(*(_look(account, now) for *_, account in every))
        for (channel, name, row, _), why in zip(every, found, strict=True):
            await self._note(channel, name, row, why, now)

    async def _note(self, channel: str, name: str, row: int, why: str, now: datetime) -> None:
        def note(work: Work) -> object:
            return note_look(work, self.house, row, why, now)

        if await self.database.write(note) is None:
            return
        if why:
            log.error("an account is broken", channel=channel, account=name, why=why)
        else:
            log.warning("an account works again", channel=channel, account=name)


async def _look(account: Watched, now: datetime) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            await account.look(now)
    except Unsound as fault:
        return fault.why
    except TimeoutError:
        return "unreachable"
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one must not hide the others
        log.error("an account could not be looked at", fault=type(fault).__name__)
        return "unreachable"
    return ""
