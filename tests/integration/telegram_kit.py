"""What the tests of the Telegram channel share: an inbox, an account, pictures, replies."""

import asyncio
import io
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from fakes.telegram import FakeTelegram
from PIL import Image

from bot.channels.telegram.account import TelegramAccount
from bot.channels.telegram.api import Patience
from bot.settings import TelegramSettings
from handlers.messages import Choice, File, Incoming, Reply

AN, BINH = 7_001, 7_002
NOW = datetime(2025, 9, 26, 8, 0, tzinfo=UTC)
KEY = b"the installation's key"
PATIENCE = 30.0


class Inbox:
    """A `receive` that keeps what it is handed; it fails, or waits, when told to."""

    def __init__(self) -> None:
        self.taken: list[Incoming] = []
        self.tried = 0
        self.faults: deque[Exception] = deque()
        self.open = asyncio.Event()
        self.open.set()
        self._changed = asyncio.Condition()

    async def receive(self, incoming: Incoming) -> None:
        self.tried += 1
        await self._tell()
        await self.open.wait()
        if self.faults:
            raise self.faults.popleft()
        self.taken.append(incoming)
        await self._tell()

    async def has(self, count: int) -> list[Incoming]:
        """Waits until so many events were taken."""
        await self.until(lambda: len(self.taken) >= count)
        return self.taken

    async def one(self) -> Incoming:
        return (await self.has(1))[0]

    async def until(self, predicate: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(predicate)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


class Shelf:
    """Stored attachments by number."""

    def __init__(self) -> None:
        self.contents: dict[int, bytes] = {}
        self.fetched: list[int] = []

    def put(self, content: bytes, name: str, mime: str, *, size: int | None = None) -> File:
        number = len(self.contents) + 1
        self.contents[number] = content
        return File(attachment=number, name=name, mime=mime, size=size or len(content))

    async def fetch(self, attachment: int) -> bytes:
        self.fetched.append(attachment)
        if attachment not in self.contents:
            raise FileNotFoundError(attachment)
        return self.contents[attachment]


def settings_of(telegram: FakeTelegram, **changes: Any) -> TelegramSettings:
    values = {
        "token": telegram.token,
        "base_url": telegram.base_url,
        "base_file_url": telegram.base_file_url,
        "chat_seconds": 0,
        **changes,
    }
    return TelegramSettings(**values)


def account_of(
    telegram: FakeTelegram,
    inbox: Inbox,
    *,
    shelf: Shelf | None = None,
    public_url: str = "https://doithoai.example",
    answer: float = 5.0,
    failed: asyncio.Event | None = None,
    **changes: Any,
) -> TelegramAccount:
    """An account that loses no time; `failed` is set when it first has to try again."""

    def wait_after(failures: int) -> float:
        (failed or asyncio.Event()).set()
        return 0.01

    return TelegramAccount(
        name="main",
        settings=settings_of(telegram, **changes),
        receive=inbox.receive,
        fetch_file=(shelf or Shelf()).fetch,
        clock=lambda: NOW,
        public_url=public_url,
        key=KEY,
        patience=Patience(answer=answer, upload=answer, poll=50),
        wait_after=wait_after,
    )


@asynccontextmanager
async def open_account(
    telegram: FakeTelegram, inbox: Inbox | None = None, **changes: Any
) -> AsyncIterator[TelegramAccount]:
    """An account that only sends."""
    account = account_of(telegram, inbox or Inbox(), **changes)
    try:
        yield account
    finally:
        await account.close()


@asynccontextmanager
async def running(
    telegram: FakeTelegram, inbox: Inbox, **changes: Any
) -> AsyncIterator[TelegramAccount]:
    """An account that receives until the block ends."""
    stop = asyncio.Event()
    async with open_account(telegram, inbox, **changes) as account:
        task = asyncio.create_task(account.run(stop))
        try:
            yield account
        finally:
            stop.set()
            async with asyncio.timeout(PATIENCE):
                await task


async def kill(task: asyncio.Task[None]) -> None:
    """Ends a task as a crash would: wherever it is."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def body(text: str = "", **parts: Any) -> dict[str, Any]:
    """What the outbox keeps of a reply."""
    return Reply(text=text, **parts).to_json()


def choices(*pairs: tuple[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(label=label, value=value) for label, value in pairs)


def picture(width: int = 40, height: int = 30, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(out, kind)
    return out.getvalue()
