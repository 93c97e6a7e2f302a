"""Where a script may be played: on the stage, or over a wire behind which the program is served.

`CONFERENCES_ON=telegram,web,zalo,zalo_oa` plays every script over these wires, not where it says.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.settings import CommuneSettings
from locales.dates import LOCAL
from stage.communes import Place
from stage.served import ServedPlace
from stage.telegram import TelegramPlace
from stage.web import WebPlace
from stage.zalo import ZaloPlace
from stage.zalo_oa import ZaloOaPlace
from storage.database import Database

WIRES: dict[str, type[ServedPlace]] = {
    "telegram": TelegramPlace,
    "web": WebPlace,
    "zalo": ZaloPlace,
    "zalo_oa": ZaloOaPlace,
}
# Without a wire Telegram is no other channel than the web chat.
STAGE = ("stage-web", "stage-poor")
# What was asked for.
ON = tuple(filter(None, os.environ.get("CONFERENCES_ON", "").split(",")))

# A commune on the morning of a day.
Begin = Callable[[CommuneSettings, date], AbstractContextManager[Place]]


def played_on(*places: str) -> pytest.MarkDecorator:
    """Play a script at each of these places ("stage-poor", "web"), unless others were asked for."""
    return pytest.mark.parametrize("begin", ON or places, indirect=True)


# On the stage wherever the others are played: a program that is served rings its clock by itself.
played_by_the_clock_alone = pytest.mark.parametrize("begin", STAGE[:1], indirect=True)


def beginning(place: str, url: str, folder: Path) -> Begin:
    """How it begins at this place, on a migrated database, with a folder of its own."""
    kind, _, channel = place.partition("-")
    if kind == "stage":
        return lambda stated, day: _on_stage(stated, morning(day), url, folder, channel)
    return lambda stated, day: _on_wire(WIRES[place], stated, morning(day), url, folder)


def morning(day: date) -> datetime:
    """Nine o'clock in Viet Nam."""
    return datetime.combine(day, time(9), LOCAL)


@contextmanager
def _on_stage(
    stated: CommuneSettings, now: datetime, url: str, folder: Path, channel: str
) -> Iterator[Place]:
    database = Database(url)
    place = Place(database=database, stated=stated, now=now, files=folder, channel=channel)
    place.set_up()
    try:
        yield place
    finally:
        database.close()


@contextmanager
def _on_wire(
    kind: type[ServedPlace], stated: CommuneSettings, now: datetime, url: str, folder: Path
) -> Iterator[Place]:
    place = kind(url=url, stated=stated, now=now, files=folder)
    with place.served():
        yield place
