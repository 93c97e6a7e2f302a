"""What a Telegram message holds: its words, its files, or something that nobody here can read."""

from collections.abc import Mapping
from typing import Any

from telegram import Message

from bot.channels import fields
from handlers.messages import FileRef

# Looked at in this order: an animation also calls itself a document, a venue a location.
UNSUPPORTED = (
    "animation",
    "sticker",
    "video_note",
    "live_photo",
    "video",
    "venue",
    "location",
    "contact",
    "poll",
    "dice",
    "game",
    "story",
    "paid_media",
    "checklist",
    "giveaway",
    "invoice",
)
Fields = Mapping[str, Any]


def words_of(message: Fields) -> str:
    """The text, or what is written below a file."""
    return fields.words(message.get("text")) or fields.words(message.get("caption"))


def unsupported_kind(message: Fields) -> str:
    """The name of what we cannot read in it; empty where we can, or where nothing was said."""
    for kind in UNSUPPORTED:
        if message.get(kind):
            return kind
    return "" if words_of(message) or files_of(message) else _newer(message)


def _newer(message: Fields) -> str:
    """Fields that the library has never heard of: a kind of message newer than it."""
    known = Message.de_json(dict(message), None)
    return "unknown" if known.api_kwargs else ""


def files_of(message: Fields) -> tuple[FileRef, ...]:
    """The files that came with it, still at Telegram."""
    if message.get("photo"):
        return (_file("photo", max(message["photo"], key=_area)),)
    for kind in ("document", "voice", "audio"):
        if file := message.get(kind):
            return (_file(kind, file),)
    return ()


def _area(size: Fields) -> int:
    return fields.number(size["width"]) * fields.number(size["height"])


def _file(kind: str, file: Fields) -> FileRef:
    names = {"file_id": file["file_id"], "unique": file["file_unique_id"]}
    return FileRef(
        kind=kind,
        name=fields.words(file.get("file_name") or file.get("title")),
        size=fields.maybe_number(file.get("file_size")),
        source={key: fields.name(value) for key, value in names.items()},
    )
