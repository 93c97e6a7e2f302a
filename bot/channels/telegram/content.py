"""What a Telegram message holds: its words, its files, or something that nobody here can read."""

from telegram import Audio, Document, Message, PhotoSize, Voice

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


def words_of(message: Message) -> str:
    """The text, or what is written below a file."""
    return fields.words(message.text) or fields.words(message.caption)


def unsupported_kind(message: Message) -> str:
    """The name of what we cannot read in it; empty where we can, or where nothing was said."""
    for kind in UNSUPPORTED:
        if getattr(message, kind, None):
            return kind
    # Fields that the library has never heard of: a kind of message newer than it.
    known = words_of(message) or files_of(message)
    return "unknown" if message.api_kwargs and not known else ""


def files_of(message: Message) -> tuple[FileRef, ...]:
    """The files that came with it, still at Telegram."""
    if message.photo:
        return (_file("photo", max(message.photo, key=_area)),)
    if message.document:
        return (_file("document", message.document, message.document.file_name),)
    if message.voice:
        return (_file("voice", message.voice),)
    if message.audio:
        return (_file("audio", message.audio, message.audio.file_name or message.audio.title),)
    return ()


def _area(size: PhotoSize) -> int:
    return size.width * size.height


def _file(
    kind: str, file: PhotoSize | Document | Voice | Audio, name: str | None = None
) -> FileRef:
    source = {"file_id": fields.name(file.file_id), "unique": fields.name(file.file_unique_id)}
    size = fields.maybe_number(file.file_size)
    return FileRef(kind=kind, name=fields.words(name), size=size, source=source)
