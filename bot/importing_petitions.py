"""`doithoai import petitions`: a file of this machine is entered, and the codes go to another one.

1. The file of codes is made first, empty and readable by its owner alone: never over another one.
2. All rows are entered in one transaction, and the codes are written before it ends: secrets are
   kept nowhere else, so without the file nothing is entered.
3. Where nothing was entered the file goes again.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import clock
from bot.console import Failed, WrongUse
from bot.importing_file import LANGUAGE, commune_of, conference_of
from dialogue.conference_life import AHEAD
from documents.errors import Unreadable
from documents.xlsx_list import Row, read_list
from documents.xlsx_slips import write_sheet
from handlers.entering.lines import COLUMNS
from handlers.entering.listed import Report, Slip, take
from handlers.house import House
from handlers.petition.on_paper import where
from handlers.voice import Voice
from storage.database import Database
from storage.tables import Conference
from storage.work import Work

# Each petition has its dates counted in the one transaction, while everybody else's wait.
MOST_ROWS = 200


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What an operator is told; never a secret. `rows` are the refused ones."""

    report: Report
    codes: Path
    rows: tuple[tuple[int, str, str], ...]

    @property
    def refused(self) -> bool:
        """Whether any row was."""
        return bool(self.rows)

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        taken = [{"row": slip.row, "code": slip.code} for slip in self.report.slips]
        return {
            "done": self.report.done,
            "entered": taken,
            "codes": str(self.codes) if taken else None,
            "refused": [{"row": r, "name": name, "why": why} for r, name, why in self.rows],
        }

    def lines(self) -> list[str]:
        """For people: what was done, each row that was taken, each that was refused."""
        count = len(self.report.slips)
        done = f"entered {count}; codes and secrets to hand out: {self.codes}"
        head = done if count else "nothing was entered (--partial takes the right rows)"
        taken = [f"row {slip.row}, {slip.name}: {slip.code}" for slip in self.report.slips]
        refused = [f"row {row}, {name or '-'}: {why}" for row, name, why in self.rows]
        return [head, *taken, *refused]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be entered where: a file, a conference, and the file for the codes."""

    file: Path
    conference: str
    commune: str
    partial: bool
    codes: Path


def enter_from_outside(database: Database, house: House, wanted: Wanted) -> Entered:
    """Enter all rows in one transaction, or none.

    Raises WrongUse for what there is not, Failed for files that cannot be read or written.
    """
    rows = _read(house, wanted.file)
    with _new_file(wanted.codes) as codes:
        report = database.write_now(lambda work: _enter(work, house, wanted, rows, codes))
    return Entered(report=report, codes=wanted.codes, rows=tuple(_refused(house, report)))


def _read(house: House, file: Path) -> list[Row]:
    try:
        return _few(read_list(file.read_bytes(), COLUMNS))
    except FileNotFoundError as fault:
        raise WrongUse(f"there is no file {file}") from fault
    except Unreadable as fault:
        text = house.catalogue.text(LANGUAGE, f"seats-{fault.reason}", **_named(house, fault))
        raise Failed(f"{file.name}: {text}") from fault


def _few(rows: list[Row]) -> list[Row]:
    if len(rows) > MOST_ROWS:
        raise Unreadable("list-too-many-rows", most=MOST_ROWS)
    return rows


def _named(house: House, fault: Unreadable) -> dict[str, object]:
    """Columns that are missing are named as an operator reads them."""
    values = dict(fault.values)
    if "columns" in values:
        keys = str(values["columns"]).split(", ")
        names = [house.catalogue.text(LANGUAGE, f"entering-column-{key}") for key in keys]
        values["columns"] = ", ".join(names)
    return values


@contextmanager
def _new_file(path: Path) -> Iterator[int]:
    """A file of its owner's alone, gone again where nothing was written to it."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise WrongUse(f"{path} exists already: name another file by --codes") from fault
    except OSError as fault:
        raise WrongUse(f"{path} cannot be written: {fault.strerror}") from fault
    done = False
    try:
        yield made
        done = os.fstat(made).st_size > 0
    finally:
        os.close(made)
        if not done:
            path.unlink(missing_ok=True)


def _enter(work: Work, house: House, wanted: Wanted, rows: Sequence[Row], codes: int) -> Report:
    commune = commune_of(work, wanted.commune)
    conference = conference_of(work, commune, wanted.conference)
    _refuse_if_over(conference)
    voice = Voice(work=work, house=house, now=clock.now(), commune=commune)
    report = take(voice, conference, rows, partial=wanted.partial)
    if report.slips:
        work.session.flush()
        _write(codes, _sheet(voice, report.slips))
    return report


def _refuse_if_over(conference: Conference) -> None:
    if conference.state not in AHEAD:
        raise WrongUse(f"conference {conference.code} is {conference.state} and takes no petitions")


def _sheet(voice: Voice, slips: Sequence[Slip]) -> bytes:
    header = [
        voice.say(key)
        for key in (
            *("slip-number", "slip-name", "slip-village"),
            *("receipt-code", "receipt-secret", "slip-where"),
        )
    ]
    place = where(voice)
    return write_sheet(
        header,
        [
            (str(number), slip.name, slip.village, slip.code, slip.secret, place)
            for number, slip in enumerate(slips, start=1)
        ],
    )


def _write(made: int, data: bytes) -> None:
    """Anew when the transaction is tried again; on the disk before it ends."""
    try:
        os.ftruncate(made, 0)
        os.pwrite(made, data, 0)
        os.fsync(made)
    except OSError as fault:
        raise Failed(f"the codes could not be written: {fault.strerror}") from fault


def _refused(house: House, report: Report) -> list[tuple[int, str, str]]:
    return [
        (fault.row, fault.name, house.catalogue.text(LANGUAGE, fault.reason, known=fault.known))
        for fault in report.faults
    ]
