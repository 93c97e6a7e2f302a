"""One bot of `[zalo_bot.NAME]`, put together."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

import httpx
import structlog
from starlette.routing import Route

from bot.channels.ports import Receive
from bot.channels.soundness import Unsound
from bot.channels.zalo.arrivals import Arrivals
from bot.channels.zalo.links import Links
from bot.channels.zalo.media import Media
from bot.channels.zalo.pace import Pace
from bot.channels.zalo.spool import Spool
from bot.channels.zalo_bot.api import BotApi, Refused, Unreachable
from bot.channels.zalo_bot.parse import parse
from bot.channels.zalo_bot.poll import Poll
from bot.channels.zalo_bot.send import sender
from bot.channels.zalo_bot.webhook import Webhook, secret_of
from bot.settings import ZaloBotSettings
from handlers.messages import Incoming
from notifications.limiter import Limiter, Rate

log = structlog.get_logger()

# As far as anybody has seen a token refused.
TOKEN_CODES = frozenset({401, 403, 404})
# Only a comfort: the answer itself comes right after.
TYPING_PATIENCE = 5.0


class ZaloBotAccount:
    """Receives by `run` (and `routes`), sends by `sender`; `close` comes after both."""

    def __init__(
        self,
        *,
        name: str,
        settings: ZaloBotSettings,
        receive: Receive,
        spool: Spool,
        links: Links,
        clock: Callable[[], datetime],
        key: bytes,
        pace: Pace | None = None,
    ) -> None:
        pace = pace or Pace()
        self.name = name
        self.polls = settings.mode == "polling"
        self._api = BotApi(settings, pace.answer)
        self._http = httpx.AsyncClient(timeout=pace.answer, follow_redirects=False)
        self._receive = receive
        self._typing: set[asyncio.Task[None]] = set()
        self.arrivals = Arrivals(
            account=name,
            spool=spool,
            parse=partial(parse, name),
            receive=self._answer,
            clock=clock,
            wait_after=pace.after,
        )
        self.fetch = Media(http=self._http, hosts=settings.media_hosts, account=name).fetch
        self.limiter = Limiter(Rate(per_second=settings.messages_per_second))
        self.sender = sender(self._api, name, links, self.limiter)
        self._way: Poll | Webhook = (
            Poll(
                api=self._api,
                account=name,
                arrivals=self.arrivals,
                wait=pace.poll,
                between=pace.between,
                wait_after=pace.after,
            )
            if self.polls
            else Webhook(
                api=self._api,
                account=name,
                arrivals=self.arrivals,
                public_url=links.public_url,
                secret=settings.secret.get_secret_value() or secret_of(name, key),
                wait_after=pace.after,
            )
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop` is set; what is in hand by then is finished."""
        await asyncio.gather(self._way.run(stop), self.arrivals.run(stop))

    @property
    def routes(self) -> list[Route]:
        """What the web server serves for it: nothing while it polls."""
        return self._way.routes() if isinstance(self._way, Webhook) else []

    async def check(self) -> str:
        """The bot's name at Zalo; raises Refused or Unreachable."""
        found = await self._api.call("getMe")
        return str(found.get("account_name", "")) if isinstance(found, dict) else ""

    async def look(self, _now: datetime) -> None:
        """Whether it carries messages; raises Unsound."""
        try:
            await self.check()
            if isinstance(self._way, Webhook):
                await self._way.look()
        except Refused as fault:
            raise Unsound("token" if fault.code in TOKEN_CODES else "unreachable") from None
        except Unreachable:
            raise Unsound("unreachable") from None

    async def close(self) -> None:
        """Let go of every connection; nothing can be sent after it."""
        await asyncio.gather(*self._typing, return_exceptions=True)
        await self._api.close()
        await self._http.aclose()

    async def _answer(self, incoming: Incoming) -> None:
        """Show that somebody is writing while the answer is made."""
        task = asyncio.create_task(self._show_typing(incoming.address))
        self._typing.add(task)
        task.add_done_callback(self._typing.discard)
        await self._receive(incoming)

    async def _show_typing(self, address: str) -> None:
        try:
            await self._api.call(
                "sendChatAction", wait=TYPING_PATIENCE, chat_id=address, action="typing"
            )
        except (Refused, Unreachable):
            log.debug("typing was not shown", account=self.name)
