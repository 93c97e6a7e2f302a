"""Takes updates in, however they came: parse, hand over, and only then answer the press."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from telegram import Bot, CallbackQuery

from bot.channels.ports import Receive
from bot.channels.telegram.parse import Parser
from bot.channels.telegram.presses import settle
from handlers.messages import Incoming
from storage.errors import Unavailable

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One update as far as it concerns us."""

    number: int | None
    incoming: Incoming | None = None
    press: CallbackQuery | None = None


@dataclass(frozen=True, kw_only=True)
class Arrivals:
    """The way in for one account."""

    bot: Bot = field(repr=False)  # its own repr shows the token
    account: str
    receive: Receive
    clock: Callable[[], datetime]

    async def take_all(self, raws: Sequence[Any]) -> None:
        """Take a batch: chats beside each other, each chat in its order.

        Raises Unavailable when one of them could not be saved, after all others were tried.
        """
        chats: dict[str, list[Arrival]] = defaultdict(list)
        for raw in raws:
            arrival = self._read(raw)
            chats[arrival.incoming.address if arrival.incoming else ""].append(arrival)
        results = await asyncio.gather(
            *(self._take_chat(chat) for chat in chats.values()), return_exceptions=True
        )
        for fault in results:
            if fault is not None:
                raise fault

    async def take(self, raw: Any) -> None:
        """Take one update; raises Unavailable when it could not be saved."""
        await self._take(self._read(raw))

    async def _take_chat(self, arrivals: list[Arrival]) -> None:
        for arrival in arrivals:
            await self._take(arrival)

    async def _take(self, arrival: Arrival) -> None:
        if arrival.incoming is not None:
            await self._hand_over(arrival, arrival.incoming)
        if arrival.press is not None:
            await settle(self.bot, arrival.press)

    async def _hand_over(self, arrival: Arrival, incoming: Incoming) -> None:
        try:
            await self.receive(incoming)
        except Unavailable:
            raise
        except Exception as fault:  # noqa: BLE001 - it would fail each time, and hold up others
            log.error(
                "an update was passed over",
                account=self.account,
                update=arrival.number,
                fault=type(fault).__name__,
            )

    def _read(self, raw: Any) -> Arrival:
        number = number_of(raw)
        parser = Parser(account=self.account, received_at=self.clock())
        try:
            incoming = parser.parse(raw)
            press = raw.get("callback_query")
            query = CallbackQuery.de_json(press, None) if press else None
        except Exception as fault:  # noqa: BLE001 - whatever is wrong comes from outside
            kind = type(fault).__name__
            log.warning("an update cannot be read", account=self.account, update=number, fault=kind)
            return Arrival(number=number)
        if incoming is None:
            log.debug("an update is not for us", account=self.account, update=number)
        return Arrival(number=number, incoming=incoming, press=query)


def number_of(raw: Any) -> int | None:
    """The update's number, if it has one."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else None
