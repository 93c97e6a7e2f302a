"""Rows of a list of petitions that the Front collected: what each has to say, and why one cannot
be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.list_rows import Column, Row
from handlers.listed_rows import Fault, filled
from handlers.reading import has_letters, phone_number
from locales.folding import fold

# The columns of the list, by how their headers begin without accents.
COLUMNS = (
    Column(key="number", names=("stt", "tt", "so tt", "so thu tu")),
    Column(key="name", names=("ho va ten", "ho ten", "ho, ten", "nguoi gui"), needed=True),
    Column(key="village", names=("thon", "to dan pho", "dia chi"), needed=True),
    Column(key="position", names=("chuc vu", "chuc danh", "don vi")),
    Column(key="phone", names=("so dien thoai", "dien thoai", "sdt")),
    Column(key="field", names=("linh vuc",)),
    Column(key="content", names=("noi dung", "cau hoi", "y kien", "kien nghi"), needed=True),
)
LONGEST_NAME, LONGEST_POSITION, LONGEST_CONTENT = 120, 200, 20_000

# Somebody and what they ask for: by this two rows are the same petition.
Same = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What rows are compared with: villages and fields by their folded names, and the codes of
    what was entered before. `elsewhere` are folded words for a place outside the commune."""

    villages: Mapping[str, int]
    fields: Mapping[str, int]
    entered: Mapping[Same, str]
    elsewhere: frozenset[str]
    village_names: str
    field_names: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A petition as a row says it; `row` is where it stands in the sheet."""

    row: int
    name: str
    village_id: int | None
    village: str
    position: str
    phone: str
    field_id: int | None
    content: str

    @property
    def same(self) -> Same:
        """By what two lines are the same petition."""
        return same(self.name, self.content)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What can be taken, and what cannot."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def same(name: str, content: str) -> Same:
    """Without accents, capitals and blanks that somebody may type another time."""
    return fold(name), " ".join(fold(content).split())


def check(rows: Sequence[Row], known: Known) -> Checked:
    """Each row by itself, the second of the same petition, and what was entered before."""
    good: dict[Same, Line] = {}
    faults: list[Fault] = []
    for row in filled(rows):
        fault = _fault(row, known) or _double(row, known, good)
        if fault is None:
            line = _line(row, known)
            good[line.same] = line
        else:
            faults.append(fault)
    return Checked(lines=tuple(good.values()), faults=tuple(faults))


def _fault(row: Row, known: Known) -> Fault | None:
    cells = row.cells
    if not has_letters(cells["name"]):
        return _wrong(row, "entering-row-no-name")
    if not has_letters(cells["content"]):
        return _wrong(row, "entering-row-no-content")
    if _is_too_long(row):
        return _wrong(row, "entering-row-too-long")
    village = fold(cells["village"])
    if village not in known.villages and village not in known.elsewhere:
        return _wrong(row, "entering-row-no-village", known.village_names)
    if cells.get("field") and fold(cells["field"]) not in known.fields:
        return _wrong(row, "entering-row-no-field", known.field_names)
    if cells.get("phone") and _phone(cells["phone"]) is None:
        return _wrong(row, "entering-row-phone")
    return None


def _is_too_long(row: Row) -> bool:
    limits = {"name": LONGEST_NAME, "position": LONGEST_POSITION, "content": LONGEST_CONTENT}
    return any(len(row.cells.get(key, "")) > longest for key, longest in limits.items())


def _double(row: Row, known: Known, good: Mapping[Same, Line]) -> Fault | None:
    key = same(row.cells["name"], row.cells["content"])
    if key in good:
        return _wrong(row, "entering-row-twice", str(good[key].row))
    if key in known.entered:
        return _wrong(row, "entering-row-known", known.entered[key])
    return None


def _wrong(row: Row, reason: str, known: str = "") -> Fault:
    return Fault(row=row.number, name=row.cells["name"][:LONGEST_NAME], reason=reason, known=known)


def _line(row: Row, known: Known) -> Line:
    cells = row.cells
    return Line(
        row=row.number,
        name=cells["name"],
        village_id=known.villages.get(fold(cells["village"])),
        village=cells["village"],
        position=cells.get("position", ""),
        phone=_phone(cells.get("phone", "")) or "",
        field_id=known.fields.get(fold(cells.get("field", ""))),
        content=cells["content"],
    )


def _phone(text: str) -> str | None:
    """A cell that holds a number has lost the nought before it."""
    return phone_number(text) or phone_number(f"0{text}")
