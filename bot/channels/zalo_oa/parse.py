"""From an event of an Official Account to the neutral one; whatever is not for us is None."""

import hashlib
import json
from datetime import datetime
from typing import Any

from bot.channels import fields
from bot.channels.fields import OddField
from handlers.messages import FileRef, Incoming, Kind

CHANNEL = "zalo_oa"
# Before the value of a pressed button: nobody types it by chance.
PRESSED = "doithoai:"
FILES = {
    "user_send_image": "photo",
    "user_send_gif": "photo",
    "user_send_file": "document",
    "user_send_audio": "voice",
}
ODD = {
    "user_send_video": "video",
    "user_send_location": "location",
    "user_send_sticker": "sticker",
    "user_send_business_card": "contact",
}


def concerns_us(event: dict[str, Any]) -> bool:
    """Whether a person did something; our own echoes and receipts say nothing new."""
    name = event.get("event_name")
    known = ("user_send_text", "user_send_link", "user_submit_info", "follow", "unfollow")
    return isinstance(name, str) and (name in known or name in FILES or name in ODD)


def is_from_nobody(event: dict[str, Any]) -> bool:
    """Whether somebody wrote who does not follow: their name passes, and no answer would arrive."""
    return str(event.get("event_name")).startswith("anonymous_send_")


def parse(account: str, body: bytes, received_at: datetime) -> Incoming | None:
    """The event; raises whatever a body makes it raise that Zalo never sends."""
    event = json.loads(body)
    if not isinstance(event, dict) or not concerns_us(event):
        return None
    name, message = event["event_name"], _table(event.get("message"))
    address = _id(_table(event.get("follower" if "follow" in name else "sender")).get("id"))
    if not address:
        raise OddField("nobody to answer")
    said = _id(message.get("msg_id"))
    return Incoming(
        channel=CHANNEL,
        account=account,
        address=address,
        event_id=said or _hash(name, address, _id(event.get("timestamp")), body),
        message_id=said,
        received_at=received_at,
        **_content(name, event, message),
    )


def _content(name: str, event: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
    text = fields.words(message.get("text"))
    if name == "follow":
        return {"kind": Kind.START}
    if name == "unfollow":
        return {"kind": Kind.BLOCKED}
    if name == "user_submit_info":
        return {"kind": Kind.CONTACT, "text": _phone(_table(event.get("info")))}
    if name in FILES:
        files = _files(FILES[name], message)
        return {"text": text, "files": files} if files else _odd("unknown", text)
    if name in ODD:
        return _odd(ODD[name], text)
    if name == "user_send_link":
        text = "\n".join(line for line in (text, *_linked(message)) if line)
    if text.startswith(PRESSED):
        return {"kind": Kind.CHOICE, "choice": text.removeprefix(PRESSED)}
    return {"text": text} if text.strip() else _odd("unknown", text)


def _odd(kind: str, text: str) -> dict[str, Any]:
    return {"kind": Kind.UNSUPPORTED, "payload": kind, "text": text}


def _payloads(message: dict[str, Any]) -> list[dict[str, Any]]:
    attached = message.get("attachments")
    listed = attached if isinstance(attached, list) else []
    return [_table(_table(one).get("payload")) for one in listed]


def _files(kind: str, message: dict[str, Any]) -> tuple[FileRef, ...]:
    return tuple(
        FileRef(
            kind=kind,
            name=fields.words(payload.get("name")),
            size=_size(payload.get("size")),
            source={"url": fields.link(payload["url"])},
        )
        for payload in _payloads(message)
        if payload.get("url")
    )


def _linked(message: dict[str, Any]) -> list[str]:
    found = _payloads(message)[:1]
    return [fields.words(payload.get(part)) for payload in found for part in ("description", "url")]


def _phone(info: dict[str, Any]) -> str:
    phone = info.get("phone")
    return str(phone) if type(phone) is int else fields.words(phone)


def _size(value: Any) -> int | None:
    """Announced as a number or in digits; only what arrives counts."""
    digits = str(value) if value is not None else ""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None


def _hash(name: str, address: str, timestamp: str, body: bytes) -> str:
    """For events without a message: the same person, event and moment is the same event."""
    said = f"{name}\0{address}\0{timestamp}".encode() if timestamp else body
    return hashlib.sha256(said).hexdigest()


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: Any) -> str:
    """Ids are opaque; a number is taken for its digits."""
    return str(fields.number(value)) if type(value) is int else fields.name(value)
