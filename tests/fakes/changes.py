"""One lock over the fake's state, and waiting for a change of it from threads and from tasks."""

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """`with changes:` reads or writes the state; whoever writes calls `notify` before leaving."""

    def __init__(self) -> None:
        self._condition = threading.Condition(threading.RLock())
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def __enter__(self) -> None:
        self._condition.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._condition.release()

    def notify(self) -> None:
        with self._condition:
            self._condition.notify_all()
            for loop, event in self._listeners:
                with suppress(RuntimeError):  # a test's loop may have been closed meanwhile
                    loop.call_soon_threadsafe(event.set)

    def wait(self, predicate: Callable[[], T], timeout: float) -> T:
        """Blocks this thread until the predicate holds; returns its last value."""
        with self._condition:
            return self._condition.wait_for(predicate, timeout)

    async def until(self, predicate: Callable[[], T], timeout: float | None) -> T:
        """Suspends this task until the predicate holds; returns its last value."""
        listener = (asyncio.get_running_loop(), asyncio.Event())
        deadline = None if timeout is None else time.monotonic() + timeout
        with self._condition:
            self._listeners.add(listener)
        try:
            while True:
                listener[1].clear()
                with self._condition:
                    value = predicate()
                if value or not await _woken(listener[1], deadline):
                    return value
        finally:
            with self._condition:
                self._listeners.discard(listener)


async def _woken(event: asyncio.Event, deadline: float | None) -> bool:
    """Says whether there was a change before the deadline."""
    left = None if deadline is None else deadline - time.monotonic()
    if left is not None and left <= 0:
        return False
    try:
        await asyncio.wait_for(event.wait(), left)
    except TimeoutError:
        return False
    return True
