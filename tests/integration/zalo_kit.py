"""What the tests of both Zalo channels share: the program beside a fake, and its settings."""

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fakes.zalo_bot import FakeZaloBot
from PIL import Image

from bot.app import App, build, serve
from bot.channels.zalo.links import Links
from bot.channels.zalo.pace import Pace
from bot.channels.zalo.spool import Spool
from bot.channels.zalo_bot.account import ZaloBotAccount
from bot.settings import Settings, ZaloBotSettings
from handlers.messages import Reply

NOW = datetime(2025, 9, 26, 8, 0, tzinfo=UTC)
KEY = b"the installation's key, of forty letters"
HASTE = Pace(answer=5.0, poll=30, between=0.0, after=lambda failures: 0.01)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def picture(colour: str = "gray", kind: str = "JPEG") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, kind)
    return out.getvalue()


@asynccontextmanager
async def running(
    settings: Settings, clock: Callable[[], datetime] | None = None
) -> AsyncIterator[App]:
    """The program, served until the block ends."""
    app = build(settings, now=clock) if clock else build(settings)
    stop, ready = asyncio.Event(), asyncio.Event()
    serving = asyncio.create_task(serve(app, stop=stop, ready=lambda _: ready.set()))
    await asyncio.wait({serving, asyncio.create_task(ready.wait())}, return_when="FIRST_COMPLETED")
    try:
        yield app
    finally:
        stop.set()
        await serving


def bot_settings(zalo: FakeZaloBot, **changes: Any) -> dict[str, Any]:
    """`[zalo_bot.main]` for a fake."""
    stated = {"token": zalo.token, "base_url": zalo.url, "media_hosts": (zalo.url,)}
    return {**stated, **changes}


def bot_account(
    zalo: FakeZaloBot, folder: Path, receive: Any, *, links: Links | None = None, **changes: Any
) -> ZaloBotAccount:
    """An account that loses no time."""
    return ZaloBotAccount(
        name="main",
        settings=ZaloBotSettings(**bot_settings(zalo, **changes)),
        receive=receive,
        spool=Spool(folder / "incoming"),
        links=links or Links(public_url="http://127.0.0.1:1", key=KEY, clock=lambda: NOW),
        clock=lambda: NOW,
        key=KEY,
        pace=HASTE,
    )


@asynccontextmanager
async def receiving(account: Any) -> AsyncIterator[Any]:
    """The account receives until the block ends."""
    stop = asyncio.Event()
    task = asyncio.create_task(account.run(stop))
    try:
        yield account
    finally:
        stop.set()
        async with asyncio.timeout(30):
            await task
        await account.close()


def body(text: str = "", **parts: Any) -> dict[str, Any]:
    """What the outbox keeps of a reply."""
    return Reply(text=text, **parts).to_json()
