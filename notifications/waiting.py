"""Sleeping until there is something to do, or until it is time to stop."""

import asyncio
from datetime import datetime

# Looks again though nothing was said: another process may have queued, or a clock was set.
LONGEST = 5.0
# What is due may have to wait for another before it: not asked about without a pause.
SHORTEST = 0.5


async def first_of(stop: asyncio.Event, woken: asyncio.Event, seconds: float) -> None:
    """Return when either event is set or the seconds have passed."""
    waiting = [asyncio.create_task(event.wait()) for event in (stop, woken)]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()


def seconds_until(due: datetime | None, now: datetime) -> float:
    """How long to sleep when the next thing is due then, or when nothing is known to be."""
    if due is None:
        return LONGEST
    return min(LONGEST, max(SHORTEST, (due - now).total_seconds()))
