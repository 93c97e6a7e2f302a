"""Lists that people keep in Excel: rows under a header, as text, and nothing is ever calculated.

The procedure, which the code follows:
1. Look at the archive before anything is unpacked: how large it is, and that it declares nothing.
2. Find the header among the first rows of a sheet, by folded words.
3. Give every row below it that says something, merged cells filled as people see them.
"""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from documents.errors import Unreadable
from documents.list_rows import (
    HEADER_WITHIN,
    MOST_ROWS,
    WIDEST,
    Column,
    Row,
    is_header,
    lacking,
    places_of,
    text_of,
)
from documents.packed import look_at

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def read_list(data: bytes, columns: Sequence[Column]) -> list[Row]:
    """The rows of the first sheet that has the header; raises Unreadable."""
    look_at(data)
    missing: list[str] = []
    for sheet in _sheets(data):
        found = _header(sheet, columns)
        if found is not None:
            return _rows(sheet, *found)
        missing = missing or lacking(_values(sheet, 1, HEADER_WITHIN), columns)
    raise Unreadable("list-no-header", columns=", ".join(missing))


def _sheets(data: bytes) -> "list[Worksheet]":
    """Formulas come as they are written: nothing of them is calculated or taken from a cache."""
    from openpyxl import load_workbook  # here, so that a program that reads none loads nothing

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks that are not needed
            return list(load_workbook(io.BytesIO(data), data_only=False).worksheets)
    except Exception as fault:
        raise Unreadable("list-not-readable") from fault


def _header(sheet: "Worksheet", columns: Sequence[Column]) -> tuple[int, Mapping[str, int]] | None:
    """The number of the header's row, and in which column of the sheet each of ours is."""
    for number, values in enumerate(_values(sheet, 1, HEADER_WITHIN), start=1):
        places = places_of(values, columns)
        if is_header(places, columns):
            return number, places
    return None


def _rows(sheet: "Worksheet", header: int, places: Mapping[str, int]) -> list[Row]:
    if sheet.max_row - header > MOST_ROWS:
        raise Unreadable("list-too-many-rows", most=MOST_ROWS)
    areas = _areas(sheet)
    rows = [
        Row(number=number, cells=_cells(areas, number, values, places))
        for number, values in _numbered(sheet, header + 1)
        if not _is_heading(areas, number, header, places)
    ]
    return [row for row in rows if any(row.cells.values())]


def _cells(
    areas: "_Areas", number: int, values: Sequence[Any], places: Mapping[str, int]
) -> dict[str, str]:
    """The texts of one row; a merged cell says in each of its rows what it shows."""
    return {
        key: text_of(areas[number, place][1] if (number, place) in areas else values[place])
        for key, place in places.items()
    }


def _is_heading(areas: "_Areas", number: int, header: int, places: Mapping[str, int]) -> bool:
    """A line across several columns, or the rest of a header that goes over several rows."""
    here = [areas[number, place][0] for place in places.values() if (number, place) in areas]
    of_header = {areas[header, place][0] for place in places.values() if (header, place) in areas}
    return len(set(here)) < len(here) or not of_header.isdisjoint(here)


# The merged ranges: of which each cell is, and the value that it shows.
_Areas = Mapping[tuple[int, int], tuple[int, Any]]


def _areas(sheet: "Worksheet") -> _Areas:
    shown: dict[tuple[int, int], tuple[int, Any]] = {}
    last = sheet.max_row  # openpyxl looks at every cell to tell it
    for which, area in enumerate(list(sheet.merged_cells.ranges)[:MOST_ROWS]):
        last_row, last_column = min(area.max_row, last), min(area.max_col, WIDEST)
        value = sheet.cell(area.min_row, area.min_col).value
        for row in range(area.min_row, last_row + 1):
            for column in range(area.min_col, last_column + 1):
                shown[row, column - 1] = which, value
    return shown


def _numbered(sheet: "Worksheet", first: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    yield from enumerate(_values(sheet, first, sheet.max_row), start=first)


def _values(sheet: "Worksheet", first: int, last: int) -> Iterator[tuple[Any, ...]]:
    widest = min(sheet.max_column, WIDEST)
    yield from sheet.iter_rows(
        min_row=first, max_row=min(last, sheet.max_row), max_col=widest, values_only=True
    )
