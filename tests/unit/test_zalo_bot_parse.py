"""What the Bot Platform sends, as it is documented and as it was seen."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.zalo_bot.parse import parse
from handlers.messages import Incoming, Kind

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
PERSON = {"chat": {"id": "c1", "chat_type": "PRIVATE"}, "from": {"id": "u1", "is_bot": False}}


def read(*, wrapped: bool = False, event: str = "", **message: Any) -> Incoming | None:
    update = {"event_name": event, "message": {"message_id": "m1", **PERSON, **message}}
    whole = {"ok": True, "result": update} if wrapped else update
    return parse("main", json.dumps(whole).encode(), NOW)


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_text_is_read_wrapped_or_not(wrapped: bool) -> None:
    incoming = read(wrapped=wrapped, text="xin chào")

    assert incoming is not None
    assert (incoming.text, incoming.address, incoming.event_id) == ("xin chào", "c1", "m1")
    assert incoming.received_at == NOW


@pytest.mark.parametrize("name", ["photo", "photo_url"])
def test_a_photo_lies_in_either_field_with_its_caption(name: str) -> None:
    incoming = read(**{name: "https://f1.zdn.vn/a.jpg"}, caption="Ảnh sáng nay")

    assert incoming is not None
    assert incoming.text == "Ảnh sáng nay"
    assert [(file.kind, file.source) for file in incoming.files] == [
        ("photo", {"url": "https://f1.zdn.vn/a.jpg"})
    ]


def test_a_voice_message_is_a_file() -> None:
    incoming = read(voice_url="https://f1.zdn.vn/a.aac")

    assert incoming is not None
    assert [file.kind for file in incoming.files] == ["voice"]


@pytest.mark.parametrize(
    ("message", "odd"),
    [({"sticker": "0e07", "url": "x"}, "sticker"), ({}, "unknown"), ({"text": "  "}, "unknown")],
)
def test_what_cannot_be_read_is_said_to_be_so(message: dict[str, Any], odd: str) -> None:
    incoming = read(event="message.unsupported.received", **message)

    assert incoming is not None
    assert (incoming.kind, incoming.payload) == (Kind.UNSUPPORTED, odd)


def test_the_kind_is_told_by_the_field_whatever_the_event_is_called() -> None:
    incoming = read(event="message.unsupported.received", text="xin chào")

    assert incoming is not None
    assert incoming.kind is Kind.TEXT


@pytest.mark.parametrize(
    "odd",
    [
        {"chat": {"id": "g1", "chat_type": "GROUP"}},
        {"from": {"id": "b1", "is_bot": True}},
    ],
)
def test_groups_and_bots_are_not_for_us(odd: dict[str, Any]) -> None:
    assert read(text="xin chào", **odd) is None


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"ok":true}', b'{"message":[]}'])
def test_a_body_without_a_message_is_not_for_us(body: bytes) -> None:
    assert parse("main", body, NOW) is None


@pytest.mark.parametrize(
    "odd",
    [
        {"text": {"a": 1}},
        {"chat": {"id": {"$": 1}}, "from": {}},
        {"chat": {}, "from": {}},
        {"message_id": "x\0y"},
        {"photo": ["https://f1.zdn.vn/a.jpg"]},
    ],
)
def test_what_no_platform_sends_is_refused(odd: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        read(**{"text": "xin chào", **odd})


def test_a_message_without_an_id_is_known_by_its_body() -> None:
    body = json.dumps({"message": {**PERSON, "text": "xin chào"}}).encode()

    first, again = parse("main", body, NOW), parse("main", body, NOW)

    assert first is not None and again is not None
    assert len(first.event_id) == 64
    assert first.event_id == again.event_id
