"""Hands events to the transaction that handles them, in order for each address."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

import structlog

from handlers.house import House
from handlers.messages import Incoming
from handlers.receive import apologise, receive
from storage.database import Database
from storage.errors import Unavailable

log = structlog.get_logger()


@dataclass(kw_only=True)
class Dispatch:
    """Receives for every channel; see `bot.channels.ports.Receive`."""

    database: Database
    house: House
    _turns: dict[tuple[str, str, str], asyncio.Lock] = field(
        default_factory=lambda: defaultdict(asyncio.Lock)
    )

    async def receive(self, incoming: Incoming) -> None:
        """Handle one event; raises Unavailable when it was not saved and should come again."""
        key = (incoming.channel, incoming.account, incoming.address)
        lock = self._turns[key]
        async with lock:  # asyncio's lock is first come, first served
            await self._handle(incoming)
        if not lock.locked() and not lock._waiters:
            self._turns.pop(key, None)

    async def _handle(self, incoming: Incoming) -> None:
        try:
            await self.database.write(lambda work: receive(work, self.house, incoming))
        except Unavailable:
            raise
        except Exception:
            log.exception("an event could not be handled", channel=incoming.channel)
            await self.database.write(lambda work: apologise(work, self.house, incoming))
