"""Whether a row has nothing of a kind, asked of each row by an index.

As NOT EXISTS PostgreSQL may join the two tables instead, and then reads all of the second.
"""

from typing import Any

from sqlalchemy import ColumnElement


def has_none(of_row: Any, table: Any) -> ColumnElement[bool]:
    """The condition that `of_row`, a query about one row of `table`, finds nothing."""
    absent: ColumnElement[bool] = of_row.limit(1).correlate(table).scalar_subquery().is_(None)
    return absent
