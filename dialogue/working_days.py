"""Which days are worked: Monday to Friday, less days off, plus the Saturdays worked for them.

Build a calendar for each computation: one that outlives a change of decisions would lie.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from dialogue.days_off import (
    DayOff,
    Origin,
    Record,
    WorkedSaturday,
    configured_record,
    shipped_record,
)

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year's days off and worked Saturdays, each with its source, in order."""

    year: int
    decided: bool
    decision: str | None
    days_off: tuple[DayOff, ...]
    worked_saturdays: tuple[WorkedSaturday, ...]


@dataclass(frozen=True)
class Calendar:
    """Records, the first of which wins, over what the `holidays` package knows or guesses."""

    records: tuple[Record, ...]

    def __hash__(self) -> int:
        return hash(tuple(len(record.days_off) for record in self.records))

    def is_working(self, day: date) -> bool:
        if self.worked(day):
            return True
        return day.weekday() < 5 and self.day_off(day) is None

    def day_off(self, day: date) -> DayOff | None:
        """The holiday or substitute day off that falls on the day, weekend or not."""
        for record in self.records:
            if day in record.days_off:
                return record.days_off[day]
            if day in record.worked or day.year in record.complete:
                return None
        return self._national_day_off(day)

    def worked(self, day: date) -> WorkedSaturday | None:
        for record in self.records:
            if day in record.worked:
                return record.worked[day]
            if day in record.days_off or day.year in record.complete:
                return None
        return self._national_worked(day)

    def on_or_after(self, day: date) -> date:
        while not self.is_working(day):
            day += DAY
        return day

    def on_or_before(self, day: date) -> date:
        while not self.is_working(day):
            day -= DAY
        return day

    def walk(self, start: date, working_days: int) -> Iterator[date]:
        """Each day passed until so many worked ones are behind; negative walks backward."""
        left, day = abs(working_days), start
        while left:
            day += DAY if working_days > 0 else -DAY
            left -= self.is_working(day)
            yield day

    def count(self, after: date, until: date) -> int:
        """How many days are worked after the one, up to and with the other; 0 where it is past."""
        days = ((after + n * DAY) for n in range(1, (until - after).days + 1))
        return sum(self.is_working(day) for day in days)

    def decided(self, year: int) -> bool:
        """Whether the year's decision is recorded: that the package has data proves nothing."""
        return any(year in record.decided for record in self.records)

    def year(self, year: int) -> Year:
        first = date(year, 1, 1)
        days = [first + n * DAY for n in range((date(year + 1, 1, 1) - first).days)]
        decisions = [r.decided[year] for r in self.records if year in r.decided]
        return Year(
            year=year,
            decided=bool(decisions),
            decision=decisions[0] if decisions else None,
            days_off=tuple(off for day in days if (off := self.day_off(day))),
            worked_saturdays=tuple(worked for day in days if (worked := self.worked(day))),
        )

    @cached_property
    def _national(self) -> Any:
        # Imported late: every command pays for what is imported at the top.
        import holidays

        return holidays.country_holidays("VN", language="vi")

    @cached_property
    def _package(self) -> str:
        # Imported late, as above.
        from importlib.metadata import version

        return f"holidays {version('holidays')}"

    def _national_day_off(self, day: date) -> DayOff | None:
        name = self._national.get(day)
        if name is None:
            return None
        return DayOff(day=day, name=name, decision=self._package, origin=Origin.PACKAGE)

    def _national_worked(self, day: date) -> WorkedSaturday | None:
        if day.weekday() < 5:
            return None
        # The package fills in a year's worked Saturdays when that year is first asked for.
        self._national.get(day)
        if day not in self._national.weekend_workdays:
            return None
        return WorkedSaturday(day=day, decision=self._package, origin=Origin.PACKAGE)


def calendar(
    *,
    days_off: Iterable[DayOff] = (),
    worked_saturdays: Iterable[WorkedSaturday] = (),
) -> Calendar:
    """The calendar as of now: the configuration's days, then those shipped, then the package."""
    return Calendar((configured_record(days_off, worked_saturdays), shipped_record()))
