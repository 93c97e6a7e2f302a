"""A table for a terminal: columns as wide as their words, wrapped where there is no room."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from locales.accents import compose

GAP = "  "
NARROWEST = 10
INDENT = "    "

Row = Sequence[str]
# A line that stands across the columns: a heading, or what belongs to the row above.
Line = str


def table(head: Row, rows: Sequence[Row | Line], *, width: int) -> list[str]:
    """The lines of a table, no wider than `width` places where its words allow."""
    widths = _widths([head, *(row for row in rows if not isinstance(row, Line))], width)
    rule = GAP.join("─" * places for places in widths)
    told = (line for row in rows for line in _lines(row, widths, width))
    return [*_row(head, widths), rule, *told]


def places(text: str) -> int:
    """How many places a text takes in a terminal: an accent of its own takes none."""
    return sum(not unicodedata.combining(sign) for sign in compose(text))


def _lines(row: Row | Line, widths: Sequence[int], width: int) -> Iterator[str]:
    if not isinstance(row, Line):
        yield from _row(row, widths)
    elif row:
        yield from textwrap.wrap(compose(row), width, subsequent_indent=_indent(row))
    else:
        yield ""


def _indent(line: Line) -> str:
    return INDENT if line.startswith(" ") else ""


def _row(row: Row, widths: Sequence[int]) -> Iterator[str]:
    """One row, on as many lines as its fullest cell needs."""
    cells = [textwrap.wrap(compose(cell), wide) for cell, wide in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line = [cell[number] if number < len(cell) else "" for cell in cells]
        yield GAP.join(map(_filled, line, widths)).rstrip()


def _filled(text: str, width: int) -> str:
    return text + " " * (width - places(text))


def _widths(rows: Sequence[Row], width: int) -> list[int]:
    """How wide each column is: the widest gives way first."""
    widths = [max(map(places, column)) or 1 for column in zip(*rows, strict=True)]
    while sum(widths) + len(GAP) * (len(widths) - 1) > width and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths
