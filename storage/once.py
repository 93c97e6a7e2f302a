"""Insert a row unless one with the same key is there: how races for a key are settled."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.plain import table_of
from storage.prepared import Prepared, Row
from storage.work import Work

Defaults = tuple[tuple[str, Callable[[], Any]], ...]


def insert_once(work: Work, model: type[SQLModel], **values: Any) -> int | None:
    """Insert a row of `model`; its id, or None where a unique key says that it exists."""
    row = inserted(work, model, values, once=True, whole=False)
    return None if row is None else row[0]


def inserted(
    work: Work, model: type[SQLModel], values: Mapping[str, Any], *, once: bool, whole: bool
) -> Row | None:
    """Insert a row with what the table says of columns that are not named; all of it, or its key.

    With `once` None where a unique key says that it exists; else IntegrityError.
    """
    named = tuple(values)
    statement, defaults = _inserting(_dialect(work), model, named, once=once, whole=whole)
    return statement.first(work, **values, **{name: made() for name, made in defaults})


def insert_all(work: Work, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows of `model` in one go, but those that a unique key says exist."""
    if rows:
        work.connection().execute(_insert(_dialect(work), model, once=True), rows)


# Built once: building a statement takes longer than the database needs for it.
@cache
def _inserting(
    dialect: str, model: type[SQLModel], given: tuple[str, ...], *, once: bool, whole: bool
) -> tuple[Prepared, Defaults]:
    """With what stands in the columns that are not given."""
    defaults = tuple((name, made) for name, made in _defaults(model) if name not in given)
    names = (*given, *(name for name, _ in defaults))
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    table = table_of(model)
    told = table.columns if whole else table.primary_key.columns
    insert = _insert(dialect, model, once=once)
    return Prepared(insert.values(values).returning(*told)), defaults


@cache
def _insert(dialect: str, model: type[SQLModel], *, once: bool) -> Any:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    made = insert(table_of(model))
    return made.on_conflict_do_nothing() if once else made


def _defaults(model: type[SQLModel]) -> Defaults:
    return tuple(
        (column.key, _maker(column.default))
        for column in table_of(model).columns
        if column.default is not None
    )


def _maker(default: Any) -> Callable[[], Any]:
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


def _dialect(work: Work) -> str:
    return work.connection().dialect.name
