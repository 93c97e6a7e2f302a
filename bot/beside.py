"""All that runs beside the web server: channels, relay, ticks and long work; loaded once it
serves.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from bot.app import App
from bot.caretaking import caretaking
from bot.database_clock import DatabaseClock
from bot.following import follow_each
from bot.heartbeat import Heartbeat
from bot.warming import load_the_rest
from handlers.command_menu import citizen_menu
from locales.catalogue import DEFAULT
from locales.dates import local_date
from notifications.outcomes import NotSent
from scheduler.ticks import TICKS, Tick, ring_now, start_ticks


async def run_beside(app: App, stop: asyncio.Event) -> None:
    """Run all of it until `stop`."""
    ticks = start_ticks(app.database, app.house, app.clock, ticks_of(app))
    heartbeat = Heartbeat(database=app.database, metrics=app.metrics, clock=app.clock)
    heartbeat.listen(ticks)
    app.ring = partial(ring_now, ticks)
    menus = asyncio.create_task(_introduce(app))
    try:
        await _run_all([*(part.run(stop) for part in _parts(app)), _work(app, stop)], stop)
    finally:
        menus.cancel()
        ticks.shutdown(wait=False)
        await heartbeat.close()


def ticks_of(app: App) -> Sequence[Tick]:
    """All that happens by the clock: what a command rings once, and the program again and again."""
    return (*TICKS, *caretaking(app))


def _parts(app: App) -> list[Any]:
    clock = [app.clock] if isinstance(app.clock, DatabaseClock) else []
    return [app.relay(), *app.accounts, *clock]


async def _work(app: App, stop: asyncio.Event) -> None:
    """Long work, and what has to be made up for, begin when what does them is loaded."""
    await asyncio.to_thread(load_the_rest, app.house.calendar, local_date(app.clock()))
    from bot.tasks import worker_of

    following = follow_each(app.database, app.house, app.clock, app.started.names, stop)
    await _run_all([following, worker_of(app.means()).run(stop)], stop)


async def _run_all(parts: list[Any], stop: asyncio.Event) -> None:
    """A part that ends by a fault stops the program: half a program helps nobody."""
    async with asyncio.TaskGroup() as group:
        for part in parts:
            group.create_task(part)
        await stop.wait()


async def _introduce(app: App) -> None:
    """The menu that everybody sees, and the bots' names; nothing waits for either. Staff get their
    menu when they join."""
    menu = citizen_menu(app.house.catalogue, DEFAULT)
    for name, account in app.telegram.items():
        await account.show_menu(menu)
        with suppress(NotSent):
            app.usernames[name] = await account.username()
