"""Whether the SQLite file that a connection writes is still the one that stands at its path.

A file that is removed or replaced under a running program goes on taking commits which nobody
will ever read: what was acknowledged would be lost. So it is looked at before each transaction,
and again before anybody is told that his was saved. The procedure, which the code follows:

1. A connection whose file or journal has gone is given up, and all that are idle with it.
2. While one of them is still open no new one is made: SQLite would mix the old journal with the
   new one. The last to close brings home what only the old journal holds.
3. The next connection takes what stands there then, if that is a database of ours, and never
   makes a new one.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError

from storage.errors import Unavailable
from storage.troubles import Trouble

# The numbers by which the system knows the file and its journal.
Numbers = tuple[tuple[int, int] | None, ...]
FILES = "files"
OURS = "SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'"


@dataclass(frozen=True, slots=True)
class Files:
    """What a connection holds open: where the file and its journal stood, and which they were."""

    paths: tuple[Path, Path]
    numbers: Numbers

    @staticmethod
    def at(path: Path) -> "Files":
        """Those that stand there now."""
        paths = path, path.with_name(f"{path.name}-wal")
        return Files(paths, _numbers(paths))

    def still_stand(self) -> bool:
        """Whether these are the ones at their paths now."""
        return self.numbers == _numbers(self.paths)


def watch(engine: Engine) -> None:
    """Look after every connection of `engine`."""
    watcher = _Watcher(engine, Path(engine.url.database or ""))
    event.listen(engine, "do_connect", watcher.before)
    event.listen(engine, "connect", watcher.after)
    event.listen(engine, "checkout", watcher.check)
    event.listen(engine, "close", watcher.forget)


def confirm(connection: Connection) -> None:
    """Raise Unavailable where what was just committed stands in a file that has gone."""
    held = connection.connection.info.get(FILES)
    if held is not None and not held.still_stand():
        raise Unavailable("the database file was removed or replaced", Trouble.GONE)


class _Watcher:
    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._open: dict[int, Files] = {}
        self._was_opened = False
        self._was_ours = False

    def before(self, *_: Any) -> None:
        """SQLite would make a file that is not there; that is for the first connection only."""
        if self._was_opened and not self._path.exists():
            raise _gone()
        if not all(held.still_stand() for held in tuple(self._open.values())):
            raise _gone()

    def after(self, connection: sqlite3.Connection, record: Any) -> None:
        """Note which files it holds (this look at the tables opens the journal, too)."""
        is_ours = connection.execute(OURS).fetchone() is not None
        if self._was_ours and not is_ours:
            raise _gone()
        self._was_opened, self._was_ours = True, is_ours
        record.info[FILES] = self._open[id(connection)] = Files.at(self._path)

    def check(self, _connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        """Have a connection made anew whose files are no longer those at the path."""
        held = record.info.get(FILES)
        if held is None or not held.still_stand():
            self._engine.pool.dispose()
            raise DisconnectionError

    def forget(self, connection: sqlite3.Connection, _record: Any) -> None:
        """It is closed."""
        self._open.pop(id(connection), None)


def _numbers(paths: tuple[Path, Path]) -> Numbers:
    return tuple(map(_number, paths))


def _number(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _gone() -> sqlite3.OperationalError:
    fault = sqlite3.OperationalError("the database file was removed or replaced")
    fault.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    return fault
