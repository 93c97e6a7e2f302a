"""The calls that one message consists of, and what replaces a call that Telegram refuses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from telegram import Bot, InputMediaPhoto, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.faults import is_about_form, is_too_long
from bot.channels.telegram.keyboard import Layout, lay_out
from bot.channels.telegram.pieces import LIMIT, Piece, split
from handlers.messages import Choice, File, Reply

FetchFile = Callable[[int], Awaitable[bytes]]

MAX_PHOTO = 10 * 1024 * 1024
ALBUM = 10
MAX_ALBUM = 40 * 1024 * 1024  # one call carries 50 MB
_PICTURES = ("image/jpeg", "image/png", "image/webp")
# Telegram works on a file before it answers; who gives up early sends it twice.
_PATIENCE = 60.0
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Telegram takes no message of buttons alone.
_NOTHING = "…"


class Part(Protocol):
    """One call."""

    async def send(self, bot: Bot, chat: str, fetch: FetchFile) -> list[str]:
        """Make the call; the ids of the messages it made."""
        ...

    def instead(self, fault: BadRequest) -> Sequence[Part]:
        """What to try in its place; nothing where that would not help."""
        ...


@dataclass(frozen=True, kw_only=True)
class Text:
    """A piece of text; the last one of a message carries the choices."""

    piece: Piece
    choices: tuple[Choice, ...] = ()
    plain: bool = False

    async def send(self, bot: Bot, chat: str, fetch: FetchFile) -> list[str]:
        """Send it, as HTML unless it has to be plain."""
        message = await bot.send_message(
            chat,
            self.piece.text if self.plain else self.piece.html,
            parse_mode=None if self.plain else ParseMode.HTML,
            reply_markup=None if self.plain else lay_out(self.choices).keyboard,
            link_preview_options=_NO_PREVIEW,
        )
        return [str(message.message_id)]

    def instead(self, fault: BadRequest) -> Sequence[Part]:
        """The same words without markup, the choices as lines: once."""
        if self.plain or not is_about_form(fault):
            return ()
        words = _with_lines(self.piece.text, lay_out(self.choices, most=0))
        pieces = split("", words, LIMIT // 2 if is_too_long(fault) else LIMIT)
        return [Text(piece=piece, plain=True) for piece in pieces]


@dataclass(frozen=True, kw_only=True)
class Photo:
    """One picture."""

    file: File

    @property
    def files(self) -> tuple[File, ...]:
        """As an album's files, to grow into one."""
        return (self.file,)

    async def send(self, bot: Bot, chat: str, fetch: FetchFile) -> list[str]:
        """Send it as a picture."""
        content = await fetch(self.file.attachment)
        message = await bot.send_photo(
            chat, content, filename=self.file.name or None, read_timeout=_PATIENCE
        )
        return [str(message.message_id)]

    def instead(self, fault: BadRequest) -> Sequence[Part]:
        """As a file: Telegram shows no picture that is too large, too long or odd."""
        return [Document(file=self.file)]


@dataclass(frozen=True, kw_only=True)
class Album:
    """Two to ten pictures together."""

    files: tuple[File, ...]

    async def send(self, bot: Bot, chat: str, fetch: FetchFile) -> list[str]:
        """Send them as one album."""
        contents = [await fetch(file.attachment) for file in self.files]
        media = [InputMediaPhoto(content) for content in contents]
        messages = await bot.send_media_group(chat, media, read_timeout=_PATIENCE)
        return [str(message.message_id) for message in messages]

    def instead(self, fault: BadRequest) -> Sequence[Part]:
        """One by one: only those that Telegram cannot show become files."""
        return [Photo(file=file) for file in self.files]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A spoken message."""

    file: File

    async def send(self, bot: Bot, chat: str, fetch: FetchFile) -> list[str]:
        """Send it so that it can be heard in the chat."""
        content = await fetch(self.file.attachment)
        message = await bot.send_voice(
            chat, content, filename=self.file.name or None, read_timeout=_PATIENCE
        )
        return [str(message.message_id)]

    def instead(self, fault: BadRequest) -> Sequence[Part]:
        """As a file: people may forbid spoken messages."""
        return [Document(file=self.file)]


@dataclass(frozen=True, kw_only=True)
class Document:
    """Any file."""

    file: File

    async def send(self, bot: Bot, chat: str, fetch: FetchFile) -> list[str]:
        """Send it as it is, under its name."""
        content = await fetch(self.file.attachment)
        message = await bot.send_document(
            chat, content, filename=self.file.name or None, read_timeout=_PATIENCE
        )
        return [str(message.message_id)]

    def instead(self, fault: BadRequest) -> Sequence[Part]:
        """Nothing is plainer than a file."""
        return ()


def parts_of(reply: Reply, *, strict: bool = False) -> list[Part]:
    """The calls in their order: the text in pieces, then the files."""
    return [*_texts(reply, strict), *_files(reply.files)]


def _texts(reply: Reply, strict: bool) -> list[Part]:
    words = _with_lines(reply.lines, lay_out(reply.choices, strict=strict))
    if reply.choices and not (words.strip() or reply.title.strip()):
        words = _NOTHING
    pieces = split(reply.title, words)
    last = len(pieces) - 1
    return [
        Text(piece=piece, choices=reply.choices if number == last else ())
        for number, piece in enumerate(pieces)
    ]


def _with_lines(text: str, layout: Layout) -> str:
    """The text with a line for each choice that gets no button."""
    return "\n\n".join(part for part in (text, "\n".join(layout.lines)) if part)


def _files(files: Sequence[File]) -> list[Part]:
    parts: list[Part] = []
    for file in files:
        part = _file(file)
        if isinstance(part, Photo) and parts and (joined := _joined(parts[-1], file)):
            parts[-1] = joined
        else:
            parts.append(part)
    return parts


def _file(file: File) -> Part:
    mime = file.mime.partition(";")[0].strip().lower()
    if mime in _PICTURES and file.size <= MAX_PHOTO:
        return Photo(file=file)
    return Voice(file=file) if mime == "audio/ogg" else Document(file=file)


def _joined(before: Part, file: File) -> Album | None:
    if not isinstance(before, (Photo, Album)):
        return None
    files = (*before.files, file)
    fits = len(files) <= ALBUM and sum(one.size for one in files) <= MAX_ALBUM
    return Album(files=files) if fits else None
