"""Order on real connections: webhook calls, sockets of one session, two processes."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from browser.visit import Served
from fakes.telegram import FakeTelegram
from fakes.telegram import Settings as Sent
from integration.order_kit import TO_CONTENT, answered, counted, twice, written, wrong
from integration.web_kit import Browser, Chat
from stage import Actor, Program

from bot.app import build, serve
from bot.channels.telegram.webhook import SECRET_HEADER
from bot.dispatch import Dispatch
from bot.settings import Settings
from handlers.messages import Incoming
from storage.database import Database
from storage.tables import Address

AN = 7_001
SECRET = "a-secret_42"
DANGER = "Nhà đang cháy"
ROUNDS = 12
PATIENCE = 60.0


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """The Bot API server, on a free port of this machine."""
    with FakeTelegram(Sent(require_https=False)) as fake:
        fake.open_chat(AN)
        yield fake


@pytest.fixture
def arrived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The events in the order in which the program is handed them."""
    events: list[str] = []
    receive = Dispatch.receive

    async def note(dispatch: Dispatch, incoming: Incoming) -> None:
        events.append(incoming.event_id)
        await receive(dispatch, incoming)

    monkeypatch.setattr(Dispatch, "receive", note)
    return events


@asynccontextmanager
async def running(database: Database, folder: Path, **sections: Any) -> AsyncIterator[str]:
    """The program in this process; where it serves."""
    limits = {"messages_per_minute": 1_000}
    settings = Settings(
        database={"url": database.url}, data={"dir": folder}, limits=limits, **sections
    )
    app, stop, ready = build(settings), asyncio.Event(), asyncio.Queue[str]()
    serving = asyncio.create_task(serve(app, stop=stop, ready=ready.put_nowait))
    try:
        async with asyncio.timeout(PATIENCE):
            yield await ready.get()
    finally:
        stop.set()
        await serving


def webhook_of(telegram: FakeTelegram) -> dict[str, Any]:
    """A bot that is called by Telegram."""
    return {
        "token": telegram.token,
        "base_url": telegram.base_url,
        "base_file_url": telegram.base_file_url,
        "chat_seconds": 0,
        "mode": "webhook",
        "secret": SECRET,
    }


def update(number: int, text: str) -> dict[str, Any]:
    """A message of An as Telegram posts it."""
    who = {"id": AN, "first_name": "An"}
    message = {
        "message_id": number,
        "date": 1,
        "chat": {**who, "type": "private"},
        "from": {**who, "is_bot": False},
        "text": text,
    }
    return {"update_id": number, "message": message}


class Line(httpx.AsyncClient):
    """One connection on which Telegram calls."""

    def __init__(self, url: str) -> None:
        headers = {SECRET_HEADER: SECRET, "Host": "xa.example"}
        super().__init__(base_url=url, headers=headers, timeout=PATIENCE, trust_env=False)

    async def call(self, number: int, text: str) -> None:
        answer = await self.post("/telegram/main", json=update(number, text))
        assert answer.status_code == 200


async def write_at_once(lines: Sequence[Line], rounds: int) -> list[str]:
    """To the content, then in each round one message on each line, all at the same moment."""
    for number, text in enumerate(TO_CONTENT, start=1):
        await lines[0].call(number, text)
    handed = []
    for number in range(rounds):
        numbers = [100 + len(lines) * number + way for way in range(len(lines))]
        await asyncio.gather(
            *(line.call(n, f"{DANGER} {n}") for line, n in zip(lines, numbers, strict=True))
        )
        handed += [str(n) for n in numbers]
    return handed


async def test_webhook_calls_at_once_on_two_connections_are_handled_as_they_arrived(
    database: Database, tmp_path: Path, telegram: FakeTelegram, arrived: list[str]
) -> None:
    """Content, counts and replies have the order in which the calls came in, and none is mixed."""
    bots = {"main": webhook_of(telegram)}
    async with running(
        database, tmp_path, telegram=bots, web={"port": 0, "public_url": "http://xa.example"}
    ) as url:
        async with Line(url) as one, Line(url) as other:
            handed = await write_at_once([one, other], ROUNDS)
        an = Actor(program=Program(database=database), name=str(AN), channel="telegram")

        assert sorted(arrived[-len(handed) :]) == sorted(handed)
        assert written(database, an) == arrived[-len(handed) :]
        assert answered(database, an)[-2 * len(handed) :] == twice(arrived[-len(handed) :])
        assert counted(database, an) == list(range(1, len(handed) + 1))
        assert wrong(database) == []


async def test_two_sockets_of_one_session_have_one_order(
    database: Database, tmp_path: Path, arrived: list[str]
) -> None:
    """Two pages of one browser: whatever both send at once is handled one after the other."""
    async with running(database, tmp_path, web={"port": 0}) as url:
        async with (
            Browser(url) as browser,
            browser.chat("mau") as one,
            browser.chat("mau") as other,
        ):
            for text in TO_CONTENT:
                await confirmed(one, await one.say(text))
            handed = [name for n in range(ROUNDS) for name in await said_at_once(one, other, n)]
        who = Program(database=database).all_of(Address)
        an = Actor(program=Program(database=database), name=who[0].external, account="mau")

        assert len(who) == 1
        assert sorted(event.rpartition(":")[2] for event in arrived[-len(handed) :]) == sorted(
            handed
        )
        assert answered(database, an)[-2 * len(handed) :] == twice(arrived[-len(handed) :])
        assert counted(database, an) == list(range(1, len(handed) + 1))
        assert wrong(database) == []


async def test_two_processes_give_one_person_one_order(
    postgresql_database: Database, tmp_path: Path, telegram: FakeTelegram
) -> None:
    """Two programs on one database, Telegram calls both; An reads every answer once, in order."""
    processes = [Served(tmp_path, **environment(postgresql_database, telegram)) for _ in range(2)]
    try:
        for process in processes:
            process.start()
        async with Line(root(processes[0])) as one, Line(root(processes[1])) as other:
            handed = await write_at_once([one, other], ROUNDS // 2)
        await telegram.eventually(lambda: len(read(telegram)) >= 2 * len(handed), PATIENCE)
    finally:
        codes = [process.stop() for process in processes]
    an = Actor(program=Program(database=postgresql_database), name=str(AN), channel="telegram")
    kept = written(postgresql_database, an)

    assert codes == [0, 0]
    assert sorted(kept) == sorted(handed)
    assert answered(postgresql_database, an)[-2 * len(handed) :] == twice(kept)
    assert read(telegram) == [word for n in range(len(handed)) for word in ("113", str(n + 1))]
    assert wrong(postgresql_database) == []


@asynccontextmanager
async def two_pages(browser: Browser) -> AsyncIterator[tuple[Chat, Chat]]:
    """The commune's chat, open twice."""
    async with browser.chat("mau") as one, browser.chat("mau") as other:
        yield one, other


async def said_at_once(one: Chat, other: Chat, number: int) -> list[str]:
    """The ids of two messages that both pages send at the same moment."""
    names = await asyncio.gather(
        *(chat.say(f"{DANGER} {number}.{way}") for way, chat in enumerate((one, other)))
    )
    for chat, name in zip((one, other), names, strict=True):
        await confirmed(chat, name)
    return list(names)


async def confirmed(chat: Chat, name: str) -> None:
    """Wait until the server has this message."""
    while (await chat.until("confirmed"))["id"] != name:
        pass


def environment(database: Database, telegram: FakeTelegram) -> dict[str, str]:
    """What both processes are told."""
    bot = {f"DOITHOAI_TELEGRAM__MAIN__{k.upper()}": str(v) for k, v in webhook_of(telegram).items()}
    return {
        "DOITHOAI_DATABASE__URL": database.url,
        "DOITHOAI_WEB__PUBLIC_URL": "http://xa.example",
        **bot,
    }


def root(process: Served) -> str:
    return f"http://127.0.0.1:{process.port}"


def read(telegram: FakeTelegram) -> list[str]:
    """What An has read since the content was asked for: warnings, and how many were counted."""
    texts = [seen.text for seen in telegram.sent(AN)]
    found = (re.search(r"(113)|Đã ghi \((\d+) tin\)", text) for text in texts)
    return [hit[1] or hit[2] for hit in found if hit]
