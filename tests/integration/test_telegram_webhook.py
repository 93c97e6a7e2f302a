"""The webhook: 200 only after the commit, and nobody but Telegram gets in."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fakes.telegram import FakeTelegram, Settings
from integration.telegram_kit import AN, KEY, Inbox, account_of, open_account, running
from starlette.applications import Starlette
from structlog.testing import capture_logs

from bot.channels.telegram.account import TelegramAccount
from bot.channels.telegram.webhook import MOST_BYTES, SECRET_HEADER, secret_of
from handlers.messages import Kind
from storage.errors import Unavailable

SECRET = "a-secret_42"
HEADERS = {SECRET_HEADER: SECRET}
UPDATE = {
    "update_id": 31,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": AN, "type": "private", "first_name": "An"},
        "from": {"id": AN, "is_bot": False, "first_name": "An"},
        "text": "Đường hỏng",
    },
}


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram(Settings(require_https=False)) as fake:
        yield fake


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def account(telegram: FakeTelegram, inbox: Inbox) -> AsyncIterator[TelegramAccount]:
    async with open_account(telegram, inbox, mode="webhook", secret=SECRET) as opened:
        yield opened


@pytest.fixture
async def web(account: TelegramAccount) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=account.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


async def test_a_call_is_answered_after_the_commit(web: httpx.AsyncClient, inbox: Inbox) -> None:
    inbox.open.clear()
    call = asyncio.create_task(web.post("/telegram/main", json=UPDATE, headers=HEADERS))
    await inbox.until(lambda: inbox.tried == 1)
    early = call.done()
    inbox.open.set()
    answer = await call

    assert not early
    assert answer.status_code == 200
    assert inbox.taken[0].text == "Đường hỏng"


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: "guess"}, {SECRET_HEADER: "é"}])
async def test_a_wrong_secret_is_refused_and_its_content_is_not_logged(
    web: httpx.AsyncClient, inbox: Inbox, headers: dict[str, str]
) -> None:
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    with capture_logs() as logs:
        answer = await web.post("/telegram/main", json=UPDATE, headers=encoded)  # type: ignore[arg-type]

    assert answer.status_code == 403
    assert inbox.tried == 0
    assert "Đường" not in str(logs)
    assert "guess" not in str(logs)


async def test_the_secret_is_asked_for_before_the_body_is_read(web: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        raise AssertionError("nobody should read this")
        yield b""

    assert (await web.post("/telegram/main", content=endless())).status_code == 403


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"[]", b'"text"', b'{"update_id": "x"}'],
)
async def test_what_will_never_parse_is_acknowledged(
    web: httpx.AsyncClient, inbox: Inbox, body: bytes
) -> None:
    answer = await web.post("/telegram/main", content=body, headers=HEADERS)

    assert answer.status_code == 200
    assert inbox.tried == 0


async def test_half_a_character_and_nul_are_passed_on_for_the_core_to_tidy(
    web: httpx.AsyncClient, inbox: Inbox
) -> None:
    odd = {**UPDATE["message"], "text": "a\ud83d\0b"}  # type: ignore[dict-item]
    content = json.dumps({"update_id": 32, "message": odd})
    await web.post("/telegram/main", content=content, headers=HEADERS)

    assert (await inbox.one()).text == "a\ud83d\0b"


async def test_a_body_larger_than_any_update_is_not_read_to_its_end(
    web: httpx.AsyncClient, inbox: Inbox
) -> None:
    answer = await web.post("/telegram/main", content=b" " * (MOST_BYTES + 1), headers=HEADERS)

    assert answer.status_code == 413
    assert inbox.tried == 0


async def test_503_while_nothing_can_be_saved(web: httpx.AsyncClient, inbox: Inbox) -> None:
    inbox.faults.append(Unavailable())
    first = await web.post("/telegram/main", json=UPDATE, headers=HEADERS)
    second = await web.post("/telegram/main", json=UPDATE, headers=HEADERS)

    assert (first.status_code, second.status_code) == (503, 200)
    assert len(inbox.taken) == 1


async def test_a_poison_update_is_acknowledged(web: httpx.AsyncClient, inbox: Inbox) -> None:
    inbox.faults.append(RuntimeError())
    answer = await web.post("/telegram/main", json=UPDATE, headers=HEADERS)

    assert answer.status_code == 200


async def test_only_post_is_served(web: httpx.AsyncClient) -> None:
    assert (await web.get("/telegram/main", headers=HEADERS)).status_code == 405


def test_the_secret_is_the_same_at_each_start_and_each_accounts_own() -> None:
    assert secret_of("main", KEY) == secret_of("main", KEY)
    assert len({secret_of("main", KEY), secret_of("two", KEY), secret_of("main", b"other")}) == 3


async def test_telegram_delivers_to_it_again_until_it_is_saved(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    inbox.faults.append(Unavailable())
    async with delivered(telegram, inbox):
        telegram.say(AN, "một")
        telegram.say(AN, "hai")
        events = await inbox.has(2)
        await telegram.eventually(lambda: not telegram.pending)

    assert [event.text for event in events] == ["một", "hai"]
    assert [one.status for one in telegram.deliveries()] == [503, 200, 200]


async def test_a_redelivery_repeats_the_event_id(telegram: FakeTelegram, inbox: Inbox) -> None:
    async with delivered(telegram, inbox):
        telegram.block(AN)
        await inbox.one()
        await telegram.eventually(lambda: not telegram.pending)
        telegram.redeliver(telegram.updates[0]["update_id"])
        first, second = await inbox.has(2)

    assert first.kind is Kind.BLOCKED
    assert first.event_id == second.event_id


async def test_telegram_is_told_again_where_to_call_until_it_hears(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    telegram.fail_next("setWebhook", "500", times=2)
    async with running(telegram, inbox, mode="webhook"):
        await telegram.eventually(lambda: telegram.state.webhook.url)

    assert telegram.state.webhook.url == "https://doithoai.example/telegram/main"
    assert telegram.state.webhook.secret == secret_of("main", KEY)


async def test_a_refused_webhook_is_reported_and_stopping_is_still_prompt(inbox: Inbox) -> None:
    failed = asyncio.Event()
    local = {"mode": "webhook", "public_url": "http://127.0.0.1:1", "failed": failed}
    with FakeTelegram() as telegram, capture_logs() as logs:
        async with running(telegram, inbox, **local):
            await failed.wait()

    assert "https" in next(entry["why"] for entry in logs if "why" in entry).lower()


@asynccontextmanager
async def delivered(telegram: FakeTelegram, inbox: Inbox) -> AsyncIterator[None]:
    """The account behind a web server of its own, with its webhook set."""
    listening = socket.create_server(("127.0.0.1", 0))
    public_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    changes: dict[str, Any] = {"mode": "webhook", "public_url": public_url}
    probe = account_of(telegram, inbox, **changes)
    config = uvicorn.Config(Starlette(routes=probe.routes), log_config=None, ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve([listening]))
    try:
        async with running(telegram, inbox, **changes):
            yield
    finally:
        server.should_exit = True
        await serving
        await probe.close()
