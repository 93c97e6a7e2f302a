"""Insert a row unless one with the same key is there: how races for a key are settled."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.work import Work


def insert_once(work: Work, model: type[SQLModel], **values: Any) -> int | None:
    """Insert a row of `model`; its id, or None where a unique key says that it exists."""
    statement = _insert_once(_dialect(work), model)
    return work.connection().execute(statement, values).scalars().one_or_none()


def insert_all(work: Work, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows of `model` in one go, but those that a unique key says exist."""
    if rows:
        work.connection().execute(_insert(_dialect(work), model), rows)


# Built once: building a statement takes longer than the database needs for it.
@cache
def _insert_once(dialect: str, model: type[SQLModel]) -> Any:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return _insert(dialect, model).returning(*table.primary_key.columns)


@cache
def _insert(dialect: str, model: type[SQLModel]) -> Any:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    table: Table = model.__table__  # type: ignore[attr-defined]
    return insert(table).on_conflict_do_nothing()


def _dialect(work: Work) -> str:
    return work.session.get_bind().dialect.name
