"""Rows of a register that the office has kept in Excel: what each has to say, and why one cannot
be taken."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from documents.list_rows import Column, Row
from handlers.listed_rows import Fault, filled
from handlers.petition.register import number_in
from handlers.reading import has_letters
from handlers.typed_days import typed_day
from locales.folding import fold
from storage.pending import Entry

# The columns of the list, by how their headers begin without accents.
COLUMNS = (
    Column(key="number", names=("stt", "tt", "so tt", "so thu tu")),
    Column(key="code", names=("ma don", "ma")),
    Column(key="name", names=("ho va ten", "ho ten", "ho, ten", "nguoi"), needed=True),
    Column(key="village", names=("thon", "to dan pho", "dia chi")),
    Column(key="kind", names=("loai don", "loai"), needed=True),
    Column(key="content", names=("noi dung",), needed=True),
    Column(key="keeper", names=("co quan", "noi giai quyet", "don vi giai quyet")),
    Column(key="received_on", names=("ngay nhan", "ngay")),
    Column(key="next_step", names=("buoc tiep", "viec tiep", "viec can lam")),
)
LONGEST_NAME, LONGEST_WORDS, LONGEST_CONTENT = 120, 500, 5_000
FIRST_DAY = date(1990, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What rows are compared with: villages and kinds by their folded names."""

    villages: Mapping[str, int]
    elsewhere: frozenset[str]
    kinds: Mapping[str, str]
    village_names: str
    kind_names: str
    today: date


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What can be taken, and what cannot."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def check(rows: Sequence[Row], known: Known) -> Checked:
    """Each row by itself, and the second of the same entry."""
    good: dict[str, Entry] = {}
    rows_of: dict[str, int] = {}
    faults: list[Fault] = []
    for row in filled(rows):
        reason, fitting = _reason(row, known)
        if not reason:
            entry = _entry(row, known)
            if entry.print not in good:
                good[entry.print], rows_of[entry.print] = entry, row.number
                continue
            reason, fitting = "pending-row-twice", str(rows_of[entry.print])
        name = row.cells["name"][:LONGEST_NAME]
        faults.append(Fault(row=row.number, name=name, reason=reason, known=fitting))
    return Checked(entries=tuple(good.values()), faults=tuple(faults))


def split(rows: Sequence[Row], numbers: Set[int]) -> tuple[list[Row], int]:
    """The rows that are new, and how many name an entry of the register by its code: those come
    from a file that the register itself has written."""
    fresh = [row for row in rows if number_in(row.cells.get("code", "")) not in numbers]
    return fresh, len(rows) - len(fresh)


def _reason(row: Row, known: Known) -> tuple[str, str]:
    """Why a row cannot be taken, with what would fit; empty where it can."""
    cells = row.cells
    if not has_letters(cells["name"]):
        return "pending-row-no-name", ""
    if not has_letters(cells["content"]):
        return "pending-row-no-content", ""
    if _is_too_long(row):
        return "pending-row-too-long", ""
    if _kind(cells["kind"], known) is None:
        return "pending-row-no-kind", known.kind_names
    if not _is_place(fold(cells.get("village", "")), known):
        return "pending-row-no-village", known.village_names
    if _day(cells.get("received_on", ""), known) is None:
        return "pending-row-no-day", ""
    return "", ""


def _is_too_long(row: Row) -> bool:
    limits = {
        "name": LONGEST_NAME,
        "content": LONGEST_CONTENT,
        "keeper": LONGEST_WORDS,
        "next_step": LONGEST_WORDS,
    }
    return any(len(row.cells.get(key, "")) > longest for key, longest in limits.items())


def _kind(text: str, known: Known) -> str | None:
    """What is written may say more than the kind alone: "Đơn khiếu nại lần 2"."""
    words = f" {fold(text)} "
    return next((kind for name, kind in known.kinds.items() if f" {name} " in words), None)


def _is_place(village: str, known: Known) -> bool:
    return not village or village in known.villages or village in known.elsewhere


def _day(text: str, known: Known) -> date | None:
    """Today where none is written; none that lies ahead, or before anybody here was in office."""
    if not text:
        return known.today
    day = typed_day(text, after=known.today.replace(month=1, day=1))
    return day if day is not None and FIRST_DAY <= day <= known.today else None


def _entry(row: Row, known: Known) -> Entry:
    cells = row.cells
    day, kind = _day(cells.get("received_on", ""), known), _kind(cells["kind"], known)
    assert day is not None and kind is not None
    return Entry(
        kind=kind,
        name=cells["name"],
        village_id=known.villages.get(fold(cells.get("village", ""))),
        content=cells["content"],
        keeper=cells.get("keeper", ""),
        next_step=cells.get("next_step", ""),
        received_on=day,
    )
