"""Sleeping until there is something to do, or until it is time to stop."""

import asyncio


async def first_of(stop: asyncio.Event, woken: asyncio.Event, seconds: float) -> None:
    """Return when either event is set or the seconds have passed."""
    waiting = [asyncio.create_task(event.wait()) for event in (stop, woken)]
    try:
        await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
