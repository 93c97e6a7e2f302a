"""The periods that figures are counted for: a quarter or a year, as far as it has come."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dialogue.reports import LAST_MONTH, MONTHS_OF_A_QUARTER, QUARTERS

NAME = re.compile(r"(20[0-9]{2})(?:Q([1-4]))?")
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Span:
    """Whole days of Viet Nam, the first and the last one counted."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, kw_only=True)
class ReportPeriod:
    """A quarter of a year or, without one, the year; "2026Q3" and "2026" by name."""

    year: int
    quarter: int | None = None

    @property
    def name(self) -> str:
        """As the regulations' reports call it."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def whole(self) -> Span:
        """From its first to its last day."""
        if self.quarter is None:
            return Span(first=date(self.year, 1, 1), last=date(self.year, LAST_MONTH, 31))
        month = (self.quarter - 1) * MONTHS_OF_A_QUARTER + 1
        first = date(self.year, month, 1)
        return Span(first=first, last=_first_after(first) - DAY)

    @property
    def before(self) -> "ReportPeriod":
        """The quarter, or the year, before it."""
        if self.quarter is None or self.quarter == QUARTERS[0]:
            last = None if self.quarter is None else QUARTERS[-1]
            return ReportPeriod(year=self.year - 1, quarter=last)
        return ReportPeriod(year=self.year, quarter=self.quarter - 1)

    def until(self, today: date) -> Span | None:
        """As far as it has come: the last day is the cut-off. None where it has not begun."""
        whole = self.whole
        if today < whole.first:
            return None
        return Span(first=whole.first, last=min(today, whole.last))


def named(text: str) -> ReportPeriod | None:
    """The period of this name; None where it is none."""
    found = NAME.fullmatch(text)
    if found is None:
        return None
    return ReportPeriod(year=int(found[1]), quarter=int(found[2]) if found[2] else None)


def begun(year: int, today: date) -> list[ReportPeriod]:
    """The periods of a year that have begun, the year itself first, then the newest quarter."""
    every = [ReportPeriod(year=year, quarter=quarter) for quarter in (None, *reversed(QUARTERS))]
    return [one for one in every if one.until(today) is not None]


def compared(period: ReportPeriod, so_far: Span) -> tuple[Span, ...]:
    """The spans whose figures stand beside each other, `so_far` being the period up to its
    cut-off: it and the whole one before; of a quarter also the year so far, and the same days of
    the year before."""
    both = (so_far, period.before.whole)
    if period.quarter is None:
        return both
    year = Span(first=date(period.year, 1, 1), last=so_far.last)
    return (*both, year, Span(first=_a_year_before(year.first), last=_a_year_before(year.last)))


def _first_after(first: date) -> date:
    month = first.month + MONTHS_OF_A_QUARTER
    is_next_year = month > LAST_MONTH
    return date(first.year + is_next_year, month - LAST_MONTH * is_next_year, 1)


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
