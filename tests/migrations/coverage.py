"""What a data set leaves out of its revision: tables, columns, values that rows may have."""

import re
from collections.abc import Iterator

from migrations.data_set import DataSet, Row, reflected
from sqlalchemy import Boolean, Column, Engine, Table, inspect

ONE_OF = re.compile(r"^(\w+) IN \((.+)\)$")
QUOTED = re.compile(r"'([^']*)'")


def missing(engine: Engine, data: DataSet) -> list[str]:
    """What is not covered, a line each; `engine` is a database at that revision (SQLite says
    the checks as they were written)."""
    tables = reflected(engine)
    extra = sorted(set(data.tables) - {table.name for table in tables})
    return [*(f"{name}: no such table" for name in extra), *_gaps(engine, tables, data)]


def _gaps(engine: Engine, tables: list[Table], data: DataSet) -> Iterator[str]:
    for table in tables:
        rows = data.tables.get(table.name, [])
        yield from _gaps_of(table, rows)
        for column, values in _published(engine, table.name):
            unused = [value for value in values if value not in {row[column] for row in rows}]
            yield from (f"{table.name}.{column}: never {value!r}" for value in unused)


def _gaps_of(table: Table, rows: list[Row]) -> Iterator[str]:
    if not rows:
        yield f"{table.name}: no row"
        return
    if any(set(row) != set(table.c.keys()) for row in rows):
        yield f"{table.name}: a row does not name every column"
        return
    for column in table.c:
        values = [row[column.name] for row in rows]
        yield from (f"{table.name}.{column.name}: {gap}" for gap in _gaps_in(column, values))
    if "commune_id" in table.c and len({row["commune_id"] for row in rows}) < 2:
        yield f"{table.name}: rows of one commune only"


def _gaps_in(column: "Column[object]", values: list[object]) -> Iterator[str]:
    if isinstance(column.type, Boolean):
        if {bool(value) for value in values} != {True, False}:
            yield "not both yes and no"
    elif not any(value not in (None, "", [], {}) for value in values):
        yield "never filled"
    if column.nullable and None not in values:
        yield "never NULL"


def _published(engine: Engine, table: str) -> Iterator[tuple[str, list[str]]]:
    """The columns that the database keeps among published values."""
    for check in inspect(engine).get_check_constraints(table):
        if found := ONE_OF.match(check["sqltext"]):
            yield found[1], QUOTED.findall(found[2])
