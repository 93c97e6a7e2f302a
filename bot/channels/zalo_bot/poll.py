"""Receiving by asking: one update for each call, and nothing to say that it was taken.

1. Take down a webhook: the two exclude each other.
2. Ask; 408 says that nothing is new.
3. Keep the update on the disk at once. Zalo may give it only this time, or again with every poll.
4. Ask on, at least a second later.
Between 2 and 3 an update may be lost with the process; the platform gives no means against it.
"""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.channels.waiting import pause, unless
from bot.channels.zalo.arrivals import Arrivals
from bot.channels.zalo_bot.api import NOTHING_NEW, BotApi, Refused, Unreachable

log = structlog.get_logger()

REMEMBERED = 1000
ADVICE = "a webhook is set, or another program asks for this bot's updates: stop the other one"
LONGEST = 30.0


@dataclass(frozen=True, kw_only=True)
class Poll:
    """Asks for the updates of one account until it is stopped."""

    api: BotApi = field(repr=False)
    account: str
    arrivals: Arrivals
    wait: int = 30
    between: float = 1.0
    wait_after: Callable[[int], float]
    _known: "OrderedDict[str, None]" = field(default_factory=OrderedDict, repr=False)

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop` is set."""
        ready, failures = False, 0
        while not stop.is_set():
            try:
                if not ready:
                    await unless(stop, self.api.call("deleteWebhook"))
                    ready = True
                else:
                    await self._ask(stop)
                failures = 0
            except Exception as fault:  # noqa: BLE001 - an account that stopped listening would go unnoticed
                failures += 1
                await pause(stop, self._seconds(fault, failures))
            else:
                await pause(stop, self.between)

    async def _ask(self, stop: asyncio.Event) -> None:
        asking = self.api.call("getUpdates", wait=self.wait + 10, timeout=self.wait)
        try:
            update = await unless(stop, asking)
        except Refused as fault:
            if fault.code != NOTHING_NEW:
                raise
            return
        for one in update if isinstance(update, list) else [update]:
            if one:
                await self._take(one)

    async def _take(self, update: Any) -> None:
        """Old updates may come back with each poll: what this process knows is not kept anew."""
        body = json.dumps(update, ensure_ascii=True).encode()
        known = hashlib.sha256(body).hexdigest()
        if known in self._known:
            return
        await self.arrivals.take(body)
        self._known[known] = None
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _seconds(self, fault: Exception, failures: int) -> float:
        seconds = self.wait_after(failures)
        if not isinstance(fault, Refused):
            why = str(fault) if isinstance(fault, Unreachable) else type(fault).__name__
            log.warning("updates cannot be taken", account=self.account, why=why)
            return seconds
        advice = ADVICE if fault.code == 400 else "see the token and base_url of this bot"
        log.error("zalo gives no updates", account=self.account, code=fault.code, advice=advice)
        return max(seconds, LONGEST) if fault.code in (401, 403, 404) else seconds
