"""Buttons below a message, and lines of text for the choices that Telegram takes no button for."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.messages import Choice

log = structlog.get_logger()

MAX_DATA = 64
MAX_BUTTONS = 100
SHORT = 10
IN_A_ROW = 3


class ValueTooLong(ValueError):
    """A choice has a value of more than 64 bytes, which no Telegram button can carry."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The buttons, and what has to be read instead."""

    keyboard: InlineKeyboardMarkup | None
    lines: tuple[str, ...]


def lay_out(choices: Sequence[Choice], *, most: int = MAX_BUTTONS, strict: bool = False) -> Layout:
    """At most so many buttons; `strict` raises ValueTooLong instead of making do with a line."""
    buttons: list[InlineKeyboardButton] = []
    lines: list[str] = []
    number = 0
    for choice in choices:
        number += bool(choice.value)  # as handlers.understand counts what may be answered
        _check(choice, strict)
        button = _button(choice) if len(buttons) < most else None
        if button:
            buttons.append(button)
        else:
            lines.append(_line(choice, number))
    rows = _rows(buttons)
    return Layout(keyboard=InlineKeyboardMarkup(rows) if rows else None, lines=tuple(lines))


def _check(choice: Choice, strict: bool) -> None:
    if _fits(choice.value):
        return
    if strict:
        raise ValueTooLong(choice.value)
    log.error("a choice is too long for a button", bytes=len(choice.value.encode()))


def _fits(value: str) -> bool:
    return len(value.encode()) <= MAX_DATA


def _button(choice: Choice) -> InlineKeyboardButton | None:
    label = choice.label.strip() or choice.value or "…"
    if choice.url:
        return InlineKeyboardButton(label, url=choice.url) if _is_public(choice.url) else None
    if choice.value and _fits(choice.value):
        return InlineKeyboardButton(label, callback_data=choice.value)
    return None


def _line(choice: Choice, number: int) -> str:
    if choice.url:
        return f"{choice.label}: {choice.url}"
    return f"{number}. {choice.label}" if choice.value else choice.label


def _is_public(url: str) -> bool:
    """Whether Telegram takes it for a button: it refuses hosts that only this machine knows."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "tg":
        return True
    return parts.scheme in ("http", "https") and "." in host and not _is_local(host)


def _is_local(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host.endswith((".localhost", ".local"))


def _rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """One below the other; a few short ones may share a row."""
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        if rows and _share([*rows[-1], button]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def _share(row: Sequence[InlineKeyboardButton]) -> bool:
    return len(row) <= IN_A_ROW and all(len(button.text) <= SHORT for button in row)
