"""The hard cases of counting, a row each; every date was counted by hand on a calendar."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue.clock import count
from dialogue.days_off import DayOff, configured_record
from dialogue.milestones import milestones
from dialogue.names import Count, Kind
from dialogue.regulation import shipped
from dialogue.reports import reports
from dialogue.rules import Limit
from dialogue.working_days import Calendar, calendar
from locales.dates import local_date

REGULATIONS = shipped()
CALENDAR = calendar()
# The first date of a year that is not on record loads the holidays package.
in_its_own_time = settings(deadline=None)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is counted, from which clause, and both dates that follow."""

    name: str
    clause: str
    regulation: str = "hai-phong-13-hd"
    key: str = "conclusion_notice"
    held: date | datetime
    legal: date | None
    target: date | None
    facts: dict[str, Any] | None = None

    def __str__(self) -> str:
        return self.name


CASES = (
    Case(
        name="Tết lies in between",
        clause="hai-phong-13-hd V.3.1(1): 10 working days; 16–20/02/2026 off",
        held=date(2026, 2, 6),
        legal=date(2026, 2, 27),
        target=date(2026, 2, 27),
    ),
    Case(
        name="counting back over Tết",
        clause="hai-phong-13-hd V.1(1): 7 working days before; 16–20/02/2026 off",
        key="announce",
        held=date(2026, 2, 25),
        legal=date(2026, 2, 9),
        target=date(2026, 2, 9),
    ),
    Case(
        name="a swapped Saturday counts forward",
        clause="vinh-hoa-2025 V.4: 5 working days; Sat 26/4/2025 worked",
        regulation="vinh-hoa-2025",
        held=date(2025, 4, 23),
        legal=date(2025, 4, 29),
        target=date(2025, 4, 29),
    ),
    Case(
        name="a swapped Saturday counts backward",
        clause="hai-phong-13-hd V.1(1): 7 working days before; Sat 22/8/2026 worked",
        key="announce",
        held=date(2026, 8, 27),
        legal=date(2026, 8, 19),
        target=date(2026, 8, 19),
    ),
    Case(
        name="a swapped Saturday that the package does not know",
        clause="vinh-hoa-2025 V.4: 5 working days; Fri 02/01/2026 off, Sat 10/01 worked",
        regulation="vinh-hoa-2025",
        held=date(2026, 1, 5),
        legal=date(2026, 1, 10),
        target=date(2026, 1, 10),
    ),
    Case(
        name="a calendar limit forward ends on a day off",
        clause="hong-an-qt-vp-12 5.1: 10 days, Sat 10/10 to Mon 12/10/2026 (BLDS 148.5)",
        regulation="hong-an-qt-vp-12",
        held=date(2026, 9, 30),
        legal=date(2026, 10, 14),
        target=date(2026, 10, 12),
    ),
    Case(
        name="a calendar limit backward ends on a day off",
        clause="hong-an-qt-vp-12 5.1: 7 days before; 148.5 never backward, Sun 06/9/2026",
        regulation="hong-an-qt-vp-12",
        key="plan",
        held=date(2026, 9, 13),
        legal=date(2026, 9, 6),
        target=date(2026, 9, 4),
    ),
    Case(
        name="a leap day is a day like others",
        clause="hai-phong-13-hd V.3.1(1): 10 working days over Tue 29/02/2028",
        held=date(2028, 2, 21),
        legal=date(2028, 3, 6),
        target=date(2028, 3, 6),
    ),
    Case(
        name="held on a leap day",
        clause="hai-phong-13-hd V.3.1(1): 10 working days after Thu 29/02/2024",
        held=date(2024, 2, 29),
        legal=date(2024, 3, 14),
        target=date(2024, 3, 14),
    ),
    Case(
        name="one minute before midnight in Viet Nam",
        clause="BLDS 147.2: 23:59 on Thu 25/9/2025 is that day, 10 working days, Thu 09/10",
        held=datetime(2025, 9, 25, 16, 59, tzinfo=UTC),
        legal=date(2025, 10, 9),
        target=date(2025, 10, 9),
    ),
    Case(
        name="one minute after midnight in Viet Nam",
        clause="BLDS 147.2: 00:01 on Fri 26/9/2025 is the next day, so Fri 10/10",
        held=datetime(2025, 9, 25, 17, 1, tzinfo=UTC),
        legal=date(2025, 10, 10),
        target=date(2025, 10, 10),
    ),
    Case(
        name="a plan's fixed date",
        clause="vinh-hoa-2025 V.2: before 18/9/2025 ends with Wed 17/9",
        regulation="vinh-hoa-2025",
        key="speaker_list",
        held=date(2025, 9, 26),
        legal=date(2025, 9, 17),
        target=date(2025, 9, 17),
    ),
    Case(
        name="more time for complex matters",
        clause="hai-phong-13-hd V.3.1(1): at most 15 working days",
        held=date(2025, 9, 26),
        facts={"complex": True},
        legal=date(2025, 10, 17),
        target=date(2025, 10, 17),
    ),
    Case(
        name="a plan without more time",
        clause="vinh-hoa-2025 V.4: 5 working days, complex or not (the stricter counts, ours)",
        regulation="vinh-hoa-2025",
        held=date(2025, 9, 26),
        facts={"complex": True},
        legal=date(2025, 10, 3),
        target=date(2025, 10, 3),
    ),
    Case(
        name="two wordings",
        clause="hong-an-qt-vp-12 5.2 Bước 4(1): 10 working days; chart 5.1: 10 days",
        regulation="hong-an-qt-vp-12",
        held=date(2026, 10, 2),
        legal=date(2026, 10, 16),
        target=date(2026, 10, 12),
    ),
    Case(
        name="no receipt, and the notice was issued",
        clause="hai-phong-13-hd V.3.2: 15 working days from the day it was issued",
        key="written_reply",
        held=date(2025, 9, 26),
        facts={"notice_issued": date(2025, 9, 30)},
        legal=date(2025, 10, 21),
        target=date(2025, 10, 21),
    ),
    Case(
        name="no receipt, and no notice yet",
        clause="hai-phong-13-hd V.3.2: 15 working days from the notice's last day, Fri 10/10",
        key="written_reply",
        held=date(2025, 9, 26),
        legal=date(2025, 10, 31),
        target=date(2025, 10, 31),
    ),
    Case(
        name="an extraordinary conference",
        clause="hai-phong-13-hd V.1(1), V.2*: no date for notice and invitations",
        key="announce",
        held=date(2025, 9, 26),
        facts={"kind": Kind.DOT_XUAT},
        legal=None,
        target=None,
    ),
    Case(
        name="a receipt that starts nothing",
        clause="tinh-1573-qd 9.3: 7 working days after issue, whenever it was received",
        regulation="tinh-1573-qd",
        key="written_reply",
        held=date(2025, 9, 26),
        facts={"notice_issued": date(2025, 10, 1), "notice_received": date(2025, 10, 6)},
        legal=date(2025, 10, 10),
        target=date(2025, 10, 10),
    ),
)


def dates(case: Case) -> tuple[date | None, date | None]:
    held = local_date(case.held) if isinstance(case.held, datetime) else case.held
    found = milestones(
        REGULATIONS[case.regulation],
        conference_date=held,
        calendar=CALENDAR,
        **(case.facts or {}),
    )
    due = next(milestone for milestone in found if milestone.key == case.key)
    return due.legal_due, due.target_due


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_hard_case_is_counted_as_its_clause_says(case: Case) -> None:
    """Each row cites its own clause."""

    assert dates(case) == (case.legal, case.target), case.clause


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize("case", [c for c in CASES if isinstance(c.held, datetime)], ids=str)
def test_a_server_in_another_time_zone_counts_the_same(
    case: Case, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days are those of Viet Nam, wherever the program runs (BLDS 148.6)."""
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        assert dates(case) == (case.legal, case.target), case.clause
    finally:
        monkeypatch.undo()
        time.tzset()


def test_before_the_fifteenth_ends_with_the_fourteenth() -> None:
    """hai-phong-13-hd VI.1, Q3 of 2025: legal Sun 14/9, target Fri 12/9."""
    found = reports(REGULATIONS["hai-phong-13-hd"], year=2025, calendar=CALENDAR)
    third = next(report for report in found if report.period == "2025Q3")

    assert (third.legal_due, third.target_due) == (date(2025, 9, 14), date(2025, 9, 12))


FORWARD = (Count.WORKING_DAYS_AFTER, Count.CALENDAR_DAYS_AFTER)
BACKWARD = (Count.WORKING_DAYS_BEFORE, Count.CALENDAR_DAYS_BEFORE)
# Two years of which every day is on record.
days = st.dates(min_value=date(2025, 2, 1), max_value=date(2026, 11, 30))
numbers = st.integers(min_value=1, max_value=20)


def with_a_day_off(day: date) -> Calendar:
    """The calendar, and one more day off."""
    added = DayOff(day=day, name="Nghỉ tránh bão", decision="CĐ thử")
    return Calendar((configured_record([added], []), *CALENDAR.records))


@in_its_own_time
@given(st.sampled_from(FORWARD), numbers, days, st.integers(min_value=0, max_value=40))
def test_one_more_day_off_never_moves_a_forward_date_earlier(
    counted: Count, number: int, start: date, later: int
) -> None:
    """BLDS 148.5: a day off gives time, and takes none."""
    limit = Limit(wording="x", count=counted, days=number)
    changed = count(limit, start, with_a_day_off(start + timedelta(days=later)))

    assert changed.legal_due >= count(limit, start, CALENDAR).legal_due


@in_its_own_time
@given(st.sampled_from(BACKWARD), numbers, days, st.integers(min_value=0, max_value=40))
def test_one_more_day_off_never_moves_a_backward_date_later(
    counted: Count, number: int, start: date, earlier: int
) -> None:
    """V.1(1): at least so many days ahead stay ahead."""
    limit = Limit(wording="x", count=counted, days=number)
    before = count(limit, start, CALENDAR)
    changed = count(limit, start, with_a_day_off(start - timedelta(days=earlier)))

    assert changed.legal_due <= before.legal_due
    assert changed.target_due <= before.target_due


@in_its_own_time
@given(numbers, days)
def test_counting_there_and_back_agrees(number: int, start: date) -> None:
    """From a worked day, N working days forward and N back is that day again."""
    start = CALENDAR.on_or_before(start)
    there = Limit(wording="x", count=Count.WORKING_DAYS_AFTER, days=number)
    back = Limit(wording="x", count=Count.WORKING_DAYS_BEFORE, days=number)
    due = count(there, start, CALENDAR).legal_due

    assert count(back, due, CALENDAR).legal_due == start
