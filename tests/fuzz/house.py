"""The program as it is composed, with the limits so high that hostile bodies reach what is behind.

Telegram and Zalo call their webhooks; what would be sent there is swallowed, and the relay does not
run.
The clock stands until it is moved, so that a body does the same whenever it is thrown.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import httpx
from fuzz import asgi, zalo
from fuzz.calls import HOST, SECRET, SECRET_HEADER, TELEGRAM, WEBHOOK_ANSWERS, Call, cookie
from fuzz.frames import Connection
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from telegram.request import BaseRequest

from bot.app import App, _zalo_routes, build
from bot.channels.web.app import web_app
from bot.channels.web.hub import Hub
from bot.channels.web.limits import Gate, WebLimits
from bot.channels.web.web import Web
from bot.channels.zalo.arrivals import Arrivals
from bot.settings import Settings
from dialogue.roles import Role
from handlers.invitation import invite
from storage import communes, patience
from storage.work import Work

START = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
PLENTY = 10**9
OFFICER = 7000
OFFICIAL_ACCOUNT = {
    "oa_id": zalo.OA_ID,
    "app_id": zalo.APP_ID,
    "app_secret": "fuzz-secret-of-the-app",
    "oa_secret": zalo.OA_SECRET,
}
LIMITS = WebLimits(
    messages_per_minute=PLENTY,
    messages_per_minute_per_ip=PLENTY,
    uploads_per_minute=PLENTY,
    frames_per_minute=PLENTY,
    sockets_per_session=PLENTY,
    sockets_per_ip=PLENTY,
    mistakes=50,
)


class Swallows(BaseRequest):
    """A Telegram that takes everything and says nothing of interest."""

    read_timeout = 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        """Yes."""
        return 200, b'{"ok":true,"result":true}'


@dataclass(kw_only=True)
class House:
    """The running program, and what can be seen of it from inside."""

    app: App
    site: Starlette
    moments: list[datetime] = field(default_factory=lambda: [START])

    async def call(self, request: Call) -> asgi.Answer:
        """One request; what it left to be handled waits for `settle`."""
        return await asgi.call(self.site, request)

    async def settle(self) -> None:
        """Handle what was kept of the calls of Zalo."""
        for arrivals in self._arrivals:
            while await arrivals.step():
                pass

    async def connect(self, script: Connection) -> asgi.Answer:
        """One connection of the socket."""
        return await asgi.connect(self.site, script)

    @property
    def _arrivals(self) -> list[Arrivals]:
        accounts = (*self.app.zalo_bot.values(), *self.app.zalo_oa.values())
        return [account.arrivals for account in accounts]

    def tick(self) -> None:
        """A second passes."""
        self.moments[0] += timedelta(seconds=1)

    @property
    def gate(self) -> Gate:
        """The counters of the web chat."""
        return self._sockets.gate

    @property
    def hub(self) -> Hub:
        """The open pages."""
        return self._sockets.hub

    @property
    def _sockets(self) -> Any:
        routes = (one for one in self.site.routes if isinstance(one, WebSocketRoute))
        return next(routes).endpoint.__self__

    def crowd(self) -> dict[str, int]:
        """What must be empty when nobody is there."""
        return {
            "events": sum(arrivals.spool.count() for arrivals in self._arrivals),
            "turns": len(self.app.dispatch._turns._waiting),
            "pages": len(self.hub._pages),
            "seats": len(self.gate.seats._sessions) + len(self.gate.seats._ips),
        }

    def counters(self) -> int:
        """The most keys that one of the limiters holds."""
        return max(map(len, (self.gate._sessions, self.gate._ips, self.gate._uploads)))

    async def greets(self) -> str:
        """What is wrong with how a sane message is served; empty where nothing is."""
        told = await asgi.call(self.site, sane_update(self.moments[0].timestamp(), "/trogiup"))
        if told.status != 200:
            return f"a sane update is answered with {told.status}"
        for sane in (zalo.sane_bot, zalo.sane_oa):
            number = int(self.moments[0].timestamp())
            if wrong := (await self.call(sane(number, "/trogiup", "6000"))).wrong:
                return f"a sane event of Zalo: {wrong}"
        await self.settle()
        frames = ('{"type":"hello","v":1}', sane_say(self.moments[0].timestamp()))
        script = Connection(
            path="/c/mau/socket",
            query=b"framed=0",
            headers=((b"host", HOST), (b"origin", b"http://" + HOST), (b"cookie", cookie(0))),
            frames=frames,
            polite=True,
            deaf=False,
        )
        return (await asgi.connect(self.site, script)).wrong


# A run may have to share its machine: that work waits long is no finding.
PATIENT = mock.patch.object(patience, "TURN_SECONDS", 600.0)


@asynccontextmanager
async def opened(folder: Path, url: str = "") -> AsyncIterator[House]:
    """The program over a new database, an officer enrolled, until the block ends."""
    with PATIENT:
        async with _opened(folder, url) as house:
            yield house


@asynccontextmanager
async def _opened(folder: Path, url: str) -> AsyncIterator[House]:
    settings = Settings(
        database={"url": url},
        data={"dir": folder},
        web={"port": 0, "public_url": ""},
        telegram={"main": {"token": "123:fuzz", "mode": "webhook", "secret": SECRET}},
        zalo_bot={"main": {"token": "123:fuzz", "mode": "webhook", "secret": zalo.BOT_SECRET}},
        zalo_oa={"main": OFFICIAL_ACCOUNT},
        security={"key": "k" * 64},
    )
    moments = [START]
    app = await asyncio.to_thread(build, settings, now=lambda: moments[0])
    for account in app.telegram.values():
        account.bot._request = (Swallows(), Swallows())
    for bot in app.zalo_bot.values():
        bot._api._http = httpx.AsyncClient(transport=httpx.MockTransport(_yes))
    house = House(app=app, site=web_app(_web(app)), moments=moments)
    async with house.site.router.lifespan_context(house.site):
        code = next(iter(app.started.codes.values()))
        await asgi.call(house.site, sane_update(1, f"/thamgia {code}", OFFICER))
        await asgi.call(house.site, sane_update(2, "Chi", OFFICER))
        for sane in (zalo.sane_bot, zalo.sane_oa):
            code = await app.database.write(partial(_invitation, app))
            await house.call(sane(1, f"/thamgia {code}", str(OFFICER)))
            await house.call(sane(2, "Hoa", str(OFFICER)))
            await house.settle()
        yield house
    for one in app.accounts:
        await one.close()
    await asyncio.to_thread(app.database.close)


def _yes(_: httpx.Request) -> httpx.Response:
    """A Bot Platform that takes everything."""
    return httpx.Response(200, json={"ok": True, "result": {}})


def _invitation(app: App, work: Work) -> str:
    commune = communes.every(work)[0]
    return invite(work, app.house.key, commune, Role.OFFICE, START)


def sane_update(number: float, text: str, chat: int = 6000) -> Call:
    """A message as Telegram brings it."""
    who = f'{{"id":{chat},"type":"private","is_bot":false,"first_name":"An"}}'
    said = f'{{"message_id":1,"date":1,"chat":{who},"from":{who},"text":"{text}"}}'
    return Call(
        method="POST",
        path=TELEGRAM,
        headers=((b"host", HOST), (SECRET_HEADER, SECRET.encode())),
        chunks=(f'{{"update_id":{-int(number)},"message":{said}}}'.encode(),),
        answers=WEBHOOK_ANSWERS,
    )


def sane_say(number: float) -> str:
    """A message as the page sends it."""
    named = f"{int(number):08x}-0000-4000-8000-00000000ffff"
    return f'{{"type":"say","id":"{named}","text":"/trogiup"}}'


def _web(app: App) -> Web:
    """As in `bot/app.py`, but for the limits."""
    routes: list[Any] = [route for account in app.accounts for route in account.routes]
    return Web(
        database=app.database,
        receive=app.dispatch.receive,
        house=app.house,
        blobs=app.blobs,
        settings=app.settings.web,
        limits=LIMITS,
        clock=app.clock,
        extra_routes=(*routes, *_zalo_routes(app)),
    )
