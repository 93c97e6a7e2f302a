"""Another program holds the file: for a moment, or for longer than we wait."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from integration.storage_kit import held
from sqlalchemy import event
from stage import Program
from trouble.town import lives_through, town

from storage.database import READERS, Database
from storage.errors import Unavailable
from storage.troubles import Trouble
from storage.work import Work

WAITED = 40


@contextmanager
def another_holds(url: str) -> Iterator[sqlite3.Connection]:
    """Another program's write that has begun and does not end."""
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.1)


@pytest.mark.usefixtures("_impatient")
async def test_the_program_lives_through_a_lock(sqlite_url: str, tmp_path: Path) -> None:
    """503 and “later” while it is held; then all is answered once."""
    async with town(sqlite_url, tmp_path) as found:
        await lives_through(found, another_holds(sqlite_url), Trouble.LOCKED)


async def test_a_short_lock_is_waited_for(sqlite_url: str, tmp_path: Path) -> None:
    """An operator's command between two messages costs nobody an error."""
    begun, loop = asyncio.Event(), asyncio.get_running_loop()

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            loop.call_soon_threadsafe(begun.set)

    async with town(sqlite_url, tmp_path) as found:
        event.listen(found.app.database.engine, "before_cursor_execute", note)
        # What had a connection before knows nothing of it; and nobody is to be told of this one.
        await found.app.database.write(lambda work: None)
        begun.clear()
        with another_holds(sqlite_url) as other:
            update = found.an_writes("/lich")
            await begun.wait()
            other.execute("COMMIT")
        await found.taken(update)

    assert found.statuses(update) == [200]


@pytest.mark.usefixtures("_impatient")
def test_who_waits_meanwhile_is_sent_away_at_once(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hundreds do not wait one after the other for as long: one wait in vain is for all."""
    monkeypatch.setattr("storage.writer.SHARED_COMMIT_LIMIT", 1)
    database = Database(sqlite_url)
    begun: list[float] = []
    try:
        database.ping()
        in_vain = database._runner._patience.tried_in_vain  # type: ignore[attr-defined]
        monkeypatch.setattr(
            database._runner._patience,  # type: ignore[attr-defined]
            "tried_in_vain",
            lambda trouble: (begun.append(0.0), in_vain(trouble)),
        )
        with another_holds(sqlite_url):
            waiting = [database.submit(lambda work: None) for _ in range(WAITED)]
            faults = [future.exception(20) for future in waiting]
    finally:
        database.close()

    assert [type(fault) for fault in faults] == [Unavailable] * WAITED
    assert len(begun) == 1


def test_nobody_waits_for_ever_behind_slow_work(
    sqlite_program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has waited too long for a turn is told to come again, and is not served later on."""
    served: list[int] = []
    with held(sqlite_program.database) as submit:
        monkeypatch.setattr("storage.patience.TURN_SECONDS", 0.0)
        late = submit(lambda work: served.append(1))

    assert isinstance(fault := late.exception(20), Unavailable)
    assert (fault.trouble, served) == (Trouble.SLOW, [])


def test_a_reader_waits_no_longer_than_a_writer(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers whose turn comes too late are sent away as well."""
    go, begun = threading.Event(), threading.Barrier(READERS + 1)

    def stay(_: Work) -> None:
        begun.wait(20)
        go.wait(20)

    busy = [sqlite_database._submit_read(stay) for _ in range(READERS)]
    begun.wait(20)
    monkeypatch.setattr("storage.patience.TURN_SECONDS", 0.0)
    late = sqlite_database._submit_read(lambda _: None)
    go.set()

    assert [each.exception(20) for each in busy] == [None] * READERS
    assert isinstance(late.exception(20), Unavailable)
