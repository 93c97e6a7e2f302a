"""Lists that people keep in Word: rows of its tables under a header, as text.

The procedure, which the code follows:
1. Take the tables out of the document as it is read, one inside another for itself; nothing else
   of it is kept, and a declaration ends the reading.
2. Find the header among the first rows of a table, by folded words. Tables that have it are one
   list, and so are those without one that go on after it, cell for cell.
3. Give every row below it that says something. In a row of as many cells as the header each is
   taken by its place; in others by where it stands on the page, for people draw lines by hand.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

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
from documents.packed import BROKEN, look_at

# Some programs number it.
_MAIN = re.compile(r"word/document\d*\.xml")
# Of a text that was moved or that stands in two forms for old programs, the one is not shown.
_HIDDEN = frozenset({"moveFrom", "Fallback"})
_BLANKS = frozenset({"tab", "br", "cr", "p"})
_CHUNK = 65_536


@dataclass(kw_only=True)
class _Cell:
    """One cell: its words as they come, where it begins and how many columns it covers;
    `continues` where it goes on from the row above."""

    start: int = 0
    span: int = 1
    continues: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return text_of("".join(self.words))


@dataclass(kw_only=True)
class _Line:
    """One row of a table; `deleted` where that was tracked."""

    cells: list[_Cell] = field(default_factory=list)
    deleted: bool = False
    next: int = 0

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


_Table = list[_Line]


def main_part(parts: Iterable[str]) -> str:
    """Which of an archive's parts is the text of a Word file; empty where it is none."""
    return next((name for name in sorted(parts) if _MAIN.fullmatch(name)), "")


def read_list(data: bytes, columns: Sequence[Column]) -> list[Row]:
    """The rows of all tables that have the header or go on after one; raises Unreadable."""
    tables = _tables(data, main_part(look_at(data)))
    rows: list[Row] = []
    under: _Header | None = None
    for table in tables:
        found = _header(table, columns)
        if found is not None:
            under = found
            rows.extend(_rows(table[found.number + 1 :], found, len(rows)))
        elif under is not None and _goes_on(table, under):
            rows.extend(_rows(table, under, len(rows)))
    if under is None:
        raise Unreadable("list-no-header", columns=", ".join(_missing(tables, columns)))
    return [row for row in rows if any(row.cells.values())]


@dataclass(frozen=True, kw_only=True)
class _Header:
    """The header's row in its table, and where each of our columns stands in it."""

    number: int
    line: _Line
    places: Mapping[str, int]
    needed: frozenset[str]


def _header(table: _Table, columns: Sequence[Column]) -> _Header | None:
    for number, line in enumerate(table[:HEADER_WITHIN]):
        places = places_of(line.texts, columns)
        if is_header(places, columns):
            needed = frozenset(column.key for column in columns if column.needed)
            return _Header(number=number, line=line, places=places, needed=needed)
    return None


def _goes_on(table: _Table, header: _Header) -> bool:
    """A table that was cut in two by hand has as many cells in each row."""
    width = len(header.line.cells)
    return bool(table) and all(len(line.cells) == width for line in table)


def _missing(tables: Sequence[_Table], columns: Sequence[Column]) -> list[str]:
    best = [lacking([line.texts for line in t[:HEADER_WITHIN]], columns) for t in tables]
    needed = [column.key for column in columns if column.needed]
    return min(best, key=len, default=needed)


def _rows(lines: Sequence[_Line], header: _Header, before: int) -> Iterator[Row]:
    """Counted as people number them, headings left out; a merged cell says in each of its rows
    what it shows."""
    shown = {cell.start: cell.text for cell in header.line.cells}
    of_header = set(shown)
    number = before
    for line in lines:
        if line.deleted or line.texts == header.line.texts:
            continue  # struck out, or the header once more on the next page
        goes_on = {cell.start for cell in line.cells if cell.continues}
        of_header &= goes_on
        for cell in line.cells:
            if not cell.continues:
                shown[cell.start] = cell.text
        if of_header:
            continue  # the rest of a header that goes over several rows
        cells = _cells(line, header, shown)
        if cells is not None:
            number += 1
            yield Row(number=number, cells=cells)


def _cells(line: _Line, header: _Header, shown: Mapping[int, str]) -> dict[str, str] | None:
    """The texts of one row by our columns; None for a line across several that a list needs."""
    chosen = _chosen(line, header)
    needed = {key: id(cell) for key, cell in chosen.items() if key in header.needed}
    if len(set(needed.values())) < len(needed):
        return None
    return {key: shown.get(chosen[key].start, "") if key in chosen else "" for key in header.places}


def _chosen(line: _Line, header: _Header) -> dict[str, _Cell]:
    """Which cell of a row stands in which of our columns."""
    if len(line.cells) == len(header.line.cells):
        return {key: line.cells[place] for key, place in header.places.items()}
    starts = {key: header.line.cells[place].start for key, place in header.places.items()}
    covering = {key: _covering(line, at) for key, at in starts.items()}
    return {key: cell for key, cell in covering.items() if cell is not None}


def _covering(line: _Line, at: int) -> _Cell | None:
    return next((c for c in line.cells if c.start <= at < c.start + c.span), None)


def _tables(data: bytes, main: str) -> list[_Table]:
    reader = _Reader()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(main) as part:
            while chunk := part.read(_CHUNK):
                reader.read(chunk)
            reader.read(b"", last=True)
    except (*BROKEN, expat.ExpatError) as fault:
        raise Unreadable("list-not-readable") from fault
    return reader.tables


class _Reader:
    """Takes the tables out of a document while it is read; they are in the order of their ends."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._hidden = 0
        self._is_text = False
        self._of_row = False
        self._rows = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.StartDoctypeDeclHandler = _refuse

    def read(self, chunk: bytes, *, last: bool = False) -> None:
        """Go on with the next bytes; raises Unreadable, ExpatError."""
        self._parser.Parse(chunk, last)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._hidden += local in _HIDDEN
        self._is_text = local == "t"
        if local in _BLANKS:
            self._add(" ")
        elif local == "noBreakHyphen":
            self._add("-")
        elif (act := _ACTS.get(local)) is not None:
            act(self, values)

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        self._hidden -= local in _HIDDEN
        self._is_text = False
        if local == "trPr":
            self._of_row = False
        elif local == "tc" and (cell := self._cell) is not None:
            self._open[-1][-1].next = cell.start + cell.span
        elif local == "tbl" and self._open:
            self.tables.append(self._open.pop())

    def _words(self, words: str) -> None:
        if self._is_text:
            self._add(words)

    def _add(self, words: str) -> None:
        if not self._hidden and (cell := self._cell) is not None:
            cell.words.append(words)

    @property
    def _line(self) -> _Line | None:
        return self._open[-1][-1] if self._open and self._open[-1] else None

    @property
    def _cell(self) -> _Cell | None:
        line = self._line
        return line.cells[-1] if line is not None and line.cells else None

    def begin_table(self, values: Mapping[str, str]) -> None:
        """A table, perhaps inside a cell of another."""
        self._open.append([])

    def begin_row(self, values: Mapping[str, str]) -> None:
        """Raises Unreadable when there are more than any list has."""
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise Unreadable("list-too-many-rows", most=MOST_ROWS)
        if self._open:
            self._open[-1].append(_Line())

    def begin_row_looks(self, values: Mapping[str, str]) -> None:
        """What follows says how the row is."""
        self._of_row = True

    def delete(self, values: Mapping[str, str]) -> None:
        """A row that was struck out while changes were tracked."""
        if self._of_row and (line := self._line) is not None:
            line.deleted = True

    def skip_columns(self, values: Mapping[str, str]) -> None:
        """The row begins so many columns further right."""
        if (line := self._line) is not None:
            line.next = _number(values)

    def begin_cell(self, values: Mapping[str, str]) -> None:
        """No more of them than a list has columns."""
        line = self._line
        if line is not None and len(line.cells) < WIDEST:
            line.cells.append(_Cell(start=line.next))

    def span(self, values: Mapping[str, str]) -> None:
        """The cell covers so many columns."""
        if (cell := self._cell) is not None:
            cell.span = max(1, _number(values))

    def merge_down(self, values: Mapping[str, str]) -> None:
        """The cell begins a merged one, or goes on with it."""
        if (cell := self._cell) is not None:
            cell.continues = values.get("val", "continue") != "restart"


def _number(values: Mapping[str, str]) -> int:
    typed = values.get("val", "")
    return min(int(typed), WIDEST) if typed.isascii() and typed.isdigit() else 0


def _refuse(*declared: object) -> None:
    raise Unreadable("list-not-readable")


_Act = Callable[[_Reader, Mapping[str, str]], None]
_ACTS: Mapping[str, _Act] = {
    "tbl": _Reader.begin_table,
    "tr": _Reader.begin_row,
    "trPr": _Reader.begin_row_looks,
    "del": _Reader.delete,
    "gridBefore": _Reader.skip_columns,
    "tc": _Reader.begin_cell,
    "gridSpan": _Reader.span,
    "vMerge": _Reader.merge_down,
}
