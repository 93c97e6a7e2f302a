"""`doithoai export`: a paper or the whole dossier, written beside its place and put there whole."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from bot import clock
from bot.console import Failed, WrongUse
from bot.importing_file import commune_of, conference_of
from handlers.house import House
from handlers.ordered import Large, Made, Poured
from handlers.papers.dossier_zip import DossierZip, made
from handlers.papers.listed import PAPERS
from handlers.papers.writing import Writing
from handlers.voice import Voice
from storage.blobs import Blobs
from storage.database import Database
from storage.work import Work

DOSSIER = ".zip"
# The papers that are asked for by a word, by the ending of the file that is wanted.
BY_ENDING: Mapping[str, Mapping[str, str]] = {
    "speakers": {".docx": "speakers", ".xlsx": "speakers_sheet"},
    "synthesis": {".docx": "synthesis_report", ".xlsx": "synthesis_sheet"},
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the operator asked for."""

    what: str
    conference: str
    out: Path
    commune: str
    force: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an operator is told; `missing` are papers of the dossier, with who owes each."""

    out: Path
    size: int
    fault: str = ""
    missing: tuple[dict[str, Any], ...] = ()
    lost: tuple[str, ...] = field(default=())

    def line(self) -> str:
        """For people: that it was written."""
        return f"written: {self.out} ({self.size} bytes)"

    def warnings(self) -> Iterator[str]:
        """What is not as it should be; the file is there all the same."""
        if self.fault:
            yield f"the commune's own template was not used: {self.fault}"
        for one in self.missing:
            yield f"missing: {one['title']} ({'; '.join(one['owed_by'])})"
        for path in self.lost:
            yield f"gone or damaged, look for it in a backup: {path}"

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "out": str(self.out),
            "bytes": self.size,
            "template_fault": self.fault,
            "missing": list(self.missing),
            "damaged": list(self.lost),
        }


def export_from_outside(database: Database, house: House, files: Path, wanted: Wanted) -> Told:
    """Write it; raises WrongUse for what there is not, Failed where it cannot be written."""
    _see_what_is_wanted(wanted)
    made = database.read_now(lambda work: _compose(work, house, wanted))
    with _whole(wanted) as file:
        poured = _pour(made, file, Blobs(files))
        size = file.tell()
    missing = made.missing if isinstance(made, DossierZip) else ()
    return Told(
        out=wanted.out,
        size=size,
        fault=poured.fault,
        missing=tuple(
            {"key": one.key, "title": one.title, "owed_by": list(one.owed_by)} for one in missing
        ),
        lost=poured.lost,
    )


def _see_what_is_wanted(wanted: Wanted) -> None:
    endings = tuple(BY_ENDING.get(wanted.what, (DOSSIER,)))
    if wanted.out.suffix.lower() not in endings:
        raise WrongUse(f"{wanted.out}: name a file that ends in {' or '.join(endings)}")
    if not wanted.out.parent.is_dir():
        raise WrongUse(f"{wanted.out.parent}: is no folder")
    if wanted.out.is_dir():
        raise WrongUse(f"{wanted.out}: is a folder")
    if wanted.out.exists() and not wanted.force:
        raise _there_already(wanted)


def _compose(work: Work, house: House, wanted: Wanted) -> Made | Large:
    commune = commune_of(work, wanted.commune)
    conference = conference_of(work, commune, wanted.conference)
    voice = Voice(work=work, house=house, now=clock.now(), commune=commune)
    writing = Writing(voice=voice, conference=conference)
    if wanted.what not in BY_ENDING:
        return made(writing)
    key = BY_ENDING[wanted.what][wanted.out.suffix.lower()]
    if key not in PAPERS:
        raise WrongUse(f"this version of the program does not make {wanted.what} as such a file")
    return PAPERS[key].compose(writing)


def _pour(made: Made | Large, file: IO[bytes], blobs: Blobs) -> Poured:
    if isinstance(made, Large):
        return made.pour(file, blobs.path)
    written = made.write()
    file.write(written.data)
    return Poured(fault=written.fault)


@contextmanager
def _whole(wanted: Wanted) -> Iterator[IO[bytes]]:
    """A file that gets its name once it is whole; without --force never over another one, nor
    over one that came meanwhile."""
    out = wanted.out
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as fault:
        raise Failed(f"{out}: {fault.strerror}") from fault
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if wanted.force:
            part.replace(out)
        else:
            out.hardlink_to(part)
    except FileExistsError as fault:
        raise _there_already(wanted) from fault
    except OSError as fault:
        raise Failed(f"{out}: {fault.strerror}") from fault
    finally:
        part.unlink(missing_ok=True)


def _there_already(wanted: Wanted) -> WrongUse:
    return WrongUse(f"{wanted.out}: is there already; name another file, or say --force")
