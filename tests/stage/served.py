"""The stage behind its wires: the whole program is served, and people reach it as they do.

What they do goes over the network of this machine to the program and back. After each step the
program is given time until nothing waits any more, so that a script reads as on the stage.
"""

import asyncio
import io
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from integration.zalo_kit import free_port
from PIL import Image
from sqlalchemy import exists, or_, select
from sqlmodel import col

from bot.app import build, serve
from bot.settings import Settings
from stage.communes import Place
from storage.database import Database
from storage.tables import Job, Outbox
from storage.work import Work

PATIENCE = 60.0
# The end of a job or of a delivery is told to nobody.
LOOK_AGAIN = 0.01
QUEUES: tuple[type[Outbox] | type[Job], ...] = (Outbox, Job)
OPEN = ("waiting", "sending", "running")
# Scripts write faster than people do, and wait for each answer.
MESSAGES_PER_MINUTE = 6_000
BREATH = 0.005

Got = TypeVar("Got")


@dataclass(kw_only=True)
class ServedPlace(Place):
    """A commune, and the program that serves it by the clock of the stage."""

    url: str
    # Why something may fail in this script; elsewhere nothing does.
    may_fail: tuple[str, ...] = ()
    # The program's own, once it is built: whoever waits for a commit hears of ours as well.
    database: Database = field(init=False)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    serving: "asyncio.Task[None]" = field(init=False)
    # Known before anybody listens there: what people are told names it.
    address: str = field(default_factory=lambda: f"http://127.0.0.1:{free_port()}")

    @contextmanager
    def served(self) -> Iterator[None]:
        """The program runs until the block ends."""
        app = build(self._settings(), now=lambda: self.now)
        self.database, self.house = app.database, app.house
        stop, ready = asyncio.Event(), asyncio.Event()
        patch = pytest.MonkeyPatch()
        patch.setattr("notifications.relay.BREATH", BREATH)
        self.serving = self.loop.create_task(serve(app, stop=stop, ready=lambda _: ready.set()))
        try:
            self.wait_for(ready.wait())
            yield
            stumbles = set(self.database.read_now(_stumbles))
            assert stumbles <= set(self.may_fail), stumbles
        finally:
            stop.set()
            self.loop.run_until_complete(self.serving)
            self.loop.close()
            patch.undo()

    def wait_for(self, what: Coroutine[Any, Any, Got]) -> Got:
        """Let the program go on until this is done."""
        return self.loop.run_until_complete(self._beside_the_program(what))

    async def _beside_the_program(self, what: Coroutine[Any, Any, Got]) -> Got:
        task = asyncio.create_task(what)
        parts = (task, self.serving)
        await asyncio.wait(parts, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        task.cancel()
        if self.serving.done():
            self.serving.result()
        raise AssertionError(f"not done in {PATIENCE:.0f} s, or the program has ended")

    def settle(self) -> None:
        """Let the program do all that waits."""
        self.wait_for(self._settled())

    async def _settled(self) -> None:
        while self.has_on_the_way() or await self.database.read(self._is_busy):
            await asyncio.sleep(LOOK_AGAIN)
            # Here alone the clock goes on: what may only be sent a moment later is sent.
            self.now += timedelta(seconds=LOOK_AGAIN)

    def _is_busy(self, work: Work) -> bool:
        due = (
            exists().where(col(table.state).in_(OPEN), col(table.due_at) <= self.now)
            for table in QUEUES
        )
        return bool(work.session.execute(select(or_(*due))).scalar_one())

    def has_on_the_way(self) -> bool:
        """Whether something is between the people and the program that no table knows of."""
        return False

    def settings(self) -> dict[str, Any]:
        """What the configuration says of the channel."""
        return {}

    def _settings(self) -> Settings:
        values: dict[str, Any] = {
            "database": {"url": self.url},
            "data": {"dir": self.files},
            "web": {"port": self.address.rpartition(":")[2], "public_url": self.address},
            "health": {"line_hour": -1},
            "limits": {"messages_per_minute": MESSAGES_PER_MINUTE},
            "commune": (self.stated,),
            **self.settings(),
        }
        return Settings(**values)


def _stumbles(work: Work) -> list[str]:
    """Why anything had to be sent or done again, or never was: on a sound wire nothing has."""
    return [
        reason
        for table in QUEUES
        for reason in work.session.execute(select(col(table.reason))).scalars()
        if reason
    ]


def picture() -> bytes:
    """A small photo."""
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "gray").save(out, "JPEG")
    return out.getvalue()
