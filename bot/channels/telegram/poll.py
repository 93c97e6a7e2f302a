"""Receiving by long poll, in a loop of our own.

1. Take down a webhook (what waits behind it is kept).
2. Ask for updates after those that are done.
3. Hand over the whole batch, each update until it is committed.
4. Ask on: the offset, which only now moves, tells Telegram to forget the batch.
If anything in between fails or the process dies, Telegram gives the same updates again, and the
inbox knows those that were already saved.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.api import TelegramBot
from bot.channels.telegram.arrivals import Arrivals, number_of
from bot.channels.telegram.faults import retry_seconds
from bot.channels.telegram.redaction import redact
from bot.channels.waiting import pause, unless
from notifications.backoff import wait_before

log = structlog.get_logger()

LONGEST = 30.0
ADVICE = (
    "another program asks for this bot's updates, or a webhook was set for it: "
    "stop the other one, or give this installation a bot of its own"
)


def wait_after(failures: int) -> float:
    """Seconds to wait before asking again: doubling with jitter, never long."""
    return min(wait_before(failures), LONGEST)


@dataclass(frozen=True, kw_only=True)
class Poll:
    """Asks for the updates of one account until it is stopped."""

    bot: TelegramBot = field(repr=False)  # its own repr shows the token
    account: str
    arrivals: Arrivals
    wait: int = 50
    wait_after: Callable[[int], float] = wait_after
    # Called when Telegram begins to refuse: nobody has to wait for the next look at the account.
    refused: Callable[[], object] = lambda: None

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop` is set; what was handed over by then is finished."""
        offset: int | None = None
        ready, failures, refused = False, 0, False
        while not stop.is_set():
            try:
                if not ready:
                    ready = bool(await unless(stop, self.bot.delete_webhook()))
                else:
                    offset = await self._ask(stop, offset)
                failures, refused = 0, False
            except Exception as fault:  # noqa: BLE001 - an account that stopped listening would go unnoticed
                failures += 1
                if not refused and (refused := isinstance(fault, (Conflict, InvalidToken))):
                    self.refused()
                await pause(stop, self._seconds(fault, failures))

    async def _ask(self, stop: asyncio.Event, offset: int | None) -> int | None:
        """Ask once and handle what came; where to go on."""
        updates = await unless(stop, self.bot.raw_updates(offset, self.wait))
        if not updates:
            # All below the offset is now forgotten there; and after a quiet week Telegram may
            # number anew from below it, so it is not asked for again.
            return None
        await self.arrivals.take_all(updates)
        return _after(updates)

    def _seconds(self, fault: Exception, failures: int) -> float:
        seconds = self.wait_after(failures)
        if isinstance(fault, RetryAfter):
            return max(seconds, retry_seconds(fault))
        if isinstance(fault, Conflict):
            log.error("telegram refuses to give updates", account=self.account, advice=ADVICE)
        elif isinstance(fault, InvalidToken):
            log.error("telegram refuses the token", account=self.account)
            return max(seconds, LONGEST)
        else:
            known = isinstance(fault, TelegramError)
            why = redact(str(fault))[:200] if known else type(fault).__name__
            log.warning("updates cannot be taken", account=self.account, why=why)
        return seconds


def _after(updates: list[Any]) -> int | None:
    numbers = [number for raw in updates if (number := number_of(raw)) is not None]
    return max(numbers) + 1 if numbers else None
