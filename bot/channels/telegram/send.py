"""Sends a message through one Telegram bot."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.progress import Delivery, Unfinished, key_of
from bot.channels.said import loggable
from bot.channels.telegram.commands import set_for_chat
from bot.channels.telegram.faults import is_nobody, outcome
from bot.channels.telegram.parts import FetchFile, Part, parts_of
from handlers.messages import Reply
from notifications.limiter import UNLIMITED, Limiter
from notifications.outcomes import Never, NotSent, TryAgain
from storage.errors import Unavailable

log = structlog.get_logger()

# Less than the outbox's lease: after that another may send the message too.
BUDGET = 100.0


@dataclass(frozen=True, kw_only=True)
class TelegramSender:
    """The `notifications.relay.Sender` of one account.

    A long message or one with files takes several calls. When a later one has to be tried
    again, the next `send` of the same message goes on where this one stopped; that is known to
    this process only, so that the relay has it tried again here for a while. So a message arrives
    twice, whole or in part, in two cases that Telegram gives no means to settle (it can neither be
    asked nor told twice): the process died or stopped between its calls, or Telegram took a call
    and its answer was lost.
    """

    bot: Bot = field(repr=False)  # its own repr shows the token
    account: str
    fetch_file: FetchFile
    strict: bool = False
    limiter: Limiter = field(default_factory=lambda: Limiter(UNLIMITED), repr=False)
    unfinished: Unfinished[Part] = field(default_factory=Unfinished, repr=False)

    async def send(self, external: str, body: dict[str, Any]) -> str:
        """Send the message; the ids of its parts, with commas.

        Raises TryAgain, Never or Moved. With `strict` (in tests) also ValueTooLong.
        """
        key = key_of(external, body)
        delivery = self.unfinished.take(key) or self._begin(body)
        try:
            await self._deliver(external, delivery)
        except TryAgain as fault:
            self.unfinished.keep(key, delivery)
            fault.begun = bool(delivery.ids)
            raise
        if menu := body.get("menu"):
            await set_for_chat(self.bot, external, menu)
        return ",".join(delivery.ids)

    def _begin(self, body: dict[str, Any]) -> Delivery[Part]:
        try:
            reply = Reply.from_json(body)
        except (KeyError, TypeError):
            raise Never("unreadable") from None
        parts = parts_of(reply, strict=self.strict)
        if not parts:
            raise Never("empty")
        return Delivery(left=deque(parts))

    async def _deliver(self, chat: str, delivery: Delivery[Part]) -> None:
        try:
            async with asyncio.timeout(BUDGET):
                while delivery.left:
                    await self._next(chat, delivery)
        except TelegramError as fault:
            raise self._outcome(fault) from None  # its text may hold the address called
        except FileNotFoundError:
            raise Never("file-gone") from None
        except Unavailable:  # a file's row could not be read; said where it happened
            raise TryAgain("unavailable") from None
        except TimeoutError:
            raise TryAgain("slow") from None
        except NotSent:
            raise
        except Exception:
            log.exception("a fault of ours while sending", account=self.account)
            raise TryAgain("fault") from None

    async def _next(self, chat: str, delivery: Delivery[Part]) -> None:
        """Send the next part, or put others in its place."""
        part = delivery.left[0]
        try:
            async with self.limiter.call(chat):
                sent = await part.send(self.bot, chat, self.fetch_file)
        except BadRequest as fault:
            instead = () if is_nobody(fault) else part.instead(fault)
            if not instead:
                raise
            log.warning("sent in a plainer form", account=self.account, part=type(part).__name__)
            delivery.left.popleft()
            delivery.left.extendleft(reversed(instead))
            return
        delivery.left.popleft()
        delivery.ids += sent

    def _outcome(self, fault: TelegramError) -> NotSent:
        if isinstance(fault, InvalidToken):
            log.error("telegram refuses the token", account=self.account)
        elif isinstance(fault, BadRequest):
            log.warning(
                "telegram refuses a message", account=self.account, why=loggable(fault.message)
            )
        return outcome(fault)
