"""`doithoai import delegates`: a file of this machine, and a report of each row refused."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import clock
from bot.console import Failed, WrongUse
from bot.importing import read_delegates
from documents.errors import Unreadable
from handlers.house import House
from handlers.seats.lines import Checked
from handlers.seats.taking import Report, take
from storage import communes, conferences
from storage.database import Database
from storage.tables import Commune, Conference
from storage.tables.delegate import DelegateSource
from storage.work import Work

LANGUAGE = "en"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an operator is told; `rows` are the refused ones: number, name, why."""

    report: Report
    rows: tuple[tuple[int, str, str], ...]

    @property
    def refused(self) -> bool:
        """Whether any row was."""
        return bool(self.rows)

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "done": self.report.done,
            "added": self.report.added,
            "known": self.report.known,
            "refused": [{"row": r, "name": name, "why": why} for r, name, why in self.rows],
        }

    def lines(self) -> list[str]:
        """For people: first what was done, then each row that was refused."""
        done = f"added {self.report.added}, on the list before {self.report.known}"
        head = done if self.report.done else "nothing was added (--partial takes the right rows)"
        return [head, *(f"row {row}, {name or '-'}: {why}" for row, name, why in self.rows)]


def import_from_outside(
    database: Database, house: House, file: Path, code: str, commune: str, partial: bool
) -> Told:
    """Read the file, then take all rows in one transaction, or none.

    Raises WrongUse for what there is not, Failed for a file that cannot be read.
    """
    checked = _read(house, file)
    report = database.write_now(lambda work: _take(work, checked, code, commune, partial))
    return Told(report=report, rows=tuple(_rows(house, report)))


def _read(house: House, file: Path) -> Checked:
    try:
        return read_delegates(file.read_bytes())
    except FileNotFoundError as fault:
        raise WrongUse(f"there is no file {file}") from fault
    except Unreadable as fault:
        text = house.catalogue.text(LANGUAGE, f"seats-{fault.reason}", **fault.values)
        raise Failed(f"{file.name}: {text}") from fault


def _take(work: Work, checked: Checked, code: str, commune: str, partial: bool) -> Report:
    conference = conference_of(work, commune_of(work, commune), code)
    return take(
        work, conference, checked, partial=partial, source=DelegateSource.LIST, now=clock.now()
    )


def _rows(house: House, report: Report) -> list[tuple[int, str, str]]:
    return [
        (
            fault.row,
            fault.name,
            house.catalogue.text(LANGUAGE, fault.reason, other=fault.other),
        )
        for fault in report.faults
    ]


def commune_of(work: Work, code: str) -> Commune:
    """The one that is named; unnamed, the only one. Raises WrongUse."""
    every = communes.every(work)
    found = [one for one in every if code in ("", one.code)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.code for one in every) or "none"
    raise WrongUse(f"name one commune by --commune; known: {known}")


def conference_of(work: Work, commune: Commune, code: str) -> Conference:
    """The conference of the commune with this code; raises WrongUse."""
    assert commune.id is not None
    found = conferences.by_code(work, commune.id, code.upper())
    if found is None:
        raise WrongUse(f"conference {code!r} is unknown in {commune.code}")
    return found
