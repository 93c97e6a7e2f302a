"""How a time limit is counted, with the steps that explain the date.

The sources define no counting: the Civil Code 2015 (BLDS) is used by analogy.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from dialogue.days_off import DayOff, Origin, WorkedSaturday
from dialogue.names import Count
from dialogue.rules import Limit
from dialogue.working_days import Calendar

DAY = timedelta(days=1)
START_NOT_COUNTED = "BLDS 2015, 147.2, 147.3"
LAST_DAY_ROLLS = "BLDS 2015, 148.5"
ENDS_AT_MIDNIGHT = "BLDS 2015, 148.1, 148.6"
SATURDAY = 5


class StepKind(StrEnum):
    """What a line of the explanation is about; the sentences are in the catalogues."""

    START = "start"
    WEEKENDS = "weekends"
    DAY_OFF = "day_off"
    UNSETTLED = "unsettled"
    WORKED_SATURDAY = "worked_saturday"
    CLEAR_DAYS = "clear_days"
    ROLLED = "rolled"
    LEGAL = "legal"
    TARGET = "target"
    PROVISIONAL = "provisional"
    PROJECTED = "projected"
    ASSUMED_RECEIPT = "assumed_receipt"
    OTHER_WORDING = "other_wording"
    LAXER_RULE = "laxer_rule"
    CONFERENCE_EARLIER = "conference_earlier"
    EXEMPT = "exempt"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One fact of an explanation; which fields are filled depends on the kind.

    `name` is an event at a start, a holiday at a day off, else a wording or a title; `source` a
    decision or a clause, of `regulation` where it is another's.
    """

    kind: StepKind
    day: date | None = None
    until: date | None = None
    name: str | None = None
    source: str | None = None
    regulation: str | None = None
    days: int | None = None
    year: int | None = None
    count: Count | None = None


# What makes a date provisional: a decision on days off that is still to come.
OPEN = frozenset({StepKind.PROVISIONAL, StepKind.UNSETTLED})


@dataclass(frozen=True, kw_only=True)
class Counted:
    legal_due: date
    target_due: date
    steps: tuple[Step, ...]


def count(limit: Limit, start: date, calendar: Calendar) -> Counted:
    """Both dates of a limit that runs from `start`, and why."""
    return COUNTERS[limit.count](limit, start, calendar)


def legal_due(limit: Limit, start: date, calendar: Calendar) -> date:
    """The last day by the wording; it ends at 24:00 (BLDS 2015, 148.6)."""
    return count(limit, start, calendar).legal_due


def target_due(limit: Limit, start: date, calendar: Calendar) -> date:
    """What reminders aim at: a working day, never later than the legal one."""
    return count(limit, start, calendar).target_due


def _working_days_after(limit: Limit, start: date, calendar: Calendar) -> Counted:
    passed = list(calendar.walk(start, limit.days or 0)) or [start]
    steps = [_start(limit, start), *_skipped(passed, calendar)]
    return _due(passed[-1], calendar, steps, asked=passed)


def _working_days_before(limit: Limit, start: date, calendar: Calendar) -> Counted:
    passed = sorted(calendar.walk(start, -(limit.days or 0))) or [start]
    clear = Step(kind=StepKind.CLEAR_DAYS, day=calendar.on_or_before(passed[0] - DAY))
    steps = [_start(limit, start), *_skipped(passed, calendar), clear]
    return _due(passed[0], calendar, steps, asked=passed)


def _calendar_days_after(limit: Limit, start: date, calendar: Calendar) -> Counted:
    last = start + timedelta(days=limit.days or 0)
    rolled = calendar.on_or_after(last)
    steps = [_start(limit, start), *_rolled(last, rolled, calendar)]
    return _due(rolled, calendar, steps, asked=_span(last, rolled))


def _calendar_days_before(limit: Limit, start: date, calendar: Calendar) -> Counted:
    # 148.5 is never applied backward: the legal date stays even on a day off.
    return _due(start - timedelta(days=limit.days or 0), calendar, [_start(limit, start)])


def _before_date(limit: Limit, start: date, calendar: Calendar) -> Counted:
    fixed = limit.before or start
    return _due(fixed - DAY, calendar, [Step(kind=StepKind.START, day=fixed, count=limit.count)])


COUNTERS: Mapping[Count, Callable[[Limit, date, Calendar], Counted]] = MappingProxyType(
    {
        Count.WORKING_DAYS_AFTER: _working_days_after,
        Count.WORKING_DAYS_BEFORE: _working_days_before,
        Count.CALENDAR_DAYS_AFTER: _calendar_days_after,
        Count.CALENDAR_DAYS_BEFORE: _calendar_days_before,
        Count.BEFORE_DATE: _before_date,
    }
)


def _due(
    legal: date, calendar: Calendar, steps: Iterable[Step], *, asked: Iterable[date] = ()
) -> Counted:
    """`asked` are the days on whose being worked the legal date depends."""
    target = calendar.on_or_before(legal)
    end = Step(kind=StepKind.LEGAL, day=legal, source=ENDS_AT_MIDNIGHT)
    back = _span(target, legal)
    moved = [] if target == legal else [*_skipped(back, calendar), _moved(legal, target)]
    doubt = _undecided([*asked, *back], calendar)
    return Counted(legal_due=legal, target_due=target, steps=(*steps, end, *moved, *doubt))


def _moved(legal: date, target: date) -> Step:
    return Step(kind=StepKind.TARGET, day=legal, until=target)


def _undecided(asked: Iterable[date], calendar: Calendar) -> Iterator[Step]:
    """The years passed through whose decision on days off is not recorded."""
    for year in sorted({day.year for day in asked}):
        if not calendar.decided(year):
            yield Step(kind=StepKind.PROVISIONAL, year=year)


def _start(limit: Limit, start: date) -> Step:
    return Step(
        kind=StepKind.START,
        day=start,
        name=limit.start,
        source=START_NOT_COUNTED,
        days=limit.days,
        count=limit.count,
    )


def _rolled(last: date, rolled: date, calendar: Calendar) -> Iterator[Step]:
    if rolled == last:
        return
    yield from _skipped(_span(last, rolled), calendar)
    yield Step(kind=StepKind.ROLLED, day=last, until=rolled, source=LAST_DAY_ROLLS)


def _span(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _skipped(passed: Iterable[date], calendar: Calendar) -> Iterator[Step]:
    """Each day off by name, each worked Saturday, and how many plain weekend days."""
    weekends = 0
    for day in passed:
        if worked := calendar.worked(day):
            yield Step(kind=StepKind.WORKED_SATURDAY, day=day, source=_decision(worked))
        elif off := calendar.day_off(day):
            yield from _day_off(off)
        else:
            weekends += day.weekday() >= SATURDAY
    if weekends:
        yield Step(kind=StepKind.WEEKENDS, days=weekends)


def _day_off(off: DayOff) -> Iterator[Step]:
    yield Step(kind=StepKind.DAY_OFF, day=off.day, name=off.name, source=_decision(off))
    if not off.settled and off.day.weekday() < SATURDAY:
        yield Step(kind=StepKind.UNSETTLED, day=off.day, name=off.name, source=off.decision)


def _decision(day: DayOff | WorkedSaturday) -> str | None:
    """A package is no decision: what it knows without one is told without a source."""
    return None if day.origin is Origin.PACKAGE else day.decision
