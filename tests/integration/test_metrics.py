"""`/metrics`: what it counts, who may read it, and that no person is in it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from stage.program import START

from bot.app import App, build, web_application
from bot.heartbeat import Heartbeat
from bot.measured import Measured
from bot.settings import Settings
from handlers.messages import Incoming, Lane
from notifications.outcomes import Never
from storage import addresses, outbox, turns
from storage.errors import Unavailable
from storage.troubles import Trouble
from storage.work import Work

HERE, AWAY = ("127.0.0.1", 5000), ("203.0.113.7", 5000)
TOKEN = "sixteen-letters-or-more"


@contextmanager
def built(url: str, folder: Path, **web: Any) -> Iterator[App]:
    values: dict[str, Any] = {"database": {"url": url}, "data": {"dir": folder}, "web": web}
    app = build(Settings(**values), now=lambda: START)
    try:
        yield app
    finally:
        app.database.close()


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[App]:
    with built(sqlite_url, tmp_path) as app:
        yield app


@asynccontextmanager
async def asking(app: App, caller: tuple[str, int] = HERE) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=web_application(app), client=caller)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
        yield client


async def status(app: App, caller: tuple[str, int] = HERE, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with asking(app, caller) as client:
        return (await client.get("/metrics", headers=named)).status_code


async def read(app: App) -> dict[tuple[str, ...], float]:
    """Each value by its name and the values of its labels, in the order of the alphabet."""
    page = (await app.metrics.page()).decode()
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def said(text: str, number: int = 1) -> Incoming:
    return Incoming(
        channel="web",
        account="mau",
        address="an",
        event_id=f"event-{number}",
        received_at=START,
        text=text,
    )


async def test_a_message_is_counted_and_its_lane_waits(app: App) -> None:
    incoming = said("xin chào")
    await app.dispatch.receive(incoming)

    found = await read(app)

    assert found["doithoai_handler_seconds_count", "saved", "web"] == 1
    assert found["doithoai_queue_messages", "mau", "reply", "web"] >= 1
    assert found["doithoai_last_received_timestamp_seconds", "mau", "web"] == START.timestamp()
    assert found["doithoai_database_write_wait_seconds_count",] >= 1
    assert found["doithoai_database_up",] == 1


async def test_how_long_an_account_was_asked_to_wait_is_shown(app: App) -> None:
    def wait(work: Work) -> None:
        account = addresses.account(work, "web", "mau").id or 0
        turns.pause(work, account, START + timedelta(seconds=90), "busy")

    named = "doithoai_account_paused_seconds", "mau", "web"
    assert (await read(app))[named] == 0
    await app.database.write(wait)
    app.metrics.forget()

    assert (await read(app))[named] == 90


async def test_nothing_that_a_person_wrote_is_on_the_page(app: App) -> None:
    """Not even as a label: who writes makes no line more."""
    await app.dispatch.receive(said("xin chào"))
    before = len(await read(app))
    for number in range(2, 5):
        text = f"Kênh nội đồng số {number}, điện thoại 0912345678"
        await app.dispatch.receive(said(text, number))
    app.metrics.forget()
    page = (await app.metrics.page()).decode()

    assert len(await read(app)) == before
    assert "0912345678" not in page and "Kênh" not in page and "event-" not in page


@pytest.mark.parametrize(("later", "age"), [(-1, 60), (1, 0)])
async def test_a_notice_is_as_late_as_its_hour(app: App, later: int, age: float) -> None:
    """One that waits for the morning is not late before it."""

    def queue(work: Work) -> None:
        account = addresses.account(work, "web", "mau")
        address = addresses.arrive(work, account, "an", START)
        due = START + timedelta(minutes=later)
        outbox.put(
            work,
            address,
            lane=Lane.NOTICE,
            key="n",
            body={"text": "x"},
            now=START - timedelta(hours=9),
            due_at=due,
        )

    await app.database.write(queue)

    assert (await read(app))["doithoai_queue_oldest_seconds", "mau", "notice", "web"] == age


async def test_what_comes_of_messages_is_counted_by_account(app: App) -> None:
    class Sender:
        async def send(self, external: str, body: dict[str, Any]) -> str:
            if external == "nobody":
                raise Never("gone", gone=True)
            return "1"

    sender = Measured(sender=Sender(), metrics=app.metrics, channel="telegram", account="main")
    await sender.send("an", {})
    with pytest.raises(Never):
        await sender.send("nobody", {})

    found = await read(app)

    assert found["doithoai_sent_total", "main", "telegram"] == 1
    assert found["doithoai_not_sent_total", "main", "never", "telegram"] == 1


async def test_ticks_of_every_process_are_seen(app: App) -> None:
    """Those that ran and those that fail; noted in the database, once a minute."""
    heart = Heartbeat(database=app.database, metrics=app.metrics, clock=lambda: START)
    heart.ran("tidy", 60.0, None)
    heart.ran("tidy", 60.0, None)
    heart.ran("index", 60.0, ValueError("Nguyễn Văn An"))
    await heart.close()

    found = await read(app)

    assert found["doithoai_tick_last_timestamp_seconds", "tidy"] == START.timestamp()
    assert found["doithoai_tick_failing", "index"] == 1
    assert found["doithoai_tick_runs_total", "done", "tidy"] == 2


async def test_while_the_database_is_away_the_page_still_answers(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    await read(app)

    async def away(_work: object) -> None:
        raise Unavailable("away", Trouble.AWAY)

    monkeypatch.setattr(app.database, "read", away)
    app.metrics.forget()

    found = await read(app)

    assert found["doithoai_database_up",] == 0
    assert not [key for key in found if key[0] == "doithoai_queue_messages"]


async def test_many_who_ask_at_once_are_one_look(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    real = app.database.read

    async def counted(work: Any) -> Any:
        nonlocal looks
        looks += 1
        return await real(work)

    monkeypatch.setattr(app.database, "read", counted)
    await asyncio.gather(*(app.metrics.page() for _ in range(20)))

    assert looks == 1


async def test_programs_on_this_machine_may_read_it(app: App) -> None:
    assert await status(app) == 200
    assert await status(app, AWAY) == 404
    assert await status(app, x_forwarded_for="203.0.113.7") == 404
    assert await status(app, host="evil.example") == 404


async def test_behind_a_proxy_the_token_is_asked_for(sqlite_url: str, tmp_path: Path) -> None:
    """A proxy calls from this machine, too, and may not say for whom."""
    address = {"public_url": "https://xa.example"}
    with built(sqlite_url, tmp_path, **address) as app:
        assert await status(app, host="xa.example") == 404
    with built(sqlite_url, tmp_path, **address, metrics_token=TOKEN) as app:
        assert await status(app, AWAY) == 404
        assert await status(app, AWAY, authorization="Bearer another-token-of-16") == 404
        assert await status(app, AWAY, authorization=f"Bearer {TOKEN}") == 200
