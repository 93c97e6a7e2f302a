"""Data sets: every row of a database at one revision, in a form that no later code can change.

A data set is read and written by what the database says of its own tables, never by the classes
of today. Times are ISO texts in UTC, days are ISO texts, JSON columns are JSON, everything else is
what it is.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from migrations import revisions
from migrations.made_once import made_once
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    MetaData,
    Table,
    func,
    select,
    text,
)
from sqlalchemy.types import TypeEngine

from storage import schema

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """Rows by table; `secrets` are those that people hold, by the code of their petition."""

    revision: str
    tables: dict[str, list[Row]]
    secrets: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(revision: str) -> "DataSet":
        """The committed data set of a revision."""
        return DataSet(**json.loads(path_of(revision).read_text(encoding="utf-8")))

    def write(self, path: Path) -> None:
        """Keep it: one row is one line, so that a change can be read."""
        path.write_text(_as_text(self), encoding="utf-8")


def path_of(revision: str) -> Path:
    """Where the data set of a revision is kept."""
    return revisions.DATA / f"{revision}.json"


def dump(engine: Engine, secrets: dict[str, str] | None = None) -> DataSet:
    """Everything that a database holds."""
    revision = schema.current(engine)
    assert revision is not None
    with engine.connect() as connection:
        tables = {table.name: _rows(connection, table) for table in reflected(engine)}
    return DataSet(revision=revision, tables=tables, secrets=secrets or {})


def load(engine: Engine, data: DataSet) -> None:
    """Put a data set into empty tables; whoever is added afterwards gets a number of their own."""
    with engine.begin() as connection:
        for table in reflected(engine):
            if rows := data.tables.get(table.name):
                connection.execute(table.insert(), [native(table, row) for row in rows])
                continue_numbers(connection, table)


def build(engine: Engine, revision: str) -> DataSet:
    """Make an empty database the one that the data set of `revision` describes."""
    data = DataSet.of(revision)

    def make() -> None:
        schema.upgrade(engine, revision)
        load(engine, data)

    made_once(engine, revision, make)
    return data


def build_and_upgrade(engine: Engine, revision: str) -> DataSet:
    """The same, upgraded to the newest revision."""

    def make() -> None:
        build(engine, revision)
        schema.upgrade(engine)

    made_once(engine, f"{revision} upgraded", make)
    return DataSet.of(revision)


def reflected(engine: Engine) -> list[Table]:
    """The tables as the database describes them, those first that others refer to.

    Without those that the database itself fills from the others, by its triggers.
    """
    metadata = MetaData()
    metadata.reflect(engine)
    return [table for table in metadata.sorted_tables if revisions.holds_rows(table.name)]


def native(table: Table, row: Row) -> Row:
    """A row as its table takes it."""
    return {name: _native(table.c[name].type, table, value) for name, value in row.items()}


def kept(before: DataSet, after: DataSet) -> dict[str, list[Row]]:
    """Of `after` the tables and columns that `before` has."""
    return {
        name: [{column: row[column] for column in rows[0] if column in row} for row in after_rows]
        for name, rows in before.tables.items()
        if rows and (after_rows := after.tables.get(name)) is not None
    }


def _rows(connection: Connection, table: Table) -> list[Row]:
    found = connection.execute(select(table).order_by(*_order(table))).mappings()
    return [{name: _neutral(value) for name, value in row.items()} for row in found]


def _order(table: Table) -> list[Column[Any]]:
    """One order of the rows, whether a key begins with the commune or not: by their numbers."""
    key = list(table.primary_key)
    numbers = [column for column in key if column.name != "commune_id"]
    return numbers if all(isinstance(one.type, Integer) for one in numbers) else key


def _neutral(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=value.tzinfo or UTC)).astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _native(kind: TypeEngine[Any], table: Table, value: Any) -> Any:
    if isinstance(kind, DateTime) and value is not None:
        moment = datetime.fromisoformat(value)
        # SQLite keeps no offset: UTC without one is what the program writes there.
        return moment if kind.timezone else moment.replace(tzinfo=None)
    if isinstance(kind, Date) and value is not None:
        return date.fromisoformat(value)
    assert isinstance(kind, JSON) or not isinstance(value, dict | list), (table.name, value)
    return value


def continue_numbers(connection: Connection, table: Table) -> None:
    """As if the rows had been numbered by the database."""
    if connection.dialect.name == "postgresql" and is_numbered(table):
        newest = connection.scalar(select(func.max(table.c.id)))
        sequence = func.pg_get_serial_sequence(table.name, "id")
        connection.execute(select(func.setval(sequence, newest)))


def is_numbered(table: Table) -> bool:
    """Whether the database numbers its rows; a regulation has a name."""
    return "id" in table.c and isinstance(table.c.id.type, Integer)


def next_number(connection: Connection, table: Table) -> int:
    """The number that the next row of a table would get."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        return int(connection.execute(select(func.nextval(sequence))).scalar_one())
    newest = connection.execute(text(f'SELECT max(rowid) FROM "{table.name}"')).scalar_one()
    return int(newest or 0) + 1


def _as_text(data: DataSet) -> str:
    tables = ",\n".join(
        f"{json.dumps(name)}: [\n" + ",\n".join(map(_line, rows)) + "\n]"
        for name, rows in data.tables.items()
    )
    revision, secrets = json.dumps(data.revision), _line(data.secrets)
    return f'{{"revision": {revision},\n"secrets": {secrets},\n"tables": {{\n{tables}\n}}}}\n'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
