"""Every SQLite connection that is ever made waits for the disk and keeps references."""

import asyncio
import sqlite3
import sqlite3.dbapi2
from pathlib import Path
from typing import Any

import pytest
from integration.cli_kit import Operator
from trouble.town import town

from bot.console import DONE
from storage.database import READERS, Database

WHILE_MIGRATING = ("wal", 2, 0)
# The journal survives a crash, each commit is on the disk, references hold.
HARDENED = ("wal", 2, 1)
READ_ONLY = ("mode=ro", "immutable=1")
PRAGMAS = ("journal_mode", "synchronous", "foreign_keys")


class Watched(sqlite3.Connection):
    """A connection that notes, when it commits and at its end, what it is set to."""

    made = 0
    noted: list[tuple[Any, ...]] = []

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._may_write = not any(how in str(arguments[0]) for how in READ_ONLY)
        type(self).made += self._may_write

    def commit(self) -> None:
        """What SQLAlchemy calls; the settings are noted while the transaction is open."""
        self._note()
        super().commit()

    def close(self) -> None:
        """The end."""
        self._note()
        super().close()

    def _note(self) -> None:
        if not self._may_write:  # it has nothing to bring to the disk
            return
        found = [self.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS]
        type(self).noted.append(tuple(found))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> type[Watched]:
    """From here on every connection of this process is watched."""
    connect = sqlite3.dbapi2.connect

    def watch(*arguments: Any, **more: Any) -> sqlite3.Connection:
        return connect(*arguments, **{**more, "factory": Watched})

    monkeypatch.setattr(sqlite3.dbapi2, "connect", watch)
    monkeypatch.setattr(sqlite3, "connect", watch)
    monkeypatch.setattr(Watched, "made", 0)
    monkeypatch.setattr(Watched, "noted", [])
    return Watched


def test_the_watch_sees_a_connection_that_is_not(watched: type[Watched], tmp_path: Path) -> None:
    """The control: SQLite's own defaults are noted as what they are."""
    sqlite3.connect(tmp_path / "bare.db").close()

    assert watched.noted == [("delete", 2, 0)]


@pytest.mark.parametrize(
    "commands",
    [
        [["migrate"]],
        [["migrate"], ["doctor"]],
        [["migrate"], ["commune", "list"]],
        [["migrate"], ["staff", "invite", "--role", "office", "--commune", "mau"]],
    ],
    ids=["migrate", "doctor", "commune list", "staff invite"],
)
def test_commands_are(
    watched: type[Watched],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    commands: list[list[str]],
) -> None:
    """A migration switches the check of references off for itself, and on again."""
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    codes = [operator.run(*command).code for command in commands]

    assert codes[0] == DONE
    assert watched.made
    assert set(watched.noted) <= {HARDENED, WHILE_MIGRATING}
    assert watched.noted[-1] == HARDENED


async def test_the_running_program_is(
    watched: type[Watched], sqlite_url: str, tmp_path: Path
) -> None:
    """The writer and all readers, those made after a fault among them."""
    async with town(sqlite_url, tmp_path) as found:
        watched.noted.clear()  # the start migrates, which the tests above look at
        await found.taken(found.an_writes("/lich"))
        database = found.app.database
        database.engine.dispose()
        await asyncio.gather(*(database.read(lambda work: None) for _ in range(READERS)))
        await found.taken(found.an_writes("/trogiup"))

    assert watched.made > 1
    assert set(watched.noted) == {HARDENED}


def test_none_is_left_open(watched: type[Watched], sqlite_url: str) -> None:
    """What was made was closed, and so was looked at."""
    database = Database(sqlite_url)
    database.ping()
    database.read_now(lambda work: work.session.connection())
    database.close()

    assert watched.made == len(watched.noted) - 1  # the ping's commit is noted as well
