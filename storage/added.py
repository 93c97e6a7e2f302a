"""Insert a row, and have it as it stands: one statement, past the ORM."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert
from sqlmodel import SQLModel

from storage.plain import plain, table_of
from storage.prepared import Prepared
from storage.work import Work

Row = TypeVar("Row", bound=SQLModel)


def add(work: Work, model: type[Row], **values: Any) -> Row:
    """A new row as a plain one; columns that are not named get what the table says.

    Raises SQLAlchemy's IntegrityError where a rule of the database is broken.
    """
    row = _insert(model, frozenset(values)).first(work, **values)
    assert row is not None
    return plain(model, row)


@cache
def _insert(model: type[SQLModel], names: frozenset[str]) -> Prepared:
    table = table_of(model)
    defaults: dict[str, Any] = {column.key: column.default for column in table.columns}
    values = {name: made.arg for name, made in defaults.items() if made and made.is_scalar}
    values |= {name: bindparam(name) for name in sorted(names)}
    return Prepared(insert(table).values(values).returning(*table.columns))
