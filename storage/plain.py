"""Plain rows: read like those of their table's class, without the ORM's bookkeeping, which costs
more than the reading.

Nothing watches them: who would set an attribute gets an exception instead of a change that is lost,
and says `write`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, Table, bindparam, update
from sqlmodel import SQLModel

from storage.prepared import Prepared
from storage.work import Work

Row = TypeVar("Row", bound=SQLModel)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def columns_of(*models: type[SQLModel]) -> Iterator[Column[Any]]:
    """What a statement selects that plain rows of these are made of, one after the other."""
    for model in models:
        yield from table_of(model).columns


class Plain:
    """What has the columns of a row as its own attributes, where the ORM's are asked one by one."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"nobody would write down {name!r}: say write(work, row, {name}=…)")


def plain(model: type[Row], values: Iterable[Any]) -> Row:
    """A row of `model` from the values of its columns, in their order."""
    made: Any = _kind(model)()
    made.__dict__.update(zip(_names(model), values, strict=True))
    row: Row = made
    return row


def plain_rows(work: Work, model: type[Row], statement: Prepared, **given: Any) -> list[Row]:
    """The rows of `model` that a statement finds, which selects its columns."""
    return [plain(model, values) for values in statement.all(work, **given)]


def split(values: Sequence[Any], *models: type[SQLModel]) -> Iterator[Any]:
    """The rows that stand beside each other in `values`; None for one that an outer join lacks."""
    start = 0
    for model in models:
        width = len(_names(model))
        own = values[start : start + width]
        yield None if own[0] is None else plain(model, own)
        start += width


def note(row: SQLModel, **values: Any) -> None:
    """Change columns of a plain row in it alone; who does so has to `write` them as well."""
    assert isinstance(row, Plain)
    row.__dict__.update(values)


def write(work: Work, row: SQLModel, **values: Any) -> None:
    """Change columns of a commune's row, plain or not, in the database and in it."""
    if not isinstance(row, Plain):
        for name, value in values.items():
            setattr(row, name, value)
        return
    which = {"of": row.id, "commune": row.commune_id}  # type: ignore[attr-defined]
    _update(row.__class__, frozenset(values)).change(work, **which, **values)
    row.__dict__.update(values)


@cache
def _update(model: type[SQLModel], names: frozenset[str]) -> Prepared:
    table = table_of(model)
    changed: dict[str, Any] = {name: bindparam(name) for name in names}
    this_one = (table.c.commune_id == bindparam("commune"), table.c.id == bindparam("of"))
    return Prepared(update(table).where(*this_one).values(changed))


@cache
def _names(model: type[SQLModel]) -> tuple[str, ...]:
    return tuple(column.key for column in table_of(model).columns)


@cache
def _kind(model: type[SQLModel]) -> type[Plain]:
    """Plain rows of one table; `isinstance` and `__class__` say that they are of the model."""
    return type(model.__name__, (Plain,), {"__class__": property(lambda _: model)})
