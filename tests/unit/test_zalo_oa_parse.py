"""What an Official Account's webhook brings, event by event."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.zalo_oa.parse import parse
from handlers.messages import Incoming, Kind

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def read(event: str, message: Any = None, **top: Any) -> Incoming | None:
    whole = {
        "app_id": "1",
        "event_name": event,
        "sender": {"id": "u1"},
        "recipient": {"id": "oa"},
        "timestamp": "1790000000000",
        **({"message": {"msg_id": "m1", **message}} if message is not None else {}),
        **top,
    }
    return parse("main", json.dumps(whole).encode(), NOW)


def attached(**payload: Any) -> dict[str, Any]:
    return {"attachments": [{"type": "x", "payload": payload}]}


def test_a_text_is_known_by_its_message() -> None:
    incoming = read("user_send_text", {"text": "xin chào"})

    assert incoming is not None
    assert (incoming.address, incoming.event_id, incoming.text) == ("u1", "m1", "xin chào")


def test_a_pressed_button_says_its_value() -> None:
    incoming = read("user_send_text", {"text": "doithoai:12.yes"})

    assert incoming is not None
    assert (incoming.kind, incoming.choice) == (Kind.CHOICE, "12.yes")


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("user_send_image", "photo"),
        ("user_send_gif", "photo"),
        ("user_send_file", "document"),
        ("user_send_audio", "voice"),
    ],
)
def test_files_are_to_be_fetched(event: str, kind: str) -> None:
    incoming = read(event, attached(url="https://f1.zdn.vn/a", name="a.pdf", size="2048"))

    assert incoming is not None
    [file] = incoming.files
    assert (file.kind, file.name, file.size) == (kind, "a.pdf", 2048)
    assert file.source == {"url": "https://f1.zdn.vn/a"}


@pytest.mark.parametrize("event", ["user_send_video", "user_send_sticker", "user_send_location"])
def test_what_cannot_be_read_is_said_to_be_so(event: str) -> None:
    incoming = read(event, attached(url="x"))

    assert incoming is not None
    assert incoming.kind is Kind.UNSUPPORTED


def test_a_link_is_its_words_and_its_address() -> None:
    incoming = read("user_send_link", attached(description="Báo", url="https://bao.example"))

    assert incoming is not None
    assert incoming.text == "Báo\nhttps://bao.example"


def test_following_is_a_greeting_and_leaving_is_the_end() -> None:
    top = {"follower": {"id": "u2"}, "oa_id": "oa", "sender": None}
    follow, unfollow = read("follow", **top), read("unfollow", **top)

    assert follow is not None and unfollow is not None
    assert (follow.kind, follow.address) == (Kind.START, "u2")
    assert (unfollow.kind, unfollow.address) == (Kind.BLOCKED, "u2")
    assert follow.event_id != unfollow.event_id


def test_a_form_and_a_follow_that_come_again_are_the_same_event() -> None:
    """They have no message, by whose id others are known."""
    again = [read("user_submit_info", info={"phone": "84912345678"}) for _ in range(2)]
    later = read("user_submit_info", info={"phone": "84912345678"}, timestamp="1790000000001")

    assert again[0] is not None and again[1] is not None and later is not None
    assert again[0].event_id == again[1].event_id != later.event_id


@pytest.mark.parametrize("phone", ["84912345678", 84912345678])
def test_a_form_hands_over_a_phone(phone: Any) -> None:
    incoming = read("user_submit_info", info={"phone": phone, "name": "An"})

    assert incoming is not None
    assert (incoming.kind, incoming.text) == (Kind.CONTACT, "84912345678")


@pytest.mark.parametrize(
    "event",
    [
        "oa_send_text",
        "oa_send_image",
        "user_received_message",
        "user_seen_message",
        "anonymous_send_text",
        "change_template_status",
        "",
        "user_send_hologram",
    ],
)
def test_echoes_receipts_and_the_unknown_are_not_for_us(event: str) -> None:
    assert read(event, {"text": "x"}) is None


@pytest.mark.parametrize(
    "odd",
    [
        {"sender": {"id": None}},
        {"sender": []},
        {"message": {"msg_id": {"a": 1}}},
        {"message": {"msg_id": "m", "text": 7}},
        {"event": "user_send_image", "message": attached(url="https://f1.zdn.vn/\ud800")},
        {"event": "user_send_file", "message": attached(url="https://f1.zdn.vn/" + "a" * 9000)},
    ],
)
def test_what_zalo_never_sends_is_refused(odd: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        read(**{"event": "user_send_text", "message": {"text": "x"}, **odd})


@pytest.mark.parametrize("payload", [{}, {"url": ""}, {"url": "x", "size": "9" * 400}])
def test_an_odd_attachment_is_no_fault(payload: dict[str, Any]) -> None:
    assert read("user_send_file", attached(**payload)) is not None
