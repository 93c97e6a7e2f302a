"""Days off and worked Saturdays as decided: the records that win over any package."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from dialogue import toml_file
from dialogue.errors import CalendarError

SHIPPED = Path(__file__).parent / "calendars"


class Origin(StrEnum):
    PACKAGE = "package"
    SHIPPED = "shipped"
    CONFIGURATION = "configuration"


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """`settled` is false for a day announced whose implementing act is not recorded."""

    day: date
    name: str
    decision: str
    settled: bool = True
    origin: Origin = Origin.CONFIGURATION


@dataclass(frozen=True, kw_only=True)
class WorkedSaturday:
    """A day of rest declared worked, in exchange for a day off."""

    day: date
    decision: str
    instead_of: date | None = None
    origin: Origin = Origin.CONFIGURATION


@dataclass(frozen=True, kw_only=True)
class CalendarFile:
    """One year as recorded; `decided` once the year's decision is among what is recorded.

    `complete` where it names every day: the package is then not asked, and not even loaded.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    year: int
    decided: bool
    decision: str
    complete: bool = False
    days_off: tuple[DayOff, ...] = ()
    worked_saturdays: tuple[WorkedSaturday, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Record:
    """One source's days; `decided` says for which years it records the decision.

    Of a `complete` year it has every day.
    """

    days_off: Mapping[date, DayOff]
    worked: Mapping[date, WorkedSaturday]
    decided: Mapping[int, str]
    complete: frozenset[int] = frozenset()


def load_calendar(path: Path) -> CalendarFile:
    return parse_calendar(toml_file.read(path, error=CalendarError), file=str(path))


def parse_calendar(text: str, *, file: str) -> CalendarFile:
    stated = toml_file.parse(text, file=file, shape=CalendarFile, error=CalendarError)
    faults = [
        *_outside(stated.year, "days_off", stated.days_off),
        *_outside(stated.year, "worked_saturdays", stated.worked_saturdays),
    ]
    toml_file.refuse(faults, text=text, file=file, error=CalendarError)
    return stated


def shipped_record() -> Record:
    years = [
        parse_calendar(entry.read_text("utf-8"), file=entry.name)
        for entry in SHIPPED.glob("*.toml")
    ]
    return Record(
        days_off=_by_day(off for year in years for off in year.days_off),
        worked=_worked_by_day(worked for year in years for worked in year.worked_saturdays),
        decided={year.year: year.decision for year in years if year.decided},
        complete=frozenset(year.year for year in years if year.complete),
    )


def configured_record(
    days_off: Iterable[DayOff], worked_saturdays: Iterable[WorkedSaturday]
) -> Record:
    """What the configuration adds; a year it adds a decided day off to counts as decided."""
    added = tuple(days_off)
    return Record(
        days_off={off.day: off for off in added},
        worked={worked.day: worked for worked in worked_saturdays},
        decided={off.day.year: off.decision for off in added if off.settled},
    )


def _by_day(days: Iterable[DayOff]) -> Mapping[date, DayOff]:
    return {off.day: replace(off, origin=Origin.SHIPPED) for off in days}


def _worked_by_day(days: Iterable[WorkedSaturday]) -> Mapping[date, WorkedSaturday]:
    return {worked.day: replace(worked, origin=Origin.SHIPPED) for worked in days}


def _outside(year: int, key: str, days: Sequence[DayOff | WorkedSaturday]) -> list[toml_file.Fault]:
    return [
        ((key, index, "day"), f"must be a day of {year}")
        for index, entry in enumerate(days)
        if entry.day.year != year
    ]
