"""Writes rows in bulk, past the program: COPY on PostgreSQL, executemany on SQLite.

While rows are loaded the database checks and triggers nothing and has no index but those of its
keys; afterwards all of that is there as before, and made of the loaded rows.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

import psycopg

from storage.engine import is_sqlite
from storage.tables.search import INDEX_TABLE

Row = Sequence[Any]
AT_ONCE = 10_000
# The triggers by which SQLite's own index of words follows `petition_search`.
_FOLLOWS = "tr_search_"
# What makes an index of a million rows in seconds.
ROOMY = ("maintenance_work_mem = '512MB'", "synchronous_commit = off", "timezone = 'UTC'")
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes JOIN pg_class ON relname = indexname
JOIN pg_index ON indexrelid = pg_class.oid
WHERE schemaname = 'public' AND NOT indisunique
"""


class Loader(Protocol):
    """Takes the rows of one table after the other."""

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None: ...


@contextmanager
def loading(url: str, *, anew: bool = True) -> Iterator[Loader]:
    """A loader for a migrated database that nobody else uses; all is kept at its end.

    `anew`: indexes are dropped and made at the end, which is quicker where most rows are new.
    """
    with (_sqlite if is_sqlite(url) else _postgresql)(url, anew) as loader:
        yield loader


@dataclass(frozen=True)
class _OnSqlite:
    connection: sqlite3.Connection

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        said = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        self.connection.executemany(said, rows)


@contextmanager
def _sqlite(url: str, anew: bool) -> Iterator[_OnSqlite]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    try:
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("BEGIN")
        dropped = _drop(connection, "trigger", but="" if anew else _FOLLOWS)
        dropped += _drop(connection, "index") if anew else []
        yield _OnSqlite(connection)
        if anew:
            connection.execute(f"INSERT INTO {INDEX_TABLE} ({INDEX_TABLE}) VALUES ('rebuild')")  # noqa: S608
        for made in dropped:
            connection.execute(made)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _drop(connection: sqlite3.Connection, kind: str, but: str = "") -> list[str]:
    """The statements that make again what was dropped; a unique index guards and stays."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql NOT LIKE 'CREATE UNIQUE%'",
        (kind,),
    ).fetchall()
    dropped = [(name, made) for name, made in found if not (but and name.startswith(but))]
    for name, _ in dropped:
        connection.execute(f"DROP {kind} {name}")
    return [made for _, made in dropped]


@dataclass(frozen=True)
class _OnPostgresql:
    connection: "psycopg.Connection[Any]"

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        lines = iter(rows)
        said = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with self.connection.cursor() as cursor, cursor.copy(said.encode()) as copy:
            while some := list(islice(lines, AT_ONCE)):
                copy.write("".join(map(_line, some)))


def _line(row: Row) -> str:
    # No text of ours has a tab, an end of line or a backslash.
    return "\t".join(["\\N" if one is None else str(one) for one in row]) + "\n"


@contextmanager
def _postgresql(url: str, anew: bool) -> Iterator[_OnPostgresql]:
    with psycopg.connect(url) as connection:
        for setting in (*ROOMY, "session_replication_role = replica"):
            connection.execute(f"SET {setting}".encode())
        found = connection.execute(_INDEXES.encode()).fetchall() if anew else []
        for name, _ in found:
            connection.execute(f"DROP INDEX {name}".encode())
        yield _OnPostgresql(connection)
        for _, made in found:
            connection.execute(made.encode())
        _count_on(connection)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


def _count_on(connection: "psycopg.Connection[Any]") -> None:
    """New rows get the numbers behind the loaded ones."""
    tables = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND column_name = 'id' AND data_type = 'bigint'"
    ).fetchall()
    for (table,) in tables:
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
            f"(SELECT coalesce(max(id), 0) + 1 FROM {table}), false)".encode()
        )
