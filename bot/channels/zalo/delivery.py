"""Sends one message as the calls that it takes, and goes on after the last that succeeded."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import structlog

from bot.channels.progress import Delivery, Unfinished, key_of
from handlers.messages import Reply
from notifications.limiter import UNLIMITED, Limiter
from notifications.outcomes import Delivered, Never, NotSent, TryAgain

log = structlog.get_logger()

# Less than the outbox's lease: after that another may send the message too.
BUDGET = 100.0
Part = TypeVar("Part")


class Instead(Exception):
    """A part is not taken as it is; others stand in for it."""

    def __init__(self, parts: Sequence[Any]) -> None:
        super().__init__(len(parts))
        self.parts = parts


@dataclass(frozen=True, kw_only=True)
class Deliveries(Generic[Part]):
    """How an account's messages are taken apart (`parts_of`) and each part is sent (`make`, which
    raises Instead, TryAgain or Never).

    When a later part has to be tried again, the next try of the same message goes on there; that
    is known to this process only, so that the relay has it tried again here for a while. So a
    message may arrive twice if the process dies between its calls, or if the answer to one was
    lost: Zalo can be asked about neither.
    """

    account: str
    parts_of: Callable[[Reply, dict[str, Any]], Sequence[Part]]
    make: Callable[[str, Part], Awaitable[Delivered]]
    limiter: Limiter = field(default_factory=lambda: Limiter(UNLIMITED), repr=False)
    unfinished: Unfinished[Part] = field(default_factory=Unfinished, repr=False)

    async def send(self, external: str, body: dict[str, Any]) -> Delivered:
        """Send the message; raises TryAgain, Never or Moved."""
        key = key_of(external, body)
        delivery = self.unfinished.take(key) or self._begin(body)
        try:
            await self._deliver(external, delivery)
        except TryAgain as fault:
            self.unfinished.keep(key, delivery)
            fault.begun = bool(delivery.ids)
            raise
        return Delivered(
            external_id=",".join(delivery.ids),
            messages=len(delivery.ids),
            way=delivery.way,
            cost=delivery.cost,
        )

    def _begin(self, body: dict[str, Any]) -> Delivery[Part]:
        try:
            parts = self.parts_of(Reply.from_json(body), body)
        except (KeyError, TypeError):
            raise Never("unreadable") from None
        if not parts:
            raise Never("empty")
        return Delivery(left=deque(parts))

    async def _deliver(self, external: str, delivery: Delivery[Part]) -> None:
        try:
            async with asyncio.timeout(BUDGET):
                while delivery.left:
                    await self._next(external, delivery)
        except TimeoutError:
            raise TryAgain("slow") from None
        except NotSent:
            raise
        except Exception:
            log.exception("a fault of ours while sending", account=self.account)
            raise TryAgain("fault") from None

    async def _next(self, external: str, delivery: Delivery[Part]) -> None:
        try:
            async with self.limiter.call(external):
                sent = await self.make(external, delivery.left[0])
        except Instead as others:
            delivery.left.popleft()
            delivery.left.extendleft(reversed(others.parts))
            return
        delivery.left.popleft()
        delivery.ids += sent.external_id.split(",")
        delivery.way, delivery.cost = sent.way or delivery.way, delivery.cost + sent.cost
