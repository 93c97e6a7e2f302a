"""The embedded database: copied as it stood at one moment, while others write on."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from storage.backup.manifest import NotWhole, sync

COPY = "doithoai.db"
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def save(source: Path, folder: Path) -> tuple[str, Mapping[str, int]]:
    """Copy the database into the folder and look through the copy: its revision and its rows."""
    target = folder / COPY
    target.touch(mode=0o600, exist_ok=False)
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
    sync(target)
    return look_through(target)


def look_through(path: Path) -> tuple[str, Mapping[str, int]]:
    """Revision and rows of a database that nobody writes; raises NotWhole for a damaged one."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
        ) as opened:
            found = [line for (line,) in opened.execute("PRAGMA integrity_check(1)")]
            if found != ["ok"] or opened.execute("PRAGMA foreign_key_check").fetchone():
                raise NotWhole(f"{path}: the database in it is damaged")
            [(revision,)] = opened.execute("SELECT version_num FROM alembic_version")
            return str(revision), _rows(opened)
    except (sqlite3.Error, ValueError) as fault:
        raise NotWhole(f"{path}: the database in it cannot be read ({fault})") from None


def _rows(opened: sqlite3.Connection) -> dict[str, int]:
    tables = [name for (name,) in opened.execute(_TABLES)]
    counted = (opened.execute(f'SELECT count(*) FROM "{name}"') for name in tables)  # noqa: S608
    return {name: int(rows.fetchone()[0]) for name, rows in zip(tables, counted, strict=True)}
