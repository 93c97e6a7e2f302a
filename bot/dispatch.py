"""Hands events to the transaction that handles them, in order for each address."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from handlers.house import House
from handlers.messages import Incoming
from handlers.receive import apologise, receive
from storage.database import Database
from storage.errors import Unavailable

log = structlog.get_logger()

Address = tuple[str, str, str]


@dataclass(kw_only=True)
class Dispatch:
    """Receives for every channel; see `bot.channels.ports.Receive`."""

    database: Database
    house: House
    _turns: "Turns" = field(default_factory=lambda: Turns())

    async def receive(self, incoming: Incoming) -> None:
        """Handle one event; raises Unavailable when it was not saved and should come again."""
        async with self._turns.of((incoming.channel, incoming.account, incoming.address)):
            await self._handle(incoming)

    async def _handle(self, incoming: Incoming) -> None:
        try:
            await self.database.write(lambda work: receive(work, self.house, incoming))
        except Unavailable:
            raise
        except Exception:
            log.exception("an event could not be handled", channel=incoming.channel)
            await self.database.write(lambda work: apologise(work, self.house, incoming))


class Turns:
    """One turn at a time for each address, in the order of arrival; forgets who is done."""

    def __init__(self) -> None:
        self._locks: dict[Address, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, address: Address) -> AsyncIterator[None]:
        """Wait for the turn of `address` (asyncio's lock is first come, first served)."""
        lock, waiting = self._locks.get(address, (asyncio.Lock(), 0))
        self._locks[address] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks.pop(address)
            if waiting > 1:
                self._locks[address] = lock, waiting - 1
