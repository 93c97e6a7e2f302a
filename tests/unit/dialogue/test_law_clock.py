"""How a time limit is counted; every date here was counted by hand on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.clock import Counted, StepKind, count, legal_due, target_due
from dialogue.days_off import DayOff
from dialogue.names import Count
from dialogue.rules import Limit
from dialogue.working_days import Calendar, calendar

CALENDAR = calendar()
# The first date of a year that is not on record loads the holidays package.
in_its_own_time = settings(deadline=None)
FRIDAY = date(2025, 9, 26)


def limit(counted: Count, days: int | None = None, before: date | None = None) -> Limit:
    return Limit(wording="x", count=counted, days=days, before=before)


def after(start: date, days: int, *, using: Calendar = CALENDAR) -> Counted:
    return count(limit(Count.WORKING_DAYS_AFTER, days), start, using)


def before(start: date, days: int) -> Counted:
    return count(limit(Count.WORKING_DAYS_BEFORE, days), start, CALENDAR)


def named(counted: Counted, kind: StepKind) -> list[date | None]:
    return [step.day for step in counted.steps if step.kind is kind]


def test_ten_working_days_after_a_friday() -> None:
    """Fri 26/9/2025, not counted, gives Fri 10/10/2025 (BLDS 147.2)."""

    assert after(FRIDAY, 10).legal_due == date(2025, 10, 10)


def test_seven_working_days_before_a_friday() -> None:
    """Fri 26/9/2025, not counted, gives Wed 17/9/2025 (ours)."""

    assert before(FRIDAY, 7).legal_due == date(2025, 9, 17)


def test_counting_clear_days_would_give_one_more() -> None:
    """Tue 16/9/2025: the explanation may say so."""

    assert named(before(FRIDAY, 7), StepKind.CLEAR_DAYS) == [date(2025, 9, 16)]


def test_seven_calendar_days_before_a_friday() -> None:
    """Fri 26/9/2025 gives Fri 19/9/2025."""
    seven = limit(Count.CALENDAR_DAYS_BEFORE, 7)

    assert legal_due(seven, FRIDAY, CALENDAR) == date(2025, 9, 19)


def test_a_calendar_limit_backward_keeps_its_legal_date_on_a_day_off() -> None:
    """148.5 is never applied backward: legal Sat 20/9/2025, target Fri 19/9/2025."""
    seven = limit(Count.CALENDAR_DAYS_BEFORE, 7)
    counted = count(seven, date(2025, 9, 27), CALENDAR)

    assert (counted.legal_due, counted.target_due) == (date(2025, 9, 20), date(2025, 9, 19))


def test_a_target_moved_back_is_explained() -> None:
    """From which day to which."""
    counted = count(limit(Count.CALENDAR_DAYS_BEFORE, 7), date(2025, 9, 27), CALENDAR)
    (moved,) = [step for step in counted.steps if step.kind is StepKind.TARGET]

    assert (moved.day, moved.until) == (date(2025, 9, 20), date(2025, 9, 19))


def test_ten_calendar_days_after_a_friday() -> None:
    """Fri 26/9/2025 gives Mon 06/10/2025."""

    assert legal_due(limit(Count.CALENDAR_DAYS_AFTER, 10), FRIDAY, CALENDAR) == date(2025, 10, 6)


def test_a_calendar_limit_forward_rolls_off_a_day_off_and_cites_the_code() -> None:
    """Sat 04/10/2025 rolls to Mon 06/10/2025 (BLDS 148.5)."""
    counted = count(limit(Count.CALENDAR_DAYS_AFTER, 8), FRIDAY, CALENDAR)
    (rolled,) = [step for step in counted.steps if step.kind is StepKind.ROLLED]

    assert counted.legal_due == counted.target_due == date(2025, 10, 6)
    assert (rolled.day, rolled.source) == (date(2025, 10, 4), "BLDS 2015, 148.5")


def test_before_a_date_ends_with_the_day_before() -> None:
    """ "trước ngày 18/9/2025" ends with 17/9/2025."""
    fixed = limit(Count.BEFORE_DATE, before=date(2025, 9, 18))

    assert legal_due(fixed, FRIDAY, CALENDAR) == date(2025, 9, 17)


def test_before_a_monday_aims_at_the_friday() -> None:
    """ "trước ngày 29/9/2025": legal Sun 28/9, target Fri 26/9."""
    fixed = limit(Count.BEFORE_DATE, before=date(2025, 9, 29))

    assert legal_due(fixed, FRIDAY, CALENDAR) == date(2025, 9, 28)
    assert target_due(fixed, FRIDAY, CALENDAR) == date(2025, 9, 26)


def test_tet_is_skipped_day_by_day_and_each_day_is_named() -> None:
    """Fri 13/02/2026 + 5: Mon 16 to Fri 20/02 are Tết, so Fri 27/02/2026."""
    counted = after(date(2026, 2, 13), 5)

    assert counted.legal_due == date(2026, 2, 27)
    assert named(counted, StepKind.DAY_OFF) == [date(2026, 2, day) for day in range(16, 21)]
    assert all(step.name for step in counted.steps if step.kind is StepKind.DAY_OFF)


def test_a_worked_saturday_counts_and_is_named() -> None:
    """Wed 31/12/2025 + 6: 01 and 02/01 off, 05 to 09 worked, Sat 10/01/2026 is the sixth."""
    counted = after(date(2025, 12, 31), 6)

    assert counted.legal_due == date(2026, 1, 10)
    assert named(counted, StepKind.DAY_OFF) == [date(2026, 1, 1), date(2026, 1, 2)]
    assert named(counted, StepKind.WORKED_SATURDAY) == [date(2026, 1, 10)]


def test_backward_counting_skips_the_national_day() -> None:
    """Fri 11/9/2026 − 7: 31/8, 01 and 02/9 are off, so Fri 28/8/2026."""

    assert before(date(2026, 9, 11), 7).legal_due == date(2026, 8, 28)


def test_a_start_on_a_sunday_is_not_counted() -> None:
    """Sun 28/9/2025 + 1 is Mon 29/9/2025."""

    assert after(date(2025, 9, 28), 1).legal_due == date(2025, 9, 29)


def test_plain_weekend_days_are_told_as_a_number() -> None:
    """Two weekends lie within ten working days."""
    (weekends,) = [s for s in after(FRIDAY, 10).steps if s.kind is StepKind.WEEKENDS]

    assert weekends.days == 4


def test_a_day_off_added_by_the_configuration_moves_the_date_and_names_its_decision() -> None:
    """The reader sees why the date is what it is."""
    storm = DayOff(day=date(2025, 9, 29), name="Nghỉ tránh bão", decision="CĐ thử")
    counted = after(FRIDAY, 1, using=calendar(days_off=[storm]))
    (skipped,) = [step for step in counted.steps if step.kind is StepKind.DAY_OFF]

    assert counted.legal_due == date(2025, 9, 30)
    assert (skipped.name, skipped.source) == ("Nghỉ tránh bão", "CĐ thử")


days = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
limits = st.one_of(
    st.builds(
        limit,
        st.sampled_from([c for c in Count if c is not Count.BEFORE_DATE]),
        st.integers(min_value=1, max_value=30),
    ),
    st.builds(limit, st.just(Count.BEFORE_DATE), st.none(), days),
)


@in_its_own_time
@given(limits, days)
def test_a_target_is_never_on_a_day_off_nor_after_the_legal_date(rule: Limit, start: date) -> None:
    """What reminders aim at can be done on that day, and in time."""
    counted = count(rule, start, CALENDAR)

    assert CALENDAR.is_working(counted.target_due)
    assert counted.target_due <= counted.legal_due


@in_its_own_time
@given(days, st.integers(min_value=1, max_value=30))
def test_working_days_forward_hold_exactly_as_many_worked_days(start: date, number: int) -> None:
    """The first day is not counted, the last one is."""
    due = after(start, number).legal_due
    span = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]

    assert sum(CALENDAR.is_working(day) for day in span) == number
    assert CALENDAR.is_working(due)


@in_its_own_time
@given(days, st.integers(min_value=1, max_value=30))
def test_working_days_backward_hold_exactly_as_many_worked_days(start: date, number: int) -> None:
    """The same, the other way."""
    due = before(start, number).legal_due
    span = [due + timedelta(days=n) for n in range((start - due).days)]

    assert sum(CALENDAR.is_working(day) for day in span) == number


@in_its_own_time
@given(days, st.integers(min_value=1, max_value=60))
def test_a_forward_calendar_limit_never_ends_on_a_day_off(start: date, number: int) -> None:
    """BLDS 148.5."""
    due = legal_due(limit(Count.CALENDAR_DAYS_AFTER, number), start, CALENDAR)

    assert CALENDAR.is_working(due) and due >= start + timedelta(days=number)


@pytest.mark.parametrize("number", [1, 5, 7, 10, 15])
def test_a_forward_count_starts_by_citing_the_code(number: int) -> None:
    """BLDS 147.2: the first day is not counted."""
    first = after(FRIDAY, number).steps[0]

    assert (first.kind, first.day) == (StepKind.START, FRIDAY)
    assert first.source and "147" in first.source
