"""Numbers that are given once: the row is locked while some are taken, so two never share one."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite

from storage.plain import table_of
from storage.prepared import Prepared
from storage.tables import Counter
from storage.work import Work


def take_number(work: Work, commune_id: int, name: str) -> int:
    """The next number under `name`, beginning with 1."""
    return take_numbers(work, commune_id, name, 1)[0]


def take_numbers(work: Work, commune_id: int, name: str, count: int) -> range:
    """So many numbers that follow each other; with none, only the row is locked."""
    taking = _taking(work.connection().dialect.name)
    row = taking.first(work, commune_id=commune_id, name=name, count=count)
    assert row is not None
    last = int(row[0])
    return range(last - count + 1, last + 1)


def next_numbers(work: Work, commune_id: int, name: str, count: int) -> range:
    """The same without taking them: they hold as long as nobody else takes one."""
    row = work.session.get(Counter, (commune_id, name))
    last = row.value if row is not None else 0
    return range(last + 1, last + count + 1)


@cache
def _taking(dialect: str) -> Prepared:
    """Makes the row or locks it, whichever it is: one statement, so that both are one moment."""
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    rows = table_of(Counter)
    count: Any = bindparam("count")
    return Prepared(
        insert(rows)
        .values(commune_id=bindparam("commune_id"), name=bindparam("name"), value=count)
        .on_conflict_do_update(
            index_elements=["commune_id", "name"], set_={"value": rows.c.value + count}
        )
        .returning(rows.c.value)
    )
