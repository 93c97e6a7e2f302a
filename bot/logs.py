"""Logs: one line an event on standard error, for people or for programs, without texts, names,
phones or tokens.

Our own events are as detailed as `level` says. Libraries say warnings and worse only, at any
level: below that they log addresses with tokens in them and what people wrote.
"""

import logging
import sys
from collections.abc import Iterable
from typing import Any

import structlog

from bot.channels.telegram.redaction import quiet_libraries
from bot.concealing import concealer, processor
from bot.tracebacks import tell_faults
from storage import trail

CONSOLE, JSON = "console", "json"


def set_up(level: str = "INFO", form: str = CONSOLE, secrets: Iterable[str] = ()) -> None:
    """Send our own events and the libraries' warnings to standard error; `form` is "console" or
    "json"."""
    last = [tell_faults, processor(concealer(secrets)), _renderer(form)]
    first: list[Any] = [
        trail.tell,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*first, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    _set_up_libraries([*first, structlog.stdlib.add_logger_name, _first_line], last)
    quiet_libraries()


def _set_up_libraries(first: list[Any], last: list[Any]) -> None:
    handler = _StandardError()
    shown = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=shown)
    )
    root = logging.getLogger()
    for other in [one for one in root.handlers if isinstance(one, _StandardError)]:
        root.removeHandler(other)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)


class _StandardError(logging.Handler):
    """Writes to what is standard error then, as our own events do."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            sys.stderr.write(f"{self.format(record)}\n")
        except Exception:  # noqa: BLE001 - a log that cannot be written stops nobody
            self.handleError(record)


def _renderer(form: str) -> Any:
    if form == JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _first_line(_: object, __: str, event: Any) -> Any:
    """What follows the first line repeats the fault: its kind and place are told anyway."""
    event["event"] = str(event.get("event", "")).partition("\n")[0]
    return event
