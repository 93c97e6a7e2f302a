"""Time for a storage that is opened by itself, where no program of ours could give it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

Clock = Callable[[], datetime]
# Wait for the event, so many seconds at most.
Wait = Callable[[asyncio.Event, float], Awaitable[None]]


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - aiogram's program is not ours and hands no time in


async def wait(event: asyncio.Event, seconds: float) -> None:
    """Wait for `event`, or for so many seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
