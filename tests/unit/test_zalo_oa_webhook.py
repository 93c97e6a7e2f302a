"""The address that Zalo calls: signed, ours, kept; and 200 whatever comes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels.zalo.arrivals import Arrivals
from bot.channels.zalo.spool import Spool
from bot.channels.zalo_oa.webhook import SIGNATURE_HEADER, Door, Webhook, sign

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
SECRETS = {"oa-1": "secret one", "oa-2": "secret two"}


def event(oa: str = "oa-1", **changes: Any) -> dict[str, Any]:
    return {
        "app_id": "app",
        "event_name": "user_send_text",
        "sender": {"id": "u1"},
        "recipient": {"id": oa},
        "message": {"msg_id": "m1", "text": "xin chào"},
        "timestamp": str(round(NOW.timestamp() * 1000)),
        **changes,
    }


def signed(body: bytes, secret: str = SECRETS["oa-1"]) -> str:
    given = json.loads(body)
    return f"mac={sign(str(given.get('app_id')), body, str(given.get('timestamp')), secret)}"


class Call:
    """Two accounts behind one address, and what was kept for each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        doors = [
            Door(account=oa, app_id="app", oa_id=oa, oa_secret=secret, arrivals=self.way_in(oa))
            for oa, secret in SECRETS.items()
        ]
        self.webhook = Webhook(doors=doors, clock=lambda: NOW)

    def way_in(self, oa: str) -> Arrivals:
        async def receive(incoming: object) -> None:
            raise AssertionError("nothing is handled before it is acknowledged")

        return Arrivals(
            account=oa,
            spool=Spool(self.folder / oa),
            parse=lambda body, at: None,
            receive=receive,
            clock=lambda: NOW,
            wait_after=lambda failures: 0.0,
        )

    async def __call__(self, body: bytes, mark: str | None = None) -> int:
        app = Starlette(routes=self.webhook.routes())
        headers = {} if mark is None else {SIGNATURE_HEADER.encode(): mark.encode()}
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://xa.example") as http:
            return (await http.post("/zalo/oa", content=body, headers=headers)).status_code

    def kept(self, oa: str = "oa-1") -> list[bytes]:
        return [one.body for one in Spool(self.folder / oa).waiting(9)]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    return Call(tmp_path)


async def test_a_signed_event_is_kept_byte_for_byte(call: Call) -> None:
    body = json.dumps(event(), indent=3).encode()

    assert await call(body, signed(body)) == 200
    assert call.kept() == [body]


async def test_the_prefix_of_the_signature_may_be_missing(call: Call) -> None:
    body = json.dumps(event()).encode()

    assert await call(body, signed(body).removeprefix("mac=")) == 200
    assert call.kept() == [body]


async def test_each_account_has_its_own_events_and_its_own_secret(call: Call) -> None:
    body = json.dumps(event("oa-2")).encode()

    await call(body, signed(body, SECRETS["oa-1"]))
    assert call.kept("oa-2") == []
    await call(body, signed(body, SECRETS["oa-2"]))
    assert (call.kept("oa-2"), call.kept("oa-1")) == ([body], [])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"app_id": "another"}, "unknown account"),
        ({"recipient": {"id": "oa-9"}}, "unknown account"),
        ({"recipient": []}, "unknown account"),
        ({"timestamp": "1000"}, "old"),
        ({"timestamp": str(round((NOW - timedelta(days=8)).timestamp() * 1000))}, "old"),
    ],
)
async def test_what_is_not_ours_is_dropped_and_counted(
    call: Call, change: dict[str, Any], why: str
) -> None:
    body = json.dumps(event(**change)).encode()

    assert await call(body, signed(body)) == 200
    assert call.kept() == []
    assert call.webhook.dropped[why] == 1


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"not json", b"[" * 99999, b"\xff"])
async def test_a_probe_of_the_console_is_answered(call: Call, body: bytes) -> None:
    assert await call(body) == 200
    assert call.webhook.dropped["empty"] == 1


@pytest.mark.parametrize("mark", [None, "", "mac=", "mac=" + "0" * 64, "mac=ş"])
async def test_a_wrong_signature_is_dropped_with_200(call: Call, mark: str | None) -> None:
    assert await call(json.dumps(event()).encode(), mark) == 200
    assert call.kept() == []
    assert call.webhook.dropped["signature"] == 1


async def test_an_event_ahead_of_our_clock_is_kept(call: Call) -> None:
    """It is signed, so it is Zalo's: a clock of ours that is behind must lose nobody's message."""
    ahead = str(round((NOW + timedelta(days=1)).timestamp() * 1000))
    body = json.dumps(event(timestamp=ahead)).encode()

    assert await call(body, signed(body)) == 200
    assert call.kept() == [body]


async def test_a_moment_that_is_no_text_is_dropped_with_200(call: Call) -> None:
    """JSON can name half a character; from whomever it comes, it must not end in a 500."""
    body = json.dumps(event(timestamp="\ud800")).encode()

    assert await call(body, "mac=" + "0" * 64) == 200
    assert call.webhook.dropped["signature"] == 1


@pytest.mark.parametrize("name", ["anonymous_send_text", "anonymous_send_image"])
async def test_who_does_not_follow_is_counted_and_nothing_is_kept(call: Call, name: str) -> None:
    body = json.dumps(event(event_name=name)).encode()

    assert await call(body, signed(body)) == 200
    assert (call.kept(), call.webhook.dropped["anonymous"]) == ([], 1)


async def test_one_changed_byte_breaks_the_signature(call: Call) -> None:
    body = json.dumps(event()).encode()

    await call(body.replace(b"m1", b"m2"), signed(body))

    assert call.kept() == []


async def test_a_body_without_end_is_dropped(call: Call) -> None:
    assert await call(b'{"id":' * 22_000) == 200
    assert call.webhook.dropped["too large"] == 1


@pytest.mark.parametrize("name", ["oa_send_text", "user_seen_message", "user_received_message"])
async def test_echoes_and_receipts_are_acknowledged_and_not_kept(call: Call, name: str) -> None:
    body = json.dumps(event(event_name=name)).encode()

    assert await call(body, signed(body)) == 200
    assert call.kept() == []
