"""One bot of `[telegram.NAME]`, put together."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import structlog
from starlette.routing import Route
from telegram.error import TelegramError

from bot.channels.ports import Receive
from bot.channels.telegram.api import Patience, connect, trusted
from bot.channels.telegram.arrivals import Arrivals
from bot.channels.telegram.commands import Commands, set_default, set_for_chat
from bot.channels.telegram.faults import outcome
from bot.channels.telegram.files import fetch
from bot.channels.telegram.look import look
from bot.channels.telegram.parts import FetchFile
from bot.channels.telegram.poll import Poll, wait_after
from bot.channels.telegram.redaction import quiet_libraries
from bot.channels.telegram.send import TelegramSender
from bot.channels.telegram.webhook import Webhook, secret_of
from bot.settings import TelegramSettings
from notifications.limiter import Limiter, Rate

log = structlog.get_logger()


class TelegramAccount:
    """Receives by `run` (and `routes`), sends by `sender`; `close` comes after both."""

    def __init__(
        self,
        *,
        name: str,
        settings: TelegramSettings,
        receive: Receive,
        fetch_file: FetchFile,
        clock: Callable[[], datetime],
        public_url: str,
        key: bytes,
        patience: Patience | None = None,
        wait_after: Callable[[int], float] = wait_after,
        refused: Callable[[], object] = lambda: None,
    ) -> None:
        quiet_libraries()
        patience = patience or Patience()
        self.name = name
        self.polls = settings.mode == "polling"
        self._connection = connect(settings, patience)
        self._http = httpx.AsyncClient(
            timeout=patience.answer,
            proxy=settings.proxy or None,
            follow_redirects=False,
            verify=trusted(),
        )
        self.bot = self._connection.bot
        arrivals = Arrivals(bot=self.bot, account=name, receive=receive, clock=clock)
        self.limiter = Limiter(
            Rate(
                per_second=settings.messages_per_second,
                chat_rest=settings.chat_seconds,
                group_rest=settings.group_seconds,
            )
        )
        self.sender = TelegramSender(
            bot=self.bot, account=name, fetch_file=fetch_file, limiter=self.limiter
        )
        self._poll = Poll(
            bot=self.bot,
            account=name,
            arrivals=arrivals,
            wait=patience.poll,
            wait_after=wait_after,
            refused=refused,
        )
        self._webhook = Webhook(
            bot=self.bot,
            account=name,
            arrivals=arrivals,
            public_url=public_url,
            secret=settings.secret.get_secret_value() or secret_of(name, key),
            wait_after=wait_after,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop` is set; what was taken in by then is finished."""
        await (self._poll if self.polls else self._webhook).run(stop)

    @property
    def routes(self) -> list[Route]:
        """What the web server serves for it: nothing while it polls."""
        return [] if self.polls else self._webhook.routes()

    async def fetch(self, source: dict[str, Any], limit: int) -> bytes:
        """The bytes of a file that somebody sent; raises TryAgain, TooBig or Never."""
        return await fetch(self.bot, self._http, source, limit)

    async def look(self, now: datetime) -> None:
        """Whether it carries messages; raises Unsound."""
        await look(self.bot, "" if self.polls else self._webhook.url, now)

    async def username(self) -> str:
        """The bot's name for links (`https://t.me/NAME?start=…`); raises TryAgain or Never."""
        try:
            return (await self.bot.get_me()).username or ""
        except TelegramError as fault:
            raise outcome(fault) from None

    async def show_menu(self, commands: Commands) -> bool:
        """The commands that everybody sees; whether Telegram took them."""
        return await set_default(self.bot, commands)

    async def show_menu_to(self, address: str, commands: Commands) -> bool:
        """The commands of one chat; none for everybody's. Whether Telegram took them."""
        return await set_for_chat(self.bot, address, commands)

    async def close(self) -> None:
        """Let go of every connection; nothing can be sent after it."""
        await self._connection.close()
        await self._http.aclose()
