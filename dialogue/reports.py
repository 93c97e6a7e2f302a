"""The reports of a year: which are due, before which day, and from whom to whom."""

from collections.abc import Iterator
from datetime import date, timedelta

from dialogue.clock import count
from dialogue.milestones import Milestone
from dialogue.names import Count, Period, Phase, Reporter
from dialogue.regulation import Regulation
from dialogue.rules import Limit, ReportRule
from dialogue.working_days import Calendar

DAY = timedelta(days=1)
QUARTERS = (1, 2, 3, 4)
MONTHS_OF_A_QUARTER = 3
LAST_MONTH = 12


def reports(
    regulation: Regulation, *, year: int, calendar: Calendar, by: Reporter | None = None
) -> tuple[Milestone, ...]:
    """Every report on a period of `year`, by its last day: that day decides which era's rule.

    With `by` only those that are owed at that level.
    """
    due = (
        _due(regulation, rule, period, fixed, calendar)
        for rule in regulation.reports.values()
        if by in (None, rule.by)
        for period, fixed in _fixed_days(rule, year)
        if rule.holds(fixed - DAY)
    )
    return tuple(sorted(due, key=lambda report: report.legal_due or date.max))


def _fixed_days(rule: ReportRule, year: int) -> Iterator[tuple[str, date]]:
    """Each period with the day before which its report is due."""
    if rule.period is Period.YEAR:
        yield str(year), date(year, rule.month or LAST_MONTH, rule.day)
        return
    for quarter in QUARTERS:
        yield f"{year}Q{quarter}", date(year, quarter * MONTHS_OF_A_QUARTER, rule.day)


def _due(
    regulation: Regulation, rule: ReportRule, period: str, fixed: date, calendar: Calendar
) -> Milestone:
    limit = Limit(wording=rule.wording, count=Count.BEFORE_DATE, before=fixed)
    counted = count(limit, fixed, calendar)
    return Milestone(
        key=rule.key,
        title=rule.title,
        phase=Phase.AFTER,
        legal_due=counted.legal_due,
        target_due=counted.target_due,
        responsible=rule.responsible,
        to=rule.to,
        clause=rule.clause,
        wording=rule.wording,
        regulation=rule.regulation,
        version=regulation.version,
        steps=counted.steps,
        ours=_is_ours(rule, fixed.year),
        readings=(rule.reading,) if rule.reading else (),
        period=period,
    )


def _is_ours(rule: ReportRule, year: int) -> bool:
    """A text that names one year says nothing of the others."""
    return year != rule.stated_year if rule.stated_year else rule.ours
