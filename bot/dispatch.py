"""Hands events to the transaction that handles them, in order for each address."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from time import monotonic

import structlog
from sqlalchemy.exc import InternalError, OperationalError, ProgrammingError

from handlers.house import House
from handlers.messages import Incoming
from handlers.receive import apologise, receive
from storage import trail
from storage.database import Database
from storage.errors import Unavailable

log = structlog.get_logger()

Address = tuple[str, str, str]


@dataclass(kw_only=True)
class Dispatch:
    """Receives for every channel; see `bot.channels.ports.Receive`."""

    database: Database
    house: House
    # Told of each event: on which channel, what came of it, after how many seconds.
    handled: "Callable[[str, str, float], object]" = lambda channel, outcome, seconds: None
    _turns: "Turns" = field(default_factory=lambda: Turns())

    async def receive(self, incoming: Incoming) -> None:
        """Handle one event; raises Unavailable when it was not saved and should come again."""
        address = (incoming.channel, incoming.account, incoming.address)
        with trail.on(trail.of_event(incoming.channel, incoming.account, incoming.event_id)):
            async with self._turns.of(address, incoming.sequence):
                await self._handle(incoming)

    async def _handle(self, incoming: Incoming) -> None:
        outcome, since = "later", monotonic()
        try:
            outcome = await self._save(incoming)
        finally:
            self.handled(incoming.channel, outcome, monotonic() - since)

    async def _save(self, incoming: Incoming) -> str:
        try:
            await self.database.write(lambda work: receive(work, self.house, incoming))
        except Unavailable:
            raise
        except Exception:
            log.exception("an event could not be handled", channel=incoming.channel)
            await self._apologise(incoming)
            return "failed"
        return "saved"

    async def _apologise(self, incoming: Incoming) -> None:
        try:
            await self.database.write(lambda work: apologise(work, self.house, incoming))
        except (OperationalError, ProgrammingError, InternalError) as fault:
            # Tables or rights are missing: it was no fault of the event's, and nothing is taken.
            raise Unavailable("not even an apology could be saved") from fault


class Turns:
    """One turn at a time for each address, in the order of arrival; forgets who is done.

    Where several wait and the platform has numbered its events, the lowest number goes first: a
    webhook call that was sent again, or was slower on its way, is put back in its place.
    """

    def __init__(self) -> None:
        # Who waits at an address; an entry, even an empty one, says that somebody has the turn.
        self._waiting: dict[Address, list[tuple[int, int, asyncio.Future[None]]]] = {}
        self._arrivals = count()

    @asynccontextmanager
    async def of(self, address: Address, sequence: int = 0) -> AsyncIterator[None]:
        """Wait for the turn of `address`; `sequence` is the platform's number of the event.

        Raises Unavailable when the one before it was not saved: that one comes again, and this
        one must neither overtake it nor wait in vain as long once more.
        """
        await self._wait(address, sequence)
        try:
            yield
        except Unavailable:
            self._send_away(address)
            raise
        finally:
            self._pass_on(address)

    async def _wait(self, address: Address, sequence: int) -> None:
        waiting = self._waiting.get(address)
        if waiting is None:
            self._waiting[address] = []
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(waiting, (sequence, next(self._arrivals), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled() and turn.exception() is None:
                self._pass_on(address)  # the turn had come already: the next one gets it
            raise

    def _send_away(self, address: Address) -> None:
        for *_, turn in self._waiting[address]:
            if not turn.done():
                turn.set_exception(Unavailable("the one before it was not saved"))
        self._waiting[address].clear()

    def _pass_on(self, address: Address) -> None:
        waiting = self._waiting[address]
        while waiting:
            *_, turn = heappop(waiting)
            if not turn.done():  # else whoever waited has given up
                turn.set_result(None)
                return
        del self._waiting[address]
