"""What the log tells of a fault: where it happened and of which kind, not what it says.

A message is made by whoever raises it, often a library, and often of the very value that was odd:
a name, a phone number, a sentence. So it is left out but for those kinds whose words are known to
be a system's own.
"""

import errno
import os
import traceback
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

from notifications.outcomes import NotSent
from storage.errors import Refused, Unavailable

ROOT = Path(__file__).parent.parent
# Of a chain of faults, each the cause of the next.
MOST = 5


def told(fault: BaseException) -> str:
    """The fault with its causes, the newest first, as lines."""
    return "\n".join(_lines(fault))


def tell_faults(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """`told` as a processor for structlog: `exc_info` becomes the text `exception`."""
    given = event.pop("exc_info", None)
    fault = _fault(given)
    if fault is not None:
        event["exception"] = told(fault)
    return event


def _fault(given: Any) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if len(given) > 1 and isinstance(given[1], BaseException) else None
    if not given:
        return None
    import sys

    return sys.exception()


def _lines(fault: BaseException) -> Iterator[str]:
    current: BaseException | None = fault
    for number in range(MOST):
        if current is None:
            return
        yield f"{'because of ' if number else ''}{_named(current)}"
        yield from _frames(current)
        if isinstance(current, BaseExceptionGroup):
            for part in current.exceptions:
                yield f"one of them: {_named(part)}"
                yield from _frames(part)
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )


def _frames(fault: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(fault.__traceback__):
        yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"


def _place(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else filename


def _named(fault: BaseException) -> str:
    kind = type(fault)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    words = _words(fault)
    return f"{name}: {words}" if words else name


def _words(fault: BaseException) -> str:
    """What is known to be a system's own words."""
    if isinstance(fault, Unavailable):
        return fault.trouble.value
    if isinstance(fault, Refused | NotSent):
        return str(fault).partition("\n")[0]
    if isinstance(fault, OSError) and fault.errno is not None and fault.errno in errno.errorcode:
        return os.strerror(fault.errno)
    code = getattr(getattr(fault, "orig", None), "sqlstate", None) or getattr(
        getattr(fault, "orig", None), "sqlite_errorname", None
    )
    return str(code or "")
