"""Cuts a message into pieces that Telegram takes: 4 096 characters each, where a reader pauses.

Telegram counts UTF-16 units after the markup is read, so the plain text is cut and each piece
is marked up for itself; no entity can be cut through.
"""

from dataclasses import dataclass
from html import escape

from handlers.cutting import cut

LIMIT = 4096


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A part of a message; its first `bold` characters belong to the title."""

    text: str
    bold: int = 0

    @property
    def html(self) -> str:
        """The piece for Telegram's HTML mode; everything people wrote stays as they wrote it."""
        title = escape(self.text[: self.bold], quote=False)
        rest = escape(self.text[self.bold :], quote=False)
        return f"<b>{title}</b>{rest}" if title else rest


def split(title: str, text: str, limit: int = LIMIT) -> list[Piece]:
    """The message in pieces, none of them empty."""
    title, text = _sendable(title).strip(), _sendable(text).strip()
    whole = "\n".join(part for part in (title, text) if part)
    pieces, start = [], 0
    while start < len(whole):
        end = cut(whole, start, limit)
        pieces += _piece(whole, start, end, len(title))
        start = end
    return pieces


def utf16_length(text: str) -> int:
    """The length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def _sendable(text: str) -> str:
    """Half characters cannot be sent at all."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _piece(whole: str, start: int, end: int, title: int) -> list[Piece]:
    start += len(whole[start:end]) - len(whole[start:end].lstrip())
    text = whole[start:end].rstrip()
    return [Piece(text=text, bold=max(0, min(title - start, len(text))))] if text else []
