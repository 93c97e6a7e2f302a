"""What a list that somebody keeps in Excel or Word is read into: rows as text under a header."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from locales.folding import fold

HEADER_WITHIN = 10
WIDEST = 50
MOST_ROWS = 20_000


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column by how its header may begin, folded ("ho va ten"); `needed` for a list to be one."""

    key: str
    names: tuple[str, ...]
    needed: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the list: of a sheet with its number there, of Word tables counted from their
    headers on. A column that is not there is empty."""

    number: int
    cells: Mapping[str, str]


def places_of(values: Sequence[Any], columns: Sequence[Column]) -> dict[str, int]:
    """Where in a row each of our columns stands; each of its cells is one of ours at most, the
    first that fits."""
    places: dict[str, int] = {}
    for place, value in enumerate(values):
        title = fold(text_of(value))
        fitting = (c.key for c in columns if c.key not in places and title.startswith(c.names))
        key = next(fitting, None)
        if key is not None:
            places[key] = place
    return places


def is_header(places: Mapping[str, int], columns: Sequence[Column]) -> bool:
    """Whether all columns that a list needs are there."""
    return all(column.key in places for column in columns if column.needed)


def lacking(rows: Iterable[Sequence[Any]], columns: Sequence[Column]) -> list[str]:
    """What is missing in the row that looks most like a header."""
    best = max((places_of(values, columns) for values in rows), key=len, default={})
    return [column.key for column in columns if column.needed and column.key not in best]


def text_of(value: Any) -> str:
    """A cell as text on one line; a formula without the sign that would make it one again."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    written = getattr(value, "text", value)  # a formula over several cells
    return " ".join(str(written).split()).lstrip("= ")
