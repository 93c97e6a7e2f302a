"""The whole program with its edges, as a trouble finds it: Telegram calls, a page is open."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from fakes.telegram import FakeTelegram
from fakes.telegram.state import Settings as FakeSettings
from integration.web_kit import Browser, Chat
from sqlmodel import col, func, select

from bot.app import App, build, serve
from bot.settings import Settings
from storage.tables import Outbox
from storage.tables.traffic import Delivery
from storage.troubles import Trouble
from storage.work import Work

AN = 1001
PATIENCE = 20.0


@dataclass(kw_only=True)
class Town:
    """The running program, An on Telegram, and Bình at an open page."""

    app: App
    telegram: FakeTelegram
    browser: Browser
    page: Chat

    def an_writes(self, text: str) -> int:
        """An writes on Telegram; the number of the update."""
        self.telegram.say(AN, text)
        return int(self.telegram.updates[-1]["update_id"])

    def statuses(self, update: int) -> list[int | None]:
        """What the program answered to each delivery of an update."""
        return [delivery.status for delivery in self.telegram.deliveries(update)]

    async def answered(self, update: int) -> None:
        """Wait until the first delivery of an update was answered."""
        await self.telegram.eventually(lambda: self.statuses(update), PATIENCE)

    async def taken(self, update: int) -> None:
        """Wait until an update was acknowledged."""
        await self.telegram.eventually(lambda: 200 in self.statuses(update), PATIENCE)

    async def an_reads(self, words: str, times: int = 1) -> None:
        """Wait until An was told this so often; more often is a fault."""
        await self.telegram.eventually(lambda: self.told(words) >= times, PATIENCE)
        assert self.told(words) == times

    async def all_sent(self) -> None:
        """Wait until nothing is under way: what is just then comes when its lease runs out."""
        async with asyncio.timeout(PATIENCE):
            while await self.app.database.read(_open_rows):
                await asyncio.sleep(0.02)

    def told(self, words: str) -> int:
        """How many messages with these words An has got."""
        return sum(words in seen.text for seen in self.telegram.sent(AN))

    async def binh_sends(self, message: dict[str, Any]) -> str:
        """Bình's page sends a message, perhaps again; what it is answered."""
        async with asyncio.timeout(PATIENCE):
            await self.page.connection.send(json.dumps(message))
            while True:
                heard = json.loads(await self.page.connection.recv())
                if heard.get("id") == message["id"]:
                    return str(heard["type"])

    async def asks(self, path: str) -> tuple[int, dict[str, Any]]:
        """What a watchman is answered at `/readyz` or `/healthz`."""
        response = await self.browser.get(path, timeout=PATIENCE)
        return response.status_code, response.json()

    async def ready_again(self) -> None:
        """Wait until `/readyz` says so."""
        async with asyncio.timeout(PATIENCE):
            while (await self.asks("/readyz"))[0] != 200:
                await asyncio.sleep(0.05)


@asynccontextmanager
async def town(url: str, folder: Path) -> AsyncIterator[Town]:
    """The program over a migrated database, with Telegram's webhook and a web chat."""
    port = _free_port()
    with FakeTelegram(FakeSettings(require_https=False, webhook_retry=0.05)) as telegram:
        settings = Settings(
            database={"url": url},
            data={"dir": folder},
            web={"port": port, "public_url": f"http://127.0.0.1:{port}"},
            telegram={
                "main": {
                    "token": telegram.token,
                    "base_url": telegram.base_url,
                    "base_file_url": telegram.base_file_url,
                    "chat_seconds": 0,
                    "mode": "webhook",
                }
            },
        )
        app = build(settings)
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(serve(app, stop=stop, ready=lambda _: ready.set()))
        try:
            await ready.wait()
            browser = Browser(f"http://127.0.0.1:{port}")
            async with browser, browser.chat("mau") as page:
                yield Town(app=app, telegram=telegram, browser=browser, page=page)
        finally:
            stop.set()
            await serving


async def lives_through(
    found: Town, trouble: AbstractContextManager[object], kind: Trouble, *, ready: bool = False
) -> None:
    """The story of every trouble: what was acknowledged stays, the rest comes again, once.

    `ready` is for a trouble that the smallest write does not meet.
    """
    message = {"type": "say", "id": str(uuid4()), "text": "/lich"}
    await found.taken(found.an_writes("/trogiup"))
    await found.all_sent()
    with trouble:
        update = found.an_writes("/lich")
        await found.answered(update)
        assert set(found.statuses(update)) == {503}, found.statuses(update)
        assert await found.binh_sends(message) == "later"
        assert (await found.asks("/healthz"))[0] == 200
        status, said = await found.asks("/readyz")
        assert (status, said.get("trouble")) == ((200, None) if ready else (503, kind))
    await found.taken(update)
    assert await found.binh_sends(message) == "confirmed"
    assert await found.binh_sends(message) == "confirmed"
    await found.ready_again()
    await found.an_reads("Thời gian:")
    assert set(found.statuses(update)) == {503, 200}


def _open_rows(work: Work) -> int:
    counted = select(func.count()).select_from(Outbox).where(col(Outbox.state) != Delivery.SENT)
    return work.session.exec(counted).one()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
