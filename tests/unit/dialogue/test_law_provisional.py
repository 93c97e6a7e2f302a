"""Dates that hang on a decision about days off which is still to come."""

from datetime import date
from typing import Any

import pytest

from dialogue.clock import Step, StepKind
from dialogue.days_off import DayOff
from dialogue.milestones import Milestone, milestones
from dialogue.regulation import shipped
from dialogue.working_days import Calendar, calendar

REGULATIONS = shipped()
CALENDAR = calendar()


def due(
    held: date,
    key: str = "conclusion_notice",
    id: str = "hai-phong-13-hd",
    using: Calendar = CALENDAR,
    **facts: Any,
) -> Milestone:
    found = milestones(REGULATIONS[id], conference_date=held, calendar=using, **facts)
    return next(milestone for milestone in found if milestone.key == key)


def steps(milestone: Milestone, kind: StepKind) -> list[Step]:
    return [step for step in milestone.steps if step.kind is kind]


def test_a_date_within_decided_years_is_not_provisional() -> None:
    """V.3.1(1): ten working days in 2025, which is on record."""

    assert not due(date(2025, 9, 26)).provisional


def test_a_date_that_walks_into_an_undecided_year_is_provisional_and_names_it() -> None:
    """V.3.1(1): from Mon 21/12/2026 into 2027."""
    notice = due(date(2026, 12, 21))

    assert notice.provisional
    assert [step.year for step in steps(notice, StepKind.PROVISIONAL)] == [2027]


def test_a_date_of_a_decided_year_stays_firm_though_the_next_one_is_undecided() -> None:
    """V.3.1(1): ten working days after Mon 14/12/2026 end with Mon 28/12."""
    notice = due(date(2026, 12, 14))

    assert (notice.legal_due, notice.provisional) == (date(2026, 12, 28), False)


def test_counting_back_into_an_undecided_year_is_provisional() -> None:
    """V.1(1): a conference in 2028, seven working days before."""
    announce = due(date(2028, 1, 5), "announce")

    assert [step.year for step in steps(announce, StepKind.PROVISIONAL)] == [2027, 2028]


def test_a_date_counted_from_a_provisional_one_is_provisional_too() -> None:
    """V.3.2: the reply is projected from a notice that passes 24/11/2026."""
    reply = due(date(2026, 11, 18), "written_reply")

    assert reply.projected and reply.provisional


def test_what_makes_a_date_provisional_is_told_once_and_last() -> None:
    """Notice and reply pass the same undecided year."""
    reply = due(date(2026, 12, 28), "written_reply")

    assert [step.kind for step in reply.steps].count(StepKind.PROVISIONAL) == 1
    assert reply.steps[-1].kind is StepKind.PROVISIONAL


def test_a_day_announced_but_not_settled_makes_a_date_provisional_and_is_named() -> None:
    """24/11/2026: announced by Resolution 80, the implementing act is not recorded."""
    notice = due(date(2026, 11, 18))
    (open_day,) = steps(notice, StepKind.UNSETTLED)

    assert notice.provisional
    assert (open_day.day, open_day.name) == (date(2026, 11, 24), "Ngày Văn hóa Việt Nam")


def test_a_settled_day_is_firm() -> None:
    """As soon as the configuration has the act."""
    act = DayOff(day=date(2026, 11, 24), name="Ngày Văn hóa Việt Nam", decision="Nghị định thử")

    assert not due(date(2026, 11, 18), using=calendar(days_off=[act])).provisional


def test_a_decision_on_record_makes_a_date_firm() -> None:
    """The configuration has a day off of 2027 with its decision."""
    tet = DayOff(day=date(2027, 2, 5), name="Nghỉ Tết", decision="Thông báo thử")

    assert not due(date(2026, 12, 21), using=calendar(days_off=[tet])).provisional


def test_a_milestone_without_a_date_is_not_provisional() -> None:
    """Nothing was counted."""
    found = milestones(
        REGULATIONS["hai-phong-13-hd"], conference_date=date(2027, 5, 5), calendar=CALENDAR
    )

    assert not any(one.provisional for one in found if one.legal_due is None)


@pytest.mark.parametrize(
    ("held", "warned"), [(date(2025, 9, 24), True), (date(2025, 9, 26), False)]
)
def test_a_conference_before_a_fixed_date_of_its_plan_is_noted(held: date, warned: bool) -> None:
    """vinh-hoa-2025 V.4: the answers are due before 26/9/2025; nothing is refused."""
    report = due(held, "synthesis_report", id="vinh-hoa-2025")

    assert report.legal_due == date(2025, 9, 25)
    assert bool(steps(report, StepKind.CONFERENCE_EARLIER)) is warned


def test_a_start_says_from_what_and_how_it_is_counted() -> None:
    """V.3.2: fifteen working days after the receipt."""
    reply = due(date(2025, 9, 26), "written_reply", notice_received=date(2025, 10, 1))
    (start,) = steps(reply, StepKind.START)

    assert (start.name, start.day, start.days) == ("notice_received", date(2025, 10, 1), 15)
