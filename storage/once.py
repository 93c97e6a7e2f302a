"""Insert a row unless one with the same key is there: how races for a key are settled."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.work import Work


def insert_once(work: Work, model: type[SQLModel], **values: Any) -> int | None:
    """Insert a row of `model`; its id, or None where a unique key says that it exists."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    insert = _insert(work)
    statement = (
        insert(table)
        .values(**values)
        .on_conflict_do_nothing()
        .returning(*table.primary_key.columns)
    )
    return work.session.execute(statement).scalars().one_or_none()


def insert_all(work: Work, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows of `model` in one go, but those that a unique key says exist."""
    if rows:
        table: Table = model.__table__  # type: ignore[attr-defined]
        work.session.execute(_insert(work)(table).on_conflict_do_nothing(), rows)


def _insert(work: Work) -> Any:
    dialect = work.session.get_bind().dialect.name
    return postgresql.insert if dialect == "postgresql" else sqlite.insert
