"""Keeps bot tokens out of logs: they are part of every address that Telegram is called under."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

HIDDEN = "<token>"
_TOKEN = re.compile(r"\d{3,}(?::|%3A)[\w-]{20,}", re.IGNORECASE)
# A token of any shape (a mistyped one too) where it stands in an address.
_ADDRESS = re.compile(r"(?<=/bot)(?!<token>)[^/\s'\"]*(?::|%3A)[^/\s'\"]*", re.IGNORECASE)


def redact(text: str) -> str:
    """`text` without anything that looks like a bot's token."""
    return _ADDRESS.sub(HIDDEN, _TOKEN.sub(HIDDEN, text))


def redact_event(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """`redact` as a processor for structlog, to stand right before the renderer."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = redact(value)
    return event


class TokenFilter(logging.Filter):
    """`redact` for the handlers of the standard library's logging."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record, its traceback included; it is always kept."""
        record.msg, record.args = redact(record.getMessage()), ()
        if record.exc_info:
            traceback = logging.Formatter().formatException(record.exc_info)
            record.exc_info, record.exc_text = None, redact(traceback)
        return True


def quiet_libraries() -> None:
    """Let the libraries below say nothing that holds an address or somebody's words.

    httpx logs every address; python-telegram-bot logs what it cannot read and then raises, so
    that its faults are ours to log.
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
