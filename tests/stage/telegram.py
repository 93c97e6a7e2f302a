"""The stage on Telegram: the whole program beside a strict Bot API server, and people who use it.

What they do goes over HTTP to the program and back. After each step the program is given time
until nothing waits any more, so that a script reads as on the other channels.
"""

import asyncio
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from fakes.telegram import FakeTelegram, Seen
from PIL import Image
from sqlalchemy import func
from sqlmodel import col, select

from bot.app import build, serve
from bot.settings import Settings
from handlers.messages import Choice, File, Kind, Reply
from stage.communes import Place
from stage.people import Actor
from storage.tables import Job, Outbox
from storage.work import Work

PATIENCE = 60.0
OPEN = ("waiting", "sending", "running")


@dataclass(kw_only=True)
class TelegramPlace(Place):
    """A commune with one bot, and the program that serves it."""

    telegram: FakeTelegram
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    chats: "count[int]" = field(default_factory=lambda: count(1001))

    @contextmanager
    def served(self, folder: Path) -> Iterator[None]:
        """The program runs until the block ends, by the clock of the stage."""
        app = build(self._settings(folder), now=lambda: self.now)
        self.house = app.house
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = self.loop.create_task(serve(app, stop=stop, ready=lambda _: ready.set()))
        try:
            self.loop.run_until_complete(asyncio.wait_for(ready.wait(), PATIENCE))
            yield
        finally:
            stop.set()
            self.loop.run_until_complete(serving)
            self.loop.close()

    def person(self, name: str, channel: str) -> Actor:
        """Somebody with a private chat."""
        return TelegramActor(program=self, name=name, channel="telegram", chat=next(self.chats))

    def settle(self) -> None:
        """Let the program do all that waits."""
        self.loop.run_until_complete(self._settled())

    async def _settled(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.telegram.pending or await self.database.read(self._is_busy):
                await asyncio.sleep(0.005)

    def _is_busy(self, work: Work) -> bool:
        waiting = [
            work.session.execute(
                select(func.count())
                .select_from(table)
                .where(col(table.state).in_(OPEN), col(table.due_at) <= self.now)
            ).scalar_one()
            for table in (Outbox, Job)
        ]
        return any(waiting)

    def _settings(self, folder: Path) -> Settings:
        bot = {
            "token": self.telegram.token,
            "commune": self.stated.code,
            "base_url": self.telegram.base_url,
            "base_file_url": self.telegram.base_file_url,
        }
        values: dict[str, Any] = {
            "database": {"url": self.database.url},
            "data": {"dir": folder},
            "web": {"port": 0},
            "health": {"line_hour": -1},
            "telegram": {"main": bot},
            "commune": (self.stated,),
        }
        return Settings(**values)


@dataclass(kw_only=True)
class TelegramActor(Actor):
    """One person in their private chat with the bot."""

    program: TelegramPlace
    chat: int
    sends_bytes: bool = True
    read_until: int = 0

    def press(self, label: str) -> Actor:
        """Press the newest button with this label that the chat shows now."""
        shown = [seen for seen in self._sent() if label in seen.labels]
        assert shown, f"no button {label!r}; there are {self.labels}"
        self.program.telegram.press(shown[-1].message_id, shown[-1].data(label))
        return self.read()

    def send_photo(self, caption: str = "", **more: Any) -> Actor:
        """Send a real picture."""
        self.program.telegram.send_photo(self.chat, _picture(), caption or None)
        return self.read()

    def send_document(self, data: bytes, name: str, mime: str) -> Actor:
        """Send a file."""
        self.program.telegram.send_document(self.chat, data, name, mime)
        return self.read()

    @property
    def text(self) -> str:
        """Everything that came after the last thing that this person did."""
        return "\n".join(reply.text for reply in self.fresh)

    def read(self) -> Actor:
        """Look at what has arrived since."""
        self.program.settle()
        new = [seen for seen in self._sent() if seen.message_id > self.read_until]
        self.read_until = max([self.read_until, *(seen.message_id for seen in new)])
        self.fresh = [_reply(seen) for seen in new]
        self.seen += self.fresh
        return self

    def _do(self, **values: Any) -> Actor:
        kind = values.pop("kind")
        assert kind in (Kind.TEXT, Kind.START), kind
        text = "/start" if kind is Kind.START else values["text"]
        self.program.telegram.say(self.chat, text)
        return self.read()

    def _sent(self) -> list[Seen]:
        return self.program.telegram.sent(self.chat)


def _reply(seen: Seen) -> Reply:
    """What is seen, as a script looks at it."""
    choices = tuple(Choice(label=label, value=seen.data(label)) for label in seen.labels)
    file = File(attachment=0, name="", mime="", size=1)
    return Reply(text=seen.text, choices=choices, files=(file,) if seen.file else ())


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "gray").save(out, "JPEG")
    return out.getvalue()
