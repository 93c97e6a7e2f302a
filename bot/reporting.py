"""`doithoai report`: a commune's report of a quarter or a year, written to a file."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import clock
from bot.console import Failed, WrongUse
from dialogue.report_periods import ReportPeriod
from handlers.house import House
from handlers.papers.reporting import EXCEL, WORD, made
from handlers.voice import Voice
from locales.dates import local_date
from storage import communes
from storage.database import Database
from storage.work import Work

FORMS = {".docx": WORD, ".xlsx": EXCEL}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose report of which period, and where it goes; `force` over a file that is there."""

    commune: str
    period: ReportPeriod
    out: Path
    force: bool

    @property
    def form(self) -> str:
        """By the file's ending; raises WrongUse."""
        form = FORMS.get(self.out.suffix.lower())
        if form is None:
            raise WrongUse(f"--out {self.out}: its ending says what is made: .docx or .xlsx")
        return form


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What was written; `fault` says what is wrong with the commune's own template."""

    wanted: Wanted
    cut_off: str
    size: int
    fault: str

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "commune": self.wanted.commune,
            "period": self.wanted.period.name,
            "cut_off": self.cut_off,
            "path": str(self.wanted.out),
            "bytes": self.size,
        }

    def line(self) -> str:
        """For people."""
        named = f"{self.wanted.commune}, {self.wanted.period.name}"
        return f"{named}, figures to the end of {self.cut_off}: {self.wanted.out}"


def report_from_outside(database: Database, house: House, wanted: Wanted) -> Reported:
    """Write the report.

    Raises WrongUse for what there is not, Failed where the file cannot be written.
    """
    form, now = wanted.form, clock.now()
    so_far = wanted.period.until(local_date(now))
    if so_far is None:
        raise WrongUse(f"{wanted.period.name} has not begun: there is nothing to report yet")
    if wanted.out.exists() and not wanted.force:
        raise Failed(f"{wanted.out} is there already: name another file, or add --force")
    paper = database.read_now(lambda work: _compose(work, house, wanted, form, now))
    assert paper is not None
    written = paper.write()
    _put(wanted, written.data)
    return Reported(
        wanted=wanted,
        cut_off=so_far.last.isoformat(),
        size=len(written.data),
        fault=written.fault,
    )


def _compose(work: Work, house: House, wanted: Wanted, form: str, now: datetime) -> Any:
    commune = communes.by_code(work, wanted.commune)
    if commune is None:
        known = ", ".join(one.code for one in communes.every(work)) or "none yet"
        raise WrongUse(f"commune {wanted.commune!r} is unknown; known: {known}")
    return made(Voice(work=work, house=house, now=now, commune=commune), wanted.period, form)


def _put(wanted: Wanted, data: bytes) -> None:
    """Whole or not at all: a file beside it takes its place. Without --force never over one that
    somebody else has written meanwhile: the place is taken first."""
    beside = wanted.out.with_name(f".{wanted.out.name}.{os.getpid()}")
    is_taken = False
    try:
        if not wanted.force:
            wanted.out.touch(exist_ok=False)
            is_taken = True
        beside.write_bytes(data)
        beside.replace(wanted.out)
    except FileExistsError:
        raise Failed(f"{wanted.out} is there already: name another file, or add --force") from None
    except OSError as fault:
        if is_taken:
            wanted.out.unlink(missing_ok=True)
        raise Failed(f"{wanted.out}: cannot be written ({fault.strerror})") from fault
    finally:
        beside.unlink(missing_ok=True)
