"""Lines of a list of delegates: what each has to say, and why one cannot be taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.list_rows import Column, Row
from handlers.reading import has_letters
from locales.folding import fold

# The columns of the form, by how their headers begin without accents.
COLUMNS = (
    Column(key="number", names=("stt", "tt", "so tt", "so thu tu")),
    Column(key="name", names=("ho va ten", "ho ten", "ten dai bieu", "ho, ten"), needed=True),
    Column(key="position", names=("chuc vu", "chuc danh", "don vi", "dia chi"), needed=True),
    Column(key="content", names=("noi dung", "cau hoi", "y kien")),
)
LONGEST_NAME = 100
LONGEST_POSITION = 200
LONGEST_CONTENT = 5_000


@dataclass(frozen=True, kw_only=True)
class Line:
    """Somebody to be put on the list; `row` is where it stands in the file or the message."""

    row: int
    name: str
    position: str
    content: str

    @cached_property
    def who(self) -> tuple[str, str]:
        """By what two lines are the same person."""
        return fold(self.name), fold(self.position)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Why a line is not taken: `reason` is a key of the catalogue."""

    row: int
    reason: str
    name: str = ""
    other: int = 0


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What can be taken, and what cannot."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def check(lines: Iterable[Line]) -> Checked:
    """Each line by itself, and the second of the same person."""
    good: list[Line] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        fault = _fault(line, seen.get(line.who, 0))
        if fault is not None:
            faults.append(fault)
        else:
            good.append(line)
            seen[line.who] = line.row
    return Checked(lines=tuple(good), faults=tuple(faults))


def of_rows(rows: Sequence[Row]) -> list[Line]:
    """The lines of a file; one that says nothing but its number is none."""
    lines = (
        Line(
            row=row.number,
            name=row.cells["name"],
            position=row.cells["position"],
            content=row.cells.get("content", ""),
        )
        for row in rows
    )
    return [line for line in lines if line.name or line.position or line.content]


def of_text(text: str) -> list[Line]:
    """The lines of a message: name; position; on what somebody wants to speak."""
    written = [line for line in text.splitlines() if line.strip()]
    return [_typed(number, line) for number, line in enumerate(written, start=1)]


def _typed(number: int, line: str) -> Line:
    name, position, content = [*(part.strip() for part in line.split(";", 2)), "", ""][:3]
    return Line(row=number, name=" ".join(name.split()), position=position, content=content)


def _fault(line: Line, same: int) -> Fault | None:
    reason = _reason(line, same)
    if reason is None:
        return None
    return Fault(row=line.row, reason=reason, name=line.name[:LONGEST_NAME], other=same)


def _reason(line: Line, same: int) -> str | None:
    if not has_letters(line.name):
        return "seats-row-no-name"
    if not has_letters(line.position):
        return "seats-row-no-position"
    if len(line.name) > LONGEST_NAME or len(line.position) > LONGEST_POSITION:
        return "seats-row-too-long"
    if len(line.content) > LONGEST_CONTENT:
        return "seats-row-content-too-long"
    return "seats-row-twice" if same else None
