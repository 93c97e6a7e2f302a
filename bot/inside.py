"""What a command does with the database: opened at the current schema, and closed after it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from bot.console import Console

if TYPE_CHECKING:
    from handlers.house import House
    from storage.database import Database

T = TypeVar("T")


def inside(console: Console, work: Callable[["Database", "House"], T]) -> T:
    """Do `work` with the database, which must be at the current schema, and close it."""
    from bot import logs
    from bot.concealing import secrets_of
    from bot.house import build_house
    from bot.start import open_current

    settings = console.settings()
    logs.set_up(settings.log.level, settings.log.format, secrets_of(settings))
    house = build_house(settings)
    database = open_current(settings)
    try:
        return work(database, house)
    finally:
        database.close()
