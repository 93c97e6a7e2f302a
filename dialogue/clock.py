"""How a time limit is counted, with the steps that explain the date.

The sources define no counting: the Civil Code 2015 (BLDS) is used by analogy.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from dialogue.names import Count
from dialogue.rules import Limit
from dialogue.working_days import Calendar

DAY = timedelta(days=1)
START_NOT_COUNTED = "BLDS 2015, 147.2, 147.3"
LAST_DAY_ROLLS = "BLDS 2015, 148.5"
ENDS_AT_MIDNIGHT = "BLDS 2015, 148.1, 148.6"


class StepKind(StrEnum):
    """What a line of the explanation is about; the sentences are in the catalogues."""

    START = "start"
    WEEKENDS = "weekends"
    DAY_OFF = "day_off"
    WORKED_SATURDAY = "worked_saturday"
    CLEAR_DAYS = "clear_days"
    ROLLED = "rolled"
    LEGAL = "legal"
    TARGET = "target"
    PROJECTED = "projected"
    ASSUMED_RECEIPT = "assumed_receipt"
    OTHER_WORDING = "other_wording"
    LAXER_RULE = "laxer_rule"
    EXEMPT = "exempt"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One fact of an explanation; which fields are filled depends on the kind."""

    kind: StepKind
    day: date | None = None
    until: date | None = None
    name: str | None = None
    source: str | None = None
    days: int | None = None


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
    return _due(passed[-1], calendar, _start(start), *_skipped(passed, calendar))


def _working_days_before(limit: Limit, start: date, calendar: Calendar) -> Counted:
    passed = list(calendar.walk(start, -(limit.days or 0))) or [start]
    earlier = calendar.on_or_before(passed[-1] - DAY)
    clear = Step(kind=StepKind.CLEAR_DAYS, day=earlier)
    return _due(passed[-1], calendar, _start(start), *_skipped(sorted(passed), calendar), clear)


def _calendar_days_after(limit: Limit, start: date, calendar: Calendar) -> Counted:
    last = start + timedelta(days=limit.days or 0)
    rolled = calendar.on_or_after(last)
    return _due(rolled, calendar, _start(start), *_rolled(last, rolled, calendar))


def _calendar_days_before(limit: Limit, start: date, calendar: Calendar) -> Counted:
    # 148.5 is never applied backward: the legal date stays even on a day off.
    return _due(start - timedelta(days=limit.days or 0), calendar, _start(start))


def _before_date(limit: Limit, start: date, calendar: Calendar) -> Counted:
    fixed = limit.before or start
    return _due(fixed - DAY, calendar, Step(kind=StepKind.START, day=fixed))


COUNTERS: Mapping[Count, Callable[[Limit, date, Calendar], Counted]] = MappingProxyType(
    {
        Count.WORKING_DAYS_AFTER: _working_days_after,
        Count.WORKING_DAYS_BEFORE: _working_days_before,
        Count.CALENDAR_DAYS_AFTER: _calendar_days_after,
        Count.CALENDAR_DAYS_BEFORE: _calendar_days_before,
        Count.BEFORE_DATE: _before_date,
    }
)


def _due(legal: date, calendar: Calendar, *steps: Step) -> Counted:
    target = calendar.on_or_before(legal)
    end = Step(kind=StepKind.LEGAL, day=legal, source=ENDS_AT_MIDNIGHT)
    moved = [] if target == legal else [*_days_off(target, legal, calendar), _moved(legal, target)]
    return Counted(legal_due=legal, target_due=target, steps=(*steps, end, *moved))


def _moved(legal: date, target: date) -> Step:
    return Step(kind=StepKind.TARGET, day=legal, until=target)


def _start(start: date) -> Step:
    return Step(kind=StepKind.START, day=start, source=START_NOT_COUNTED)


def _rolled(last: date, rolled: date, calendar: Calendar) -> Iterator[Step]:
    if rolled == last:
        return
    yield from _days_off(last, rolled, calendar)
    yield Step(kind=StepKind.ROLLED, day=last, until=rolled, source=LAST_DAY_ROLLS)


def _days_off(first: date, last: date, calendar: Calendar) -> Iterator[Step]:
    span = [first + n * DAY for n in range((last - first).days + 1)]
    return _skipped(span, calendar)


def _skipped(passed: list[date], calendar: Calendar) -> Iterator[Step]:
    """Each day off by name, each worked Saturday, and how many plain weekend days."""
    weekends = 0
    for day in passed:
        if worked := calendar.worked(day):
            yield Step(kind=StepKind.WORKED_SATURDAY, day=day, source=worked.decision)
        elif off := calendar.day_off(day):
            yield Step(kind=StepKind.DAY_OFF, day=day, name=off.name, source=off.decision)
        else:
            weekends += day.weekday() >= 5
    if weekends:
        yield Step(kind=StepKind.WEEKENDS, days=weekends)
