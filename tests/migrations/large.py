"""How long an upgrade takes on a large installation.

    PYTHONPATH=tests .venv/bin/python -m migrations.large FILE.db      a new SQLite file
    PYTHONPATH=tests .venv/bin/python -m migrations.large postgresql   a server of its own

The rows of the oldest data set are put in again and again, as of other communes, until there are
`--petitions` of them; then the database is upgraded to the newest revision, and the seconds are
printed.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from migrations import revisions
from migrations.data_set import DataSet, Row, build, native, reflected
from sqlalchemy import Connection, Engine, Table, UniqueConstraint, func, select, text

from storage import schema
from storage.engine import open_engine

AT_ONCE = 100
STRIDE = 1_000  # more than any table of a data set has rows


def main() -> None:
    """Fill, upgrade, say how long it took."""
    stated = _arguments()
    with _engine(stated.where) as engine:
        then = build(engine, revisions.described()[0])
        _say(f"{then.revision} filled", _seconds(lambda: fill(engine, then, stated.petitions)))
        with engine.connect() as connection:
            rows = sum(_count(connection, table) for table in reflected(engine))
        _say(f"{rows} rows, {_size(engine) / 1e6:.0f} MB")
        for revision in revisions.known()[revisions.known().index(then.revision) + 1 :]:
            taken = _seconds(lambda to=revision: schema.upgrade(engine, to))
            _say(f"upgraded to {revision}", taken)


def fill(engine: Engine, data: DataSet, petitions: int) -> None:
    """Put the rows in again, with other numbers and other unique texts, until there are enough."""
    times = petitions // len(data.tables["petition"]) + 1
    tables = reflected(engine)
    rows = {table.name: [native(table, row) for row in data.tables[table.name]] for table in tables}
    for first in range(1, times, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, times))
        with engine.begin() as connection:
            for table in tables:
                connection.execute(table.insert(), _others(table, rows[table.name], numbers))


def _others(table: Table, rows: list[Row], numbers: range) -> list[Row]:
    references = {c.name for c in table.c if c.name == "id" or c.foreign_keys}
    texts = {name for name in _unique(table) if isinstance(rows[0][name], str)}
    return [{**row, **_other(row, references, texts, n)} for n in numbers for row in rows]


def _other(row: Row, references: set[str], texts: set[str], number: int) -> Row:
    numbered = {name: row[name] + number * STRIDE for name in references if row[name] is not None}
    named = {name: f"{row[name]}-{number}" for name in texts if row[name] is not None}
    return {**numbered, **named}


def _unique(table: Table) -> set[str]:
    sets = [one.columns.keys() for one in table.constraints if isinstance(one, UniqueConstraint)]
    return {name for names in sets for name in names} - {"commune_id"}


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _size(engine: Engine) -> int:
    """Bytes."""
    if engine.dialect.name == "sqlite":
        return Path(str(engine.url.database)).stat().st_size
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def _seconds(work: Any) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _say(what: str, seconds: float | None = None) -> None:
    sys.stdout.write(f"{what}: {seconds:.1f} s\n" if seconds is not None else f"{what}\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("where", help="a file that is not there yet, or `postgresql`")
    parser.add_argument("--petitions", type=int, default=100_000)
    return parser.parse_args()


@contextmanager
def _engine(where: str) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        if where == "postgresql":
            from migrations.make import server_engine

            with server_engine(Path(folder)) as engine:
                yield engine
            return
        if Path(where).exists():
            sys.exit(f"{where} is there already")
        engine = open_engine(f"sqlite:///{where}")
        yield engine
        engine.dispose()


if __name__ == "__main__":
    main()
