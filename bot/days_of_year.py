"""`doithoai calendar`: a year's days off and worked Saturdays, each with its source."""

from collections.abc import Iterator
from functools import partial
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from bot.deadlines import words
from bot.deadlines_table import WIDTH
from bot.table import Row, table
from dialogue.days_off import DayOff, WorkedSaturday
from dialogue.working_days import Year
from handlers.explanation import Say
from locales.catalogue import DEFAULT
from locales.dates import full_date

COLUMNS = ("day", "name", "source")
full = partial(full_date, language=DEFAULT)


def document(year: Year) -> dict[str, Any]:
    """For programs; `origin` is package, shipped or configuration."""
    return {
        "year": year.year,
        "decided": year.decided,
        "decision": year.decision,
        "days_off": [_day_off(off) for off in year.days_off],
        "worked_saturdays": [_worked(worked) for worked in year.worked_saturdays],
    }


def text(year: Year) -> str:
    """For people: whether the year is decided, then its days in order."""
    say = words()
    head = [say(f"column-{name}") for name in COLUMNS]
    rows = sorted(_rows(year, say))
    width = get_terminal_size(WIDTH).columns
    heading = (line for told in _heading(year, say) for line in wrap(told, width))
    return "\n".join([*heading, "", *table(head, [row for _, row in rows], width=width)])


def _day_off(off: DayOff) -> dict[str, Any]:
    return {
        "day": off.day.isoformat(),
        "name": off.name,
        "source": off.decision,
        "origin": off.origin.value,
        "settled": off.settled,
    }


def _worked(worked: WorkedSaturday) -> dict[str, Any]:
    return {
        "day": worked.day.isoformat(),
        "instead_of": worked.instead_of.isoformat() if worked.instead_of else None,
        "source": worked.decision,
        "origin": worked.origin.value,
    }


def _heading(year: Year, say: Say) -> Iterator[str]:
    yield say("calendar-year", year=year.year)
    if year.decided:
        yield say("calendar-decided", decision=year.decision)
    else:
        yield say("calendar-undecided", year=year.year)


def _rows(year: Year, say: Say) -> Iterator[tuple[str, Row]]:
    """With the day in front, to be sorted by."""
    for off in year.days_off:
        name = off.name if off.settled else say("calendar-unsettled", name=off.name)
        yield off.day.isoformat(), [full(off.day), name, _source(off, say)]
    for worked in year.worked_saturdays:
        yield (
            worked.day.isoformat(),
            [full(worked.day), _exchange(worked, say), _source(worked, say)],
        )


def _exchange(worked: WorkedSaturday, say: Say) -> str:
    if worked.instead_of is None:
        return say("calendar-worked")
    return say("calendar-worked-for", date=full(worked.instead_of))


def _source(day: DayOff | WorkedSaturday, say: Say) -> str:
    return say(f"origin-{day.origin}", source=day.decision)
