"""From an event of the Bot Platform to the neutral one; whatever is not for us is None.

Real bodies differ from the documented ones, so that the kind is told by the field that is there.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from bot.channels import fields
from bot.channels.fields import OddField
from handlers.messages import FileRef, Incoming, Kind

CHANNEL = "zalo_bot"


def parse(account: str, body: bytes, received_at: datetime) -> Incoming | None:
    """The event; raises whatever a body makes it raise that Zalo never sends."""
    message = _message(json.loads(body))
    if message is None:
        return None
    sender, chat = _table(message.get("from")), _table(message.get("chat"))
    if sender.get("is_bot") is True or chat.get("chat_type") == "GROUP":
        return None
    address = _id(chat.get("id")) or _id(sender.get("id"))
    if not address:
        raise OddField("nobody to answer")
    said = _id(message.get("message_id"))
    return Incoming(
        channel=CHANNEL,
        account=account,
        address=address,
        event_id=said or hashlib.sha256(body).hexdigest(),
        message_id=said,
        received_at=received_at,
        **_content(message),
    )


def _message(raw: Any) -> dict[str, Any] | None:
    """Documented bodies are wrapped in `result`, real ones are not."""
    table = _table(raw)
    inner = table.get("result")
    message = _table(inner if isinstance(inner, dict) else table).get("message")
    return message if isinstance(message, dict) else None


def _content(message: dict[str, Any]) -> dict[str, Any]:
    text = fields.words(message.get("text")) or fields.words(message.get("caption"))
    picture = message.get("photo") or message.get("photo_url")
    voice = message.get("voice_url")
    for kind, url in (("photo", picture), ("voice", voice)):
        if url:
            return {"text": text, "files": (FileRef(kind=kind, source={"url": fields.link(url)}),)}
    if text.strip() and not message.get("sticker"):
        return {"text": text}
    odd = "sticker" if message.get("sticker") else "unknown"
    return {"kind": Kind.UNSUPPORTED, "payload": odd, "text": text}


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: Any) -> str:
    """Ids are opaque; a number is taken for its digits."""
    return str(fields.number(value)) if type(value) is int else fields.name(value)
