"""The ladder of reminders: its steps by day, over Tết, worked Saturdays and moved dates."""

from datetime import date

import pytest

from dialogue.days_off import DayOff, WorkedSaturday
from dialogue.reminders import Ladder, Level, due, levels, steps
from dialogue.working_days import Calendar, calendar

LADDER = Ladder()
NAMES = (
    "before-5",
    "before-2",
    "before-1",
    "today",
    "overdue-owing",
    "overdue-office",
    "overdue-chair",
)


def days(text: str) -> list[date]:
    return [date.fromisoformat(day) for day in text.split()]


@pytest.fixture(scope="module")
def known() -> Calendar:
    return calendar()


@pytest.mark.parametrize(
    ("when", "target", "expected"),
    [
        (
            "an ordinary week",
            "2025-10-15",
            "2025-10-08 2025-10-13 2025-10-14 2025-10-15 2025-10-16 2025-10-17 2025-10-22",
        ),
        (
            "the first day after Tết of 2025, which is off from 25 January to 2 February",
            "2025-02-03",
            "2025-01-20 2025-01-23 2025-01-24 2025-02-03 2025-02-04 2025-02-05 2025-02-10",
        ),
        (
            "the last day before that Tết",
            "2025-01-24",
            "2025-01-17 2025-01-22 2025-01-23 2025-01-24 2025-02-03 2025-02-04 2025-02-07",
        ),
        (
            "a Sunday: aimed at from the Friday before, late from the Monday after",
            "2025-10-12",
            "2025-10-03 2025-10-08 2025-10-09 2025-10-10 2025-10-13 2025-10-14 2025-10-17",
        ),
    ],
)
def test_each_step_is_on_a_worked_day(
    known: Calendar, when: str, target: str, expected: str
) -> None:
    day = date.fromisoformat(target)
    found = steps(LADDER, known, target=day, last=day)

    assert [step.day for step in found] == days(expected), when
    assert tuple(step.name for step in found) == NAMES


def test_a_worked_saturday_counts_as_a_working_day() -> None:
    """With Saturday 4 October worked for Monday the 6th, two days before Tuesday is that Friday."""
    own = calendar(
        days_off=[DayOff(day=date(2025, 10, 6), name="Nghỉ bù", decision="QĐ")],
        worked_saturdays=[WorkedSaturday(day=date(2025, 10, 4), decision="QĐ")],
    )
    found = steps(Ladder(before=(2, 1)), own, target=date(2025, 10, 7), last=date(2025, 10, 7))

    assert [step.day for step in found][:3] == days("2025-10-03 2025-10-04 2025-10-07")


def test_overdue_is_what_has_passed_the_last_day_not_what_was_aimed_at(known: Calendar) -> None:
    """hong-an-qt-vp-12: the chart's day is aimed at, the prose's day binds."""
    found = steps(LADDER, known, target=date(2025, 10, 8), last=date(2025, 10, 10))

    assert [step.day for step in found if step.name == "today"] == days("2025-10-08")
    assert [step.day for step in found if step.name == "overdue-owing"] == days("2025-10-13")


def test_what_is_overdue_goes_up_a_level_at_a_time(known: Calendar) -> None:
    day = date(2025, 10, 15)
    found = steps(LADDER, known, target=day, last=day)

    told = {
        today: levels(due(found, today=date.fromisoformat(today), taken=NAMES[:4]))
        for today in ("2025-10-15", "2025-10-16", "2025-10-17", "2025-10-22")
    }
    assert told == {
        "2025-10-15": (),
        "2025-10-16": (Level.OWING,),
        "2025-10-17": (Level.OWING, Level.OFFICE),
        "2025-10-22": (Level.OWING, Level.OFFICE, Level.CHAIR),
    }


def test_a_step_that_was_taken_is_not_due_again(known: Calendar) -> None:
    day = date(2025, 10, 15)
    found = steps(LADDER, known, target=day, last=day)

    assert due(found, today=date(2025, 10, 13), taken=("before-5", "before-2")) == ()


def test_after_days_of_silence_each_step_that_was_missed_is_due(known: Calendar) -> None:
    day = date(2025, 10, 15)
    found = steps(LADDER, known, target=day, last=day)
    missed = due(found, today=date(2025, 10, 15), taken=("before-5",))

    assert [step.name for step in missed] == ["before-2", "before-1", "today"]
    assert levels(missed) == (Level.OWING,)


def test_an_extension_begins_the_ladder_anew_from_its_own_day(known: Calendar) -> None:
    """What had gone up to the chair is reminded of again before the new day."""
    later = date(2025, 10, 30)
    found = steps(LADDER, known, target=later, last=later)

    assert due(found, today=date(2025, 10, 22), taken=()) == ()
    assert [one.name for one in due(found, today=date(2025, 10, 23), taken=())] == ["before-5"]


def test_a_ladder_without_reminders_before_has_the_day_itself(known: Calendar) -> None:
    day = date(2025, 10, 15)
    found = steps(Ladder(before=()), known, target=day, last=day)

    assert found[0].name == "today"
    assert Ladder(before=()).furthest == 0
