"""The program as it is composed, with the limits so high that hostile bodies reach what is behind.

Telegram calls its webhook; what would be sent there is swallowed, and the relay does not run.
The clock stands until it is moved, so that a body does the same whenever it is thrown.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fuzz import asgi
from fuzz.calls import HOST, SECRET, SECRET_HEADER, TELEGRAM, WEBHOOK_ANSWERS, Call, cookie
from fuzz.frames import Connection
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from telegram.request import BaseRequest

from bot.app import App, build
from bot.channels.web.app import web_app
from bot.channels.web.hub import Hub
from bot.channels.web.limits import Gate, WebLimits
from bot.channels.web.web import Web
from bot.settings import Settings

START = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
PLENTY = 10**9
OFFICER = 7000
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


@asynccontextmanager
async def opened(folder: Path, url: str = "") -> AsyncIterator[House]:
    """The program over a new database, an officer enrolled, until the block ends."""
    settings = Settings(
        database={"url": url},
        data={"dir": folder},
        web={"port": 0, "public_url": ""},
        telegram={"main": {"token": "123:fuzz", "mode": "webhook", "secret": SECRET}},
        security={"key": "k" * 64},
    )
    moments = [START]
    app = await asyncio.to_thread(build, settings, now=lambda: moments[0])
    for account in app.telegram.values():
        account.bot._request = (Swallows(), Swallows())
    house = House(app=app, site=web_app(_web(app)), moments=moments)
    async with house.site.router.lifespan_context(house.site):
        code = next(iter(app.started.codes.values()))
        await asgi.call(house.site, sane_update(1, f"/thamgia {code}", OFFICER))
        await asgi.call(house.site, sane_update(2, "Chi", OFFICER))
        yield house
    for account in app.telegram.values():
        await account.close()
    await asyncio.to_thread(app.database.close)


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
    routes = [route for account in app.telegram.values() for route in account.routes]
    return Web(
        database=app.database,
        receive=app.dispatch.receive,
        house=app.house,
        blobs=app.blobs,
        settings=app.settings.web,
        limits=LIMITS,
        clock=app.clock,
        extra_routes=tuple(routes),
    )
