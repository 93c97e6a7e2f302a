"""`doithoai import pending`: the office's register from a file, all rows or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import clock
from bot.console import Failed, WrongUse
from bot.importing import read_register
from bot.importing_file import LANGUAGE, commune_of
from documents.errors import Unreadable
from documents.list_rows import Row
from handlers.house import House
from handlers.pending.taking import Report, take
from handlers.voice import Voice
from storage.database import Database
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What an operator is told: no name, since the register is the office's alone."""

    report: Report
    rows: tuple[tuple[int, str], ...]

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
            "refused": [{"row": row, "why": why} for row, why in self.rows],
        }

    def lines(self) -> list[str]:
        """For people: first what was done, then each row that was refused."""
        done = f"entered {self.report.added}, in the register before {self.report.known}"
        head = done if self.report.done else "nothing was entered (--partial takes the right rows)"
        return [head, *(f"row {row}: {why}" for row, why in self.rows)]


def enter_register(
    database: Database, house: House, file: Path, commune: str, partial: bool
) -> Entered:
    """Read the file, then enter all rows in one transaction, or none.

    Raises WrongUse for what there is not, Failed for a file that cannot be read.
    """
    rows = _read(house, file)
    report = database.write_now(lambda work: _take(work, house, rows, commune, partial))
    say = house.catalogue.text
    refused = (
        (fault.row, say(LANGUAGE, fault.reason, known=fault.known)) for fault in report.faults
    )
    return Entered(report=report, rows=tuple(refused))


def _read(house: House, file: Path) -> list[Row]:
    try:
        return read_register(file.read_bytes())
    except OSError as fault:
        raise WrongUse(f"{file} cannot be read: {fault.strerror}") from fault
    except Unreadable as fault:
        raise Failed(f"{file.name}: {_why(house, fault)}") from fault


def _why(house: House, fault: Unreadable) -> str:
    """Columns that are missing are named as an operator reads them."""
    say, values = house.catalogue.text, dict(fault.values)
    if "columns" in values:
        keys = str(values["columns"]).split(", ")
        values["columns"] = ", ".join(say(LANGUAGE, f"pending-column-{key}") for key in keys)
    return say(LANGUAGE, f"seats-{fault.reason}", **values)


def _take(work: Work, house: House, rows: Sequence[Row], code: str, partial: bool) -> Report:
    commune = commune_of(work, code)
    assert commune.id is not None
    voice = Voice(work=work, house=house, now=clock.now(), commune=commune)
    return take(voice, commune.id, rows, partial=partial, acting=None)
