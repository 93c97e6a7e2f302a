"""The event loop of a running program: uvloop's where it can be had, which is twice as fast."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(what: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`."""
    if sys.platform == "win32":  # uvloop does not run there
        return asyncio.run(what)
    import uvloop

    return uvloop.run(what)
