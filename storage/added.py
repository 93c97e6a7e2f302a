"""Insert a row, and have it as it stands: one statement, past the ORM."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Insert, bindparam, insert
from sqlalchemy.dialects import postgresql, sqlite
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


def add_once(work: Work, model: type[Row], **values: Any) -> Row | None:
    """The same; None where a unique key says that it exists."""
    dialect = work.connection().dialect.name
    row = _insert_once(dialect, model, frozenset(values)).first(work, **values)
    return None if row is None else plain(model, row)


@cache
def _insert(model: type[SQLModel], names: frozenset[str]) -> Prepared:
    return _prepared(insert(table_of(model)), model, names)


@cache
def _insert_once(dialect: str, model: type[SQLModel], names: frozenset[str]) -> Prepared:
    own = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return _prepared(own(table_of(model)).on_conflict_do_nothing(), model, names)


def _prepared(statement: Insert, model: type[SQLModel], names: frozenset[str]) -> Prepared:
    table = table_of(model)
    defaults: dict[str, Any] = {column.key: column.default for column in table.columns}
    values = {name: made.arg for name, made in defaults.items() if made and made.is_scalar}
    values |= {name: bindparam(name) for name in sorted(names)}
    return Prepared(statement.values(values).returning(*table.columns))
