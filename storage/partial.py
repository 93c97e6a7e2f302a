"""Conditions as a partial index needs them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam


def is_one_of(column: Any, values: Sequence[str]) -> Any:
    """`column IN ('a', 'b')` with the values written out.

    A partial index serves only a query that repeats its condition: to SQLite a parameter is
    none, to PostgreSQL none in a plan that it keeps.
    """
    return column.in_(bindparam(None, list(values), expanding=True, literal_execute=True))


def is_exactly(column: Any, value: str) -> Any:
    """`column = 'a'` with the value written out, for the same reason."""
    return column == bindparam(None, value, literal_execute=True)
