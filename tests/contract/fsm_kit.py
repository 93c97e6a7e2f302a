"""What the tests of the FSM storage share: keys, time that stands, waiting for a condition."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiogram.fsm.storage.base import StorageKey
from stage import Program

from storage import addresses
from storage.database import Database
from storage.fsm import FSMStorage
from storage.work import Work

NOW = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)
# No bot of ours: such keys have rows of their own.
KEY = StorageKey(bot_id=42, chat_id=-42, user_id=7)
# An's private chat with the bot of the sample commune.
BOT, AN = 123456, 5001
OURS = StorageKey(bot_id=BOT, chat_id=AN, user_id=AN)
PATIENCE = 20.0


def serve(database: Database) -> Program:
    """The sample commune, whose Telegram bot is known by its number as a start notes it."""
    program = Program(database=database).set_up()

    def note(work: Work) -> None:
        commune = program.commune(work)
        assert commune.id is not None
        addresses.ensure_account(work, "telegram", "main", commune.id, str(BOT))

    program.change(note)
    return program


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[FSMStorage]:
    """A storage of its own, as a second process would have it."""
    storage = await FSMStorage.open(url)
    try:
        yield storage
    finally:
        await storage.close()


@dataclass(kw_only=True)
class StandingTime:
    """A clock that stands until it is moved, and the waiting that goes by it."""

    now: datetime = NOW
    _ends: list[datetime] = field(default_factory=list)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    def clock(self) -> datetime:
        """The moment at which the clock stands."""
        return self.now

    async def move(self, seconds: float) -> None:
        """Let time pass once somebody waits for it; who has waited long enough goes on."""
        await until(lambda: bool(self._ends))
        self.now += timedelta(seconds=seconds)
        self._moved.set()
        self._moved = asyncio.Event()
        await until(lambda: all(end > self.now for end in self._ends))

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Wait for `event`, or until the clock was moved so far."""
        end = self.now + timedelta(seconds=seconds)
        self._ends.append(end)
        try:
            while self.now < end and not event.is_set():
                await _first_of(event, self._moved)
        finally:
            self._ends.remove(end)


async def _first_of(*events: asyncio.Event) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition that will come true."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)
