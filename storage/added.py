"""Insert a row, and have it as it stands: one statement, past the ORM."""

from typing import Any, TypeVar

from sqlmodel import SQLModel

from storage.once import inserted
from storage.plain import plain
from storage.work import Work

Row = TypeVar("Row", bound=SQLModel)


def add(work: Work, model: type[Row], **values: Any) -> Row:
    """A new row as a plain one; columns that are not named get what the table says.

    Raises SQLAlchemy's IntegrityError where a rule of the database is broken.
    """
    row = inserted(work, model, values, once=False, whole=True)
    assert row is not None
    return plain(model, row)


def add_once(work: Work, model: type[Row], **values: Any) -> Row | None:
    """The same; None where a unique key says that it exists."""
    row = inserted(work, model, values, once=True, whole=True)
    return None if row is None else plain(model, row)
