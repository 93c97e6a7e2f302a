"""Who waits for a piece of work that a thread does: on an event loop, or in a thread.

asyncio's own way from a thread to its loop makes two futures, a lock and four callbacks for each
message; this makes one future.
"""

import asyncio
from collections.abc import Generator
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


class Waiting(Protocol):
    """Told once what came of the work; as `concurrent.futures.Future`, which waits in a thread."""

    def set_running_or_notify_cancel(self) -> bool:
        """Whether anybody still waits; the work is begun only then."""

    def set_result(self, result: Any) -> None:
        """It went well."""

    def set_exception(self, exception: BaseException | None) -> None:
        """It raised."""


class Awaited(Generic[T]):
    """Waits on the event loop on which it is made: `await` gives the result, or raises."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._future: asyncio.Future[T] = self._loop.create_future()

    def __await__(self) -> Generator[Any, None, T]:
        return self._future.__await__()

    def set_running_or_notify_cancel(self) -> bool:
        """See `Waiting`."""
        return not self._future.cancelled()

    def set_result(self, result: T) -> None:
        """See `Waiting`; from any thread."""
        self._tell(result, None)

    def set_exception(self, exception: BaseException | None) -> None:
        """See `Waiting`; from any thread."""
        self._tell(None, exception)

    def _tell(self, result: T | None, fault: BaseException | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(_settle, self._future, result, fault)


def _settle(future: "asyncio.Future[Any]", result: Any, fault: BaseException | None) -> None:
    if future.done():  # who waited has given up meanwhile
        return
    if fault is None:
        future.set_result(result)
    else:
        future.set_exception(fault)
