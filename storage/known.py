"""Rows that are only read: plain while a transaction has no session, else the session's own.

Whoever has a session may hold a row of it that they change: there are no two of it then.
"""

from functools import cache
from typing import TypeVar

from sqlalchemy import bindparam, select
from sqlmodel import SQLModel

from storage.plain import columns_of, plain, table_of
from storage.prepared import Prepared
from storage.work import Work

Row = TypeVar("Row", bound=SQLModel)


def known(work: Work, model: type[Row], commune_id: int, number: int) -> Row:
    """The commune's row of this number, which is there: another row refers to it.

    For what no prepared statement changes. Raises LookupError where it is missing.
    """
    if work.is_watched:
        found = work.get(model, number)
    else:
        which = (model, commune_id, number)
        found = work.ask_once(which, lambda: _read(work, *which))
    if found is None:
        raise LookupError(f"no {model.__name__} {number}")
    return found


def _read(work: Work, model: type[Row], commune_id: int, number: int) -> Row | None:
    row = _by_number(model).first(work, commune_id=commune_id, number=number)
    return None if row is None else plain(model, row)


@cache
def _by_number(model: type[SQLModel]) -> Prepared:
    table = table_of(model)
    return Prepared(
        select(*columns_of(model)).where(
            table.c.commune_id == bindparam("commune_id"), table.c.id == bindparam("number")
        )
    )
