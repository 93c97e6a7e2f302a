"""`/readyz`: why it is not ready, in words, without waiting for ever and without piling up."""

import asyncio
import json
import threading
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from bot.channels.web import health as healths
from bot.channels.web.health import Health
from storage.database import Database
from storage.errors import Unavailable
from storage.troubles import WORDS, Trouble

Usage = namedtuple("Usage", "total used free")
ASKED = Request({"type": "http"})
WATCHMEN = 30


async def ask(health: Health) -> tuple[int, dict[str, Any]]:
    response = await health.ready(ASKED)
    return response.status_code, json.loads(bytes(response.body))


class Silent:
    """A ping that does not come back until it is let go."""

    def __init__(self) -> None:
        self.asked = 0
        self._go = threading.Event()

    def ping(self) -> None:
        self.asked += 1
        self._go.wait(20)

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def silent(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Silent:
    """A database that does not answer."""
    silent = Silent()
    monkeypatch.setattr(sqlite_database, "ping", silent.ping)
    monkeypatch.setattr(healths, "READY_WITHIN", 0.1)
    return silent


async def test_many_who_ask_a_silent_database_are_one_question(
    sqlite_database: Database, silent: Silent
) -> None:
    """Its threads are needed for files; watchmen that ask every second must not use them up."""
    health = Health(database=sqlite_database)
    answers = await asyncio.gather(*(ask(health) for _ in range(WATCHMEN)))
    again = await ask(health)
    silent.let_go()

    assert [status for status, _ in [*answers, again]] == [503] * (WATCHMEN + 1)
    assert silent.asked == 1


async def test_silence_is_told_by_what_writers_met_last(
    sqlite_database: Database, silent: Silent
) -> None:
    """A lock that outlasts the watchman's patience is still called a lock."""

    def locked(_: object) -> None:
        raise Unavailable("database is locked", Trouble.LOCKED)

    with pytest.raises(Unavailable):
        await sqlite_database.write(locked)
    _, said = await ask(Health(database=sqlite_database))
    silent.let_go()

    assert said["trouble"] == Trouble.LOCKED


async def test_a_low_disk_is_told_while_it_is_still_ready(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Before it is full, and the smallest disk counts."""
    free = {tmp_path: 312_000_000}
    monkeypatch.setattr(
        "storage.room.shutil.disk_usage",
        lambda folder: Usage(10**12, 0, free.get(folder, 10**12)),
    )
    status, said = await ask(Health(database=sqlite_database, folders=(Path("/"), tmp_path)))

    assert (status, said["ready"]) == (200, True)
    assert (said["disk"], said["free_megabytes"]) == ("low", 312)


@pytest.mark.parametrize("trouble", Trouble)
async def test_every_trouble_has_its_words(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, trouble: Trouble
) -> None:
    """What is wrong and what to do, and nothing of addresses or files: anybody may ask."""

    def fail() -> None:
        raise Unavailable('at "10.0.0.7", port 5432, /srv/data', trouble)

    monkeypatch.setattr(sqlite_database, "ping", fail)
    status, said = await ask(Health(database=sqlite_database))

    assert (status, said["says"], said["do"]) == (503, WORDS[trouble].says, WORDS[trouble].do)
    assert "10.0.0.7" not in str(said) and "/srv" not in str(said)
