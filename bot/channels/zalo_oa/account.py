"""One account of `[zalo_oa.NAME]`, put together."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

import httpx
from starlette.routing import Route

from bot.channels.ports import Receive
from bot.channels.zalo.arrivals import Arrivals
from bot.channels.zalo.links import Links
from bot.channels.zalo.media import Media
from bot.channels.zalo.pace import Pace
from bot.channels.zalo.spool import Spool
from bot.channels.zalo_oa.api import OaApi
from bot.channels.zalo_oa.buttons import ButtonMemory
from bot.channels.zalo_oa.look import look
from bot.channels.zalo_oa.parse import parse
from bot.channels.zalo_oa.send import FetchFile, ZaloOaSender
from bot.channels.zalo_oa.templates import Templates
from bot.channels.zalo_oa.tokens import Alarm, Tokens
from bot.channels.zalo_oa.webhook import Door
from bot.channels.zalo_oa.windows import Windows
from bot.sealing import Seal
from bot.settings import ZaloOaSettings
from notifications.limiter import Limiter, Rate
from storage.database import Database


class ZaloOaAccount:
    """Receives by its `door` and `run`, sends by `sender`; `close` comes after both."""

    def __init__(
        self,
        *,
        name: str,
        account_id: int,
        settings: ZaloOaSettings,
        database: Database,
        receive: Receive,
        fetch_file: FetchFile,
        spool: Spool,
        links: Links,
        clock: Callable[[], datetime],
        key: bytes,
        alarm: Alarm,
        pace: Pace | None = None,
    ) -> None:
        pace = pace or Pace()
        self.name = name
        self._http = httpx.AsyncClient(timeout=pace.answer, follow_redirects=False)
        self.tokens = Tokens(
            database=database,
            http=self._http,
            settings=settings,
            account=name,
            account_id=account_id,
            seal=Seal(key),
            clock=clock,
            alarm=alarm,
        )
        self.arrivals = Arrivals(
            account=name,
            spool=spool,
            parse=partial(parse, name),
            receive=receive,
            clock=clock,
            wait_after=pace.after,
        )
        self.door = Door(
            account=name,
            app_id=settings.app_id,
            oa_id=settings.oa_id,
            oa_secret=settings.oa_secret.get_secret_value(),
            arrivals=self.arrivals,
        )
        self.fetch = Media(http=self._http, hosts=settings.media_hosts, account=name).fetch
        self.limiter = Limiter(Rate(per_second=settings.calls_per_second))
        self._api = OaApi(
            http=self._http, settings=settings, tokens=self.tokens, limiter=self.limiter
        )
        self.sender = ZaloOaSender(
            api=self._api,
            account=name,
            links=links,
            fetch_file=fetch_file,
            buttons=ButtonMemory(
                database=database,
                account_id=account_id,
                wanted=settings.buttons,
                clock=clock,
            ),
            windows=Windows(
                database=database,
                account_id=account_id,
                billed=settings.billed,
                clock=clock,
            ),
            templates=Templates(api=self._api, account=name, configured=settings.templates),
            price=settings.message_price,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until `stop` is set; what is in hand by then is finished."""
        await asyncio.gather(self.arrivals.run(stop), self.tokens.run(stop))

    @property
    def routes(self) -> list[Route]:
        """Nothing of its own: Zalo calls one address for all accounts."""
        return []

    async def look(self, now: datetime) -> None:
        """Whether it carries messages; raises Unsound."""
        await look(self._api, now)

    async def close(self) -> None:
        """Let go of every connection; nothing can be sent after it."""
        await self._http.aclose()
