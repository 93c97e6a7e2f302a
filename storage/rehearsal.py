"""A copy of all rows in a file of its own, on which what is to come can be tried out.

The copy is an SQLite file, whichever database the rows are from; nothing is written to that one.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, inspect, select
from sqlmodel import SQLModel

from storage import schema
from storage.database import Database
from storage.engine import is_sqlite, open_engine
from storage.work import Work

AT_ONCE = 1_000
# Made anew from what is copied.
MADE = frozenset({"petition_search"})


def copy(source: Database, path: Path) -> str:
    """Copy every row of `source` into a new file; the address of the copy."""
    if is_sqlite(source.url):
        _back_up(Path(str(source.engine.url.database)), path)
    else:
        _copy_rows(source, f"sqlite:///{path}")
    return f"sqlite:///{path}"


def _back_up(file: Path, path: Path) -> None:
    """One state of it, whoever writes meanwhile; the file itself is opened for reading only."""
    with (
        closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(path)) as target,
    ):
        source.backup(target)


def _copy_rows(source: Database, url: str) -> None:
    """All tables in one snapshot; references are not checked row by row, for a circle has none
    that could come first."""
    engine = open_engine(url)
    try:
        schema.upgrade(engine)
        with engine.connect() as target:
            target.exec_driver_sql("PRAGMA foreign_keys=OFF")
            target.exec_driver_sql("BEGIN")
            source.read_now(lambda work: _copy_all(work, target))
            target.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _copy_all(work: Work, target: Connection) -> None:
    known = set(inspect(target).get_table_names()) - MADE
    for table in SQLModel.metadata.sorted_tables:
        if table.name in known:
            for rows in _batches(work, table):
                target.execute(table.insert(), [dict(row._mapping) for row in rows])


def _batches(work: Work, table: Table) -> Iterator[Sequence[Row[Any]]]:
    found = work.session.connection().execution_options(yield_per=AT_ONCE)
    yield from found.execute(select(table)).partitions()
