"""Our own program, its web server and no relay: what is queued is not sent, as with the others.

`python -m bench.ours prepare FOLDER CHATS` brings so many people to the question at which they
write their petition; `python -m bench.ours serve FOLDER PORT CORE` serves.

For a whole intake `python -m bench.ours serve_communes FOLDER PORT CORE DATABASE` serves several
communes, each with a bot; with CORE "any" on whichever core, with a last word "tagged" so that
PostgreSQL's log can tell whose transaction it is.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from stage import Actor, Program
from starlette.types import ASGIApp, Receive, Scope, Send
from telegram.request import BaseRequest

from bench.messages import SECRET, chats
from bot import loop
from bot.app import App, build
from bot.channels.web.app import web_app
from bot.channels.web.web import Web
from bot.sample import SAMPLE
from bot.server import Server
from bot.settings import Settings
from storage.database import Database
from storage.work import Work

PATH = "/telegram/main"
COMMUNES = ("mot", "hai", "ba", "bon")
# Whose event is being handled.
COMMUNE: ContextVar[str] = ContextVar("COMMUNE", default="none")


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


def settings(folder: Path, port: int = 0, **more: Any) -> Settings:
    """One commune with one bot."""
    stated: dict[str, Any] = {
        "data": {"dir": folder},
        "web": {"port": port, "public_url": ""},
        "telegram": {"main": _bot()},
        "security": {"key": "k" * 64},
        "log": {"level": "ERROR"},
    }
    return Settings(**stated | more)


def settings_of_communes(folder: Path, port: int, url: str) -> Settings:
    """Several communes like the sample, each with a bot of its name."""
    bots = {code: {**_bot(), "commune": code} for code in COMMUNES}
    stated = [
        SAMPLE.model_copy(update={"code": code, "prefix": f"B{chr(ord('A') + number)}"})
        for number, code in enumerate(COMMUNES)
    ]
    return settings(folder, port, telegram=bots, commune=stated, database={"url": url})


def _bot() -> dict[str, str]:
    return {"token": "123:bench", "mode": "webhook", "secret": SECRET}


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


async def serve(stated: Settings, *, tagged: bool = False) -> None:
    """Serve until the process is stopped."""
    app = build(stated)
    for account in app.telegram.values():
        account.bot._request = (Nowhere(), Nowhere())
    site = web_app(_web(app))
    async with site.router.lifespan_context(site):
        server = Server(_tagging(app, site) if tagged else site, "127.0.0.1", stated.web.port)
        await server.start()
        await asyncio.Event().wait()


def _tagging(app: App, site: ASGIApp) -> Any:
    """Each transaction tells PostgreSQL first for which commune it is."""
    accompanied = app.database._accompanied

    def tagged(work: Callable[[Work], Any]) -> Callable[[Work], Any]:
        def tell(unit: Work) -> Any:
            told = f"SET LOCAL application_name = '{COMMUNE.get()}'"
            unit.connection().exec_driver_sql(told)
            return work(unit)

        return accompanied(tell)

    app.database._accompanied = tagged  # type: ignore[method-assign]

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        COMMUNE.set(scope.get("path", "").rpartition("/")[2])
        await site(scope, receive, send)

    return called


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
        sys.exit()
    port, core, *more = rest
    if core != "any":
        os.sched_setaffinity(0, {int(core)})
    if what == "serve":
        loop.run(serve(settings(Path(folder), int(port))))
    else:
        many = settings_of_communes(Path(folder), int(port), more[0])
        loop.run(serve(many, tagged="tagged" in more))
