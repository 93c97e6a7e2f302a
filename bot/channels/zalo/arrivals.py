"""Takes bodies in, however they came, and hands over what is in them.

1. Keep the body (`spool.py`); from here on it is ours, and the platform may be told so.
2. Read it and hand it over, the bodies of one address in their order, addresses beside each other.
3. Forget it once what came of it is committed. What will never parse is logged and forgotten.
While nothing can be saved the bodies wait where they are.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.channels.ports import Receive
from bot.channels.waiting import pause
from bot.channels.zalo.spool import Spool, Spooled
from handlers.messages import Incoming
from storage.errors import Unavailable

log = structlog.get_logger()

BATCH = 64
# Another process may have put something there.
LOOK_AGAIN = 2.0

# The bodies of one address in their order, each with what it says.
Chat = list[tuple[Spooled, Incoming | None]]
# What a body says, or None where it is not for us. Raises whatever odd bodies make it raise.
Parse = Callable[[bytes, datetime], Incoming | None]


@dataclass(frozen=True, kw_only=True)
class Arrivals:
    """The way in for one account."""

    account: str
    spool: Spool
    parse: Parse
    receive: Receive
    clock: Callable[[], datetime]
    wait_after: Callable[[int], float]
    _woken: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    async def take(self, body: bytes) -> None:
        """Make a body ours. Raises Unavailable where it can be kept neither here nor there."""
        now = self.clock()
        try:
            await asyncio.to_thread(self.spool.put, body, now)
        except OSError as fault:
            log.error("an event cannot be kept on the disk", account=self.account, why=fault.errno)
            await self._hand_over(self._read(body, now))
        self._woken.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Handle what waits until `stop` is set; what is in hand by then is finished."""
        failures = 0
        while not stop.is_set():
            self._woken.clear()
            try:
                busy = await self.step()
                failures = 0
            except (Unavailable, OSError) as fault:
                failures += 1
                log.debug("events wait", account=self.account, fault=type(fault).__name__)
                await pause(stop, self.wait_after(failures))
                continue
            if not busy:
                await _first_of(stop, self._woken)

    async def step(self) -> bool:
        """Handle some of what waits; whether there was any. Raises Unavailable."""
        with self.spool.alone() as alone:
            waiting = await asyncio.to_thread(self.spool.waiting, BATCH) if alone else []
            results = await asyncio.gather(
                *(self._take_all(chat) for chat in self._by_address(waiting)),
                return_exceptions=True,
            )
        for fault in results:
            if fault is not None:
                raise fault
        return bool(waiting)

    def _by_address(self, waiting: Sequence[Spooled]) -> list[Chat]:
        chats: dict[str, Chat] = defaultdict(list)
        for spooled in waiting:
            incoming = self._read(spooled.body, spooled.received_at)
            chats[incoming.address if incoming else ""].append((spooled, incoming))
        return list(chats.values())

    async def _take_all(self, chat: Chat) -> None:
        for spooled, incoming in chat:
            await self._hand_over(incoming)
            await asyncio.to_thread(self.spool.done, spooled)

    async def _hand_over(self, incoming: Incoming | None) -> None:
        if incoming is None:
            return
        try:
            await self.receive(incoming)
        except Unavailable:
            raise
        except Exception as fault:  # noqa: BLE001 - it would fail each time, and hold up others
            kind = type(fault).__name__
            log.error("an event was passed over", account=self.account, fault=kind)

    def _read(self, body: bytes, received_at: datetime) -> Incoming | None:
        try:
            return self.parse(body, received_at)
        except Exception as fault:  # noqa: BLE001 - whatever is wrong comes from outside
            kind = type(fault).__name__
            log.warning("an event cannot be read", account=self.account, fault=kind)
            return None


async def _first_of(stop: asyncio.Event, woken: asyncio.Event) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in (stop, woken)]
    try:
        await asyncio.wait(waiting, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
