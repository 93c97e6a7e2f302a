"""Where a whole conference is played: on each channel of the stage, or on Telegram itself.

`CONFERENCES_ON=telegram` plays every script on the whole program beside the Bot API server.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time
from pathlib import Path

import pytest
from fakes.telegram import FakeTelegram
from stage.canaries import listened, private
from stage.communes import Begin, Place, begun
from stage.telegram import TelegramPlace

from bot.settings import CommuneSettings
from locales.dates import LOCAL
from storage.database import Database

ON_TELEGRAM = os.environ.get("CONFERENCES_ON") == "telegram"


@pytest.fixture
def begin(sqlite_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Begin:
    """A commune on the morning of a day, before anything of a conference."""
    if ON_TELEGRAM:
        if getattr(request.node, "callspec", None) and request.node.callspec.id != "telegram":
            pytest.skip("all are on Telegram")
        return lambda stated, day: unheard(served(stated, sqlite_url, day, tmp_path))
    return lambda stated, day: unheard(begun(stated, sqlite_url, day))


@contextmanager
def unheard(beginning: AbstractContextManager[Place]) -> Iterator[Place]:
    """The log of the whole conference has nothing that is a person's."""
    with listened() as listener, beginning as place:
        yield place
        assert listener.told(private(place.database)) == []


@contextmanager
def served(stated: CommuneSettings, url: str, day: date, folder: Path) -> Iterator[Place]:
    """The same with the whole program behind its bot."""
    database = Database(url)
    now = datetime.combine(day, time(9), LOCAL)
    try:
        with FakeTelegram() as telegram:
            place = TelegramPlace(database=database, stated=stated, now=now, telegram=telegram)
            place.set_up()
            with place.served(folder / "data"):
                yield place
    finally:
        database.close()
