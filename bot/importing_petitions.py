"""`doithoai import petitions`: a file of this machine is entered, and the codes go to another one.

1. The file of codes is made first, empty and readable by its owner alone: never over another one.
2. The rows are kept as drafts, a piece at a time, and people's messages come in between.
3. The codes are written before the rows are sent under them: secrets are kept nowhere else, so
   without the file nothing is entered. Where a code was given to somebody else meanwhile, anew.
4. Where nothing was entered, the drafts are discarded and the file goes again.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from time import sleep
from typing import Any, TypeVar

from bot import clock
from bot.console import Failed, WrongUse
from bot.importing_file import LANGUAGE, commune_of, conference_of
from dialogue.conference_life import AHEAD
from documents.errors import Unreadable
from documents.list_rows import Row
from documents.lists import read_list
from documents.xlsx_slips import write_sheet
from handlers.entering import listed
from handlers.entering.lines import COLUMNS, Line
from handlers.entering.listed import Changed, Examined, Overtaken, Report, Slip
from handlers.house import House
from handlers.petition.on_paper import where
from handlers.voice import Voice
from storage import jobs
from storage.database import Database
from storage.errors import Outdated
from storage.jobs import ClaimedJob
from storage.tables import Conference
from storage.work import Work

T = TypeVar("T")
# Who waits for SQLite's file looks for it this often: without a pause none would ever get it.
PAUSE = 0.12
# So often others may have been given a code while the file was written.
TRIES = 20


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
    """Enter all rows, or none.

    Raises WrongUse for what there is not, Failed for files that cannot be read or written.
    """
    rows = _read(house, wanted.file)
    with _new_file(wanted.codes) as codes:
        entry = Entry(database=database, house=house, wanted=wanted, at=clock.now(), codes=codes)
        report = entry.enter(rows)
    return Entered(report=report, codes=wanted.codes, rows=tuple(_refused(house, report)))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One list while it is entered; all of it is said to have come at the moment `at`."""

    database: Database
    house: House
    wanted: Wanted
    at: datetime
    codes: int

    def enter(self, rows: Sequence[Row]) -> Report:
        """Look at the rows, and enter those that can be."""
        examined = self.database.read_now(lambda work: self._examine(work, rows))
        faults = examined.checked.faults
        if faults and not self.wanted.partial:
            return Report(done=False, slips=(), faults=faults)
        slips = self._enter(examined) if examined.checked.lines else []
        return Report(done=True, slips=tuple(slips), faults=faults)

    def _examine(self, work: Work, rows: Sequence[Row]) -> Examined:
        voice = self._voice(work)
        conference = conference_of(work, voice.commune, self.wanted.conference)
        _refuse_if_over(conference)
        return listed.examine(voice, conference, rows)

    def _enter(self, examined: Examined) -> Sequence[Slip]:
        job = self._write(lambda voice: listed.begin(voice, examined))
        try:
            return self._send(job, examined, self._keep(job, examined))
        except Changed as fault:
            raise Failed(
                f"conference {fault} or its list was changed meanwhile: nothing was entered; "
                "run the command again"
            ) from fault
        finally:
            self._discard(job)

    def _keep(self, job: ClaimedJob, examined: Examined) -> list[int]:
        lines, drafts = examined.checked.lines, list[int]()
        for first in range(0, len(lines), listed.PIECE):
            piece = lines[first : first + listed.PIECE]
            drafts += self._write(partial(_keep, job, examined, piece))
            sleep(PAUSE if first + listed.PIECE < len(lines) else 0)
        return drafts

    def _send(self, job: ClaimedJob, examined: Examined, drafts: Sequence[int]) -> Sequence[Slip]:
        for _ in range(TRIES):
            slips = self.database.read_now(
                lambda work: listed.slips(self._voice(work), examined.checked.lines)
            )
            _write(self.codes, self.database.read_now(partial(self._sheet, slips)))
            with suppress(Overtaken):
                self._write(partial(_send, job, examined, drafts, slips))
                return slips
        raise Failed("too much is being sent to the commune now: nothing was entered; try later")

    def _discard(self, job: ClaimedJob) -> None:
        """Of what was sent there is nothing to discard, and its job is done."""
        with suppress(Outdated):
            while self.database.write_now(
                lambda work: listed.discard_piece(work, job, clock.now())
            ):
                sleep(PAUSE)
            self.database.write_now(lambda work: jobs.done(work, job))

    def _sheet(self, slips: Sequence[Slip], work: Work) -> bytes:
        return _sheet(self._voice(work), slips)

    def _write(self, do: Callable[[Voice], T]) -> T:
        return self.database.write_now(lambda work: do(self._voice(work)))

    def _voice(self, work: Work) -> Voice:
        commune = commune_of(work, self.wanted.commune)
        return Voice(work=work, house=self.house, now=self.at, commune=commune)


def _send(
    job: ClaimedJob, examined: Examined, drafts: Sequence[int], slips: Sequence[Slip], voice: Voice
) -> None:
    listed.send(voice, job, examined, drafts, slips)


def _keep(job: ClaimedJob, examined: Examined, piece: Sequence[Line], voice: Voice) -> list[int]:
    return listed.keep(voice, job, examined, piece, clock.now())


def _read(house: House, file: Path) -> list[Row]:
    try:
        return read_list(file.read_bytes(), COLUMNS)
    except FileNotFoundError as fault:
        raise WrongUse(f"there is no file {file}") from fault
    except Unreadable as fault:
        text = house.catalogue.text(LANGUAGE, f"seats-{fault.reason}", **_named(house, fault))
        raise Failed(f"{file.name}: {text}") from fault


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
    """Anew when other codes have to be taken; on the disk before anything is sent."""
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
