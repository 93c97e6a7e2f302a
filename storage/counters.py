"""Numbers that are given once: the row is locked while some are taken, so two never share one."""

from sqlalchemy import bindparam, update
from sqlmodel import col

from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import Counter
from storage.work import Work

_TAKE = Prepared(
    update(Counter)
    .where(col(Counter.commune_id) == bindparam("of"), col(Counter.name) == bindparam("called"))
    .values(value=col(Counter.value) + bindparam("count"))
    .returning(col(Counter.value))
)


def take_number(work: Work, commune_id: int, name: str) -> int:
    """The next number under `name`, beginning with 1."""
    return take_numbers(work, commune_id, name, 1)[0]


def take_numbers(work: Work, commune_id: int, name: str, count: int) -> range:
    """So many numbers that follow each other; with none, only the row is locked."""
    insert_once(work, Counter, commune_id=commune_id, name=name, value=0)
    row = _TAKE.first(work, of=commune_id, called=name, count=count)
    assert row is not None
    last = int(row[0])
    return range(last - count + 1, last + 1)


def next_numbers(work: Work, commune_id: int, name: str, count: int) -> range:
    """The same without taking them: they hold as long as nobody else takes one."""
    row = work.session.get(Counter, (commune_id, name))
    last = row.value if row is not None else 0
    return range(last + 1, last + count + 1)
