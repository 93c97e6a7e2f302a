"""The relay: claims what is due, hands it to the channel, settles what came of it.

The procedure, which the code follows:
1. Claim a few messages under a lease (each the first of its lane).
2. Send them beside each other.
3. Settle each under its lease: sent; again later; never; or the chat has moved. A notice that can
   never be sent goes to another address of the person, or onto the list of those reached by hand.
   While the database is away the relay holds on to what came of it, and sends nothing new.
4. Nothing claimed: sleep until something is queued, or the next one is due.
A message that was sent and not settled (the process died in between) is sent again when its
lease runs out: no channel here can be asked whether it took a message.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from notifications.backoff import wait_before
from notifications.insist import insist
from notifications.outcomes import Delivered, Moved, Never, TryAgain
from notifications.waiting import LONGEST, first_of, seconds_until
from storage import addresses, outbox, trail, undeliverable
from storage.database import Database
from storage.errors import StorageError
from storage.failpoints import Failpoint, reach
from storage.outbox import Claimed
from storage.work import Topic, Work

BATCH = 20

log = structlog.get_logger()


class Sender(Protocol):
    """A channel account that can send."""

    async def send(self, external: str, body: dict[str, Any]) -> str | Delivered:
        """Send the message (see `handlers.messages.Reply.to_json`); the platform's id of it, or
        more where the platform counts or asks for money.

        Raises TryAgain, Never or Moved of `notifications.outcomes`, and nothing else.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Relay:
    """Sends for the given accounts (by their row ids) until it is cancelled."""

    database: Database
    senders: Mapping[int, Sender]
    clock: Callable[[], datetime]

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; what is being sent then is still settled."""
        woken = asyncio.Event()
        loop = asyncio.get_running_loop()
        self.database.listen(Topic.OUTBOX, lambda: loop.call_soon_threadsafe(woken.set))
        while not stop.is_set():
            woken.clear()
            try:
                pause = 0.0 if await self.step(stop) else await self._pause()
            except StorageError as fault:
                log.debug("relay cannot reach the database", fault=type(fault).__name__)
                pause = LONGEST
            if pause:
                await first_of(stop, woken, pause)

    async def step(self, stop: asyncio.Event | None = None) -> bool:
        """Send one batch; whether there was any."""
        claimed = await self.database.write(self._claim)
        stop = stop or asyncio.Event()
        await asyncio.gather(*(self._deliver(row, stop) for row in claimed))
        return bool(claimed)

    async def _pause(self) -> float:
        due = await self.database.read(lambda work: outbox.next_due(work, list(self.senders)))
        return seconds_until(due, self.clock())

    def _claim(self, work: Work) -> list[Claimed]:
        return outbox.claim(work, list(self.senders), self.clock(), BATCH)

    async def _deliver(self, row: Claimed, stop: asyncio.Event) -> None:
        with trail.on(row.trail):
            await self._deliver_once(row, stop)

    async def _deliver_once(self, row: Claimed, stop: asyncio.Event) -> None:
        reach(Failpoint.BEFORE_SEND)
        settle = await self._send(row)
        reach(Failpoint.AFTER_SEND)
        try:
            await insist(self.database, settle, stop)
        except Exception:  # a fault of ours must not stop the others
            log.exception("cannot be settled", outbox=row.id, channel=row.channel)

    async def _send(self, row: Claimed) -> Callable[[Work], object]:
        try:
            came = await self.senders[row.account_id].send(row.external, row.body)
        except TryAgain as fault:
            return self._again(row, fault.reason, fault.after)
        except Never as fault:
            return self._give_up(row, fault)
        except Moved as fault:
            return self._follow(row, fault.to)
        except Exception as fault:  # a fault of ours must not stop the others
            log.exception("sender failed", outbox=row.id, channel=row.channel)
            return self._again(row, type(fault).__name__, None)
        sent = came if isinstance(came, Delivered) else Delivered(external_id=came)
        return lambda work: outbox.sent(work, row, self.clock(), **vars(sent))

    def _again(self, row: Claimed, reason: str, after: float | None) -> Callable[[Work], object]:
        wait = wait_before(row.attempts, asked=after)
        log.warning("will send again", outbox=row.id, reason=reason, seconds=round(wait, 1))
        due = self.clock() + timedelta(seconds=wait)
        return lambda work: outbox.try_again(work, row, due, reason)

    def _give_up(self, row: Claimed, fault: Never) -> Callable[[Work], object]:
        log.error("cannot be sent", outbox=row.id, reason=fault.reason)

        def settle(work: Work) -> None:
            if fault.gone:
                addresses.mark_unreachable(work, row.address_id, fault.reason, self.clock())
            undeliverable.give_up(work, row, fault.reason, self.clock())

        return settle

    def _follow(self, row: Claimed, to: str) -> Callable[[Work], object]:
        def settle(work: Work) -> None:
            addresses.move(work, row.address_id, to)
            # At once the first time; a chat that keeps moving must not keep us busy.
            wait = wait_before(row.attempts) if row.attempts > 1 else 0.0
            outbox.try_again(work, row, self.clock() + timedelta(seconds=wait), "moved")

        return settle
