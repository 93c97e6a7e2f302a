"""Insert a row unless one with the same key is there: how races for a key are settled."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.plain import table_of
from storage.prepared import Prepared
from storage.work import Work

Defaults = tuple[tuple[str, Callable[[], Any]], ...]


def insert_once(work: Work, model: type[SQLModel], **values: Any) -> int | None:
    """Insert a row of `model`; its id, or None where a unique key says that it exists."""
    statement, defaults = _insert_once(_dialect(work), model, tuple(values))
    row = statement.first(work, **values, **{name: made() for name, made in defaults})
    return None if row is None else row[0]


def insert_all(work: Work, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows of `model` in one go, but those that a unique key says exist."""
    if rows:
        work.connection().execute(_insert(_dialect(work), model), rows)


# Built once: building a statement takes longer than the database needs for it.
@cache
def _insert_once(
    dialect: str, model: type[SQLModel], given: tuple[str, ...]
) -> tuple[Prepared, Defaults]:
    """With what stands in the columns that are not given."""
    defaults = tuple((name, made) for name, made in _defaults(model) if name not in given)
    names = (*given, *(name for name, _ in defaults))
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    keys = table_of(model).primary_key.columns
    return Prepared(_insert(dialect, model).values(values).returning(*keys)), defaults


@cache
def _insert(dialect: str, model: type[SQLModel]) -> Any:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table_of(model)).on_conflict_do_nothing()


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
