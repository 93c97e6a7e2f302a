"""Our own program, its web server and no relay: what is queued is not sent, as with the others.

`python -m bench.ours prepare FOLDER CHATS` brings so many people to the question at which they
write their petition; `python -m bench.ours serve FOLDER PORT CORE` serves.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from stage import Actor, Program
from telegram.request import BaseRequest

from bench.messages import SECRET, chats
from bot.app import App, build
from bot.channels.web.app import web_app
from bot.channels.web.web import Web
from bot.server import Server
from bot.settings import Settings
from storage.database import Database

PATH = "/telegram/main"


class Nowhere(BaseRequest):
    """Telegram is not called."""

    read_timeout = 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        """Everything went well."""
        return 200, b'{"ok":true,"result":true}'


def settings(folder: Path, port: int = 0) -> Settings:
    """One commune with one bot."""
    return Settings(
        data={"dir": folder},
        web={"port": port, "public_url": ""},
        telegram={"main": {"token": "123:bench", "mode": "webhook", "secret": SECRET}},
        security={"key": "k" * 64},
        log={"level": "ERROR"},
    )


def prepare(folder: Path, count: int) -> None:
    """Everybody has answered all questions but the last: what they have to say."""
    app = build(settings(folder))
    app.database.close()
    database = Database(f"sqlite:///{folder / 'doithoai.db'}")
    program = Program(database=database, now=datetime.now(UTC))
    for chat in chats(count):
        answer_all(Actor(program=program, name=str(chat), channel="telegram").open())
    database.close()


def answer_all(person: Actor) -> None:
    """Up to the text of a petition that is to be heard at a conference."""
    person.press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(person.offered[0])
    person.press("Chỉ gửi nội dung").say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    person.press("Cho bản thân, gia đình").say("0912 345 678").press("Giao thông, thủy lợi")


async def serve(folder: Path, port: int) -> None:
    """Serve until the process is stopped."""
    app = build(settings(folder, port))
    for account in app.telegram.values():
        account.bot._request = (Nowhere(), Nowhere())
    site = web_app(_web(app))
    async with site.router.lifespan_context(site):
        server = Server(site, "127.0.0.1", port)
        await server.start()
        await asyncio.Event().wait()


def _web(app: App) -> Web:
    routes = [route for account in app.telegram.values() for route in account.routes]
    return Web(
        database=app.database,
        receive=app.dispatch.receive,
        house=app.house,
        blobs=app.blobs,
        settings=app.settings.web,
        clock=app.clock,
        extra_routes=tuple(routes),
    )


if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    if what == "prepare":
        prepare(Path(folder), int(rest[0]))
    else:
        os.sched_setaffinity(0, {int(rest[1])})
        asyncio.run(serve(Path(folder), int(rest[0])))
