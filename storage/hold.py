"""A row under a key, made if it is not there and held until the transaction ends."""

from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.work import Work

Row = TypeVar("Row", bound=SQLModel)


def hold_row(work: Work, model: type[Row], key: str, **fresh: Any) -> Row:
    """The row of `model` with this `key`, with the values `fresh` where it is new.

    One statement both makes and locks it, so that a row which another transaction deletes
    meanwhile is made anew.
    """
    table: Table = model.__table__  # type: ignore[attr-defined]
    is_postgresql = work.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    work.session.execute(
        insert(table)
        .values(key=key, **fresh)
        .on_conflict_do_update(index_elements=["key"], set_={"key": key})
    )
    return work.session.get_one(model, key, populate_existing=True)
