"""Logs: one line an event on standard error, without texts, names or tokens."""

import logging
import sys

import structlog

from bot.channels.telegram.redaction import TokenFilter, quiet_libraries, redact_event


def set_up(level: str = "INFO") -> None:
    """Send our own events and the libraries' warnings to standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(TokenFilter())
    quiet_libraries()
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact_event,
            # A traceback is text by now: what its variables held is never printed.
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
