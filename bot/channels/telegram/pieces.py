"""Cuts a message into pieces that Telegram takes: 4 096 characters each, where a reader pauses.

Telegram counts UTF-16 units after the markup is read, so the plain text is cut and each piece
is marked up for itself; no entity can be cut through.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import escape

LIMIT = 4096

# Best first: after a paragraph, a line, a sentence, a word.
_BORDERS = [re.compile(p) for p in (r"\n\s*\n", r"\n", r"[.!?…:;]\s", r"\s")]
_JOINER = "\u200d"
_LONGEST_CHARACTER = 32


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
        end = _cut(whole, start, limit)
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


def _cut(whole: str, start: int, limit: int) -> int:
    """Where the piece that begins at `start` ends, its white space included."""
    furthest = _furthest(whole, start, limit)
    if furthest == len(whole):
        return furthest
    for border in _BORDERS:
        found = _last_border(border, whole, start, furthest)
        if found > start + limit // 4:  # a small piece is worse than a lesser border
            return found
    return _between_characters(whole, start, furthest)


def _furthest(whole: str, start: int, limit: int) -> int:
    at, units = start, 0
    while at < len(whole):
        units += 2 if whole[at] > "\uffff" else 1
        if units > limit:
            break
        at += 1
    return at


def _last_border(border: re.Pattern[str], whole: str, start: int, furthest: int) -> int:
    """The end of the last border; the white space of it may lie beyond what fits."""
    ends = [match.end() for match in border.finditer(whole, start, furthest + 2)]
    fitting = (end for end in reversed(ends) if len(whole[:end].rstrip()) <= furthest)
    return next(fitting, start)


def _between_characters(whole: str, start: int, furthest: int) -> int:
    """The nearest place before `furthest` that is not inside what looks like one character."""
    for at in range(furthest, max(start, furthest - _LONGEST_CHARACTER), -1):
        if not _continues(whole[at]) and whole[at - 1] != _JOINER:
            return at
    return furthest


def _continues(character: str) -> bool:
    """Accents, joiners, variation selectors and skin tones belong to what stands before."""
    return (
        unicodedata.category(character) in ("Mn", "Me")
        or character == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
