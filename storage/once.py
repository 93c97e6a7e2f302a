"""Insert a row unless one with the same key is there: how races for a key are settled."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.work import Work


def insert_once(work: Work, model: type[SQLModel], **values: Any) -> int | None:
    """Insert a row of `model`; its id, or None where a unique key says that it exists."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    dialect = work.session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = (
        insert(table)
        .values(**values)
        .on_conflict_do_nothing()
        .returning(*table.primary_key.columns)
    )
    return work.session.execute(statement).scalars().one_or_none()
