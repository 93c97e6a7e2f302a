"""What was bound to a regulation or counted by a calendar is known again, however they move."""

import json
from datetime import date

import pytest

from dialogue.calendar_print import calendar_print
from dialogue.days_off import DayOff, WorkedSaturday
from dialogue.regulation import shipped
from dialogue.regulation_json import from_json, to_json
from dialogue.working_days import calendar

OFF = DayOff(day=date(2025, 10, 2), name="Nghỉ bão", decision="QĐ 1")
WORKED = WorkedSaturday(day=date(2025, 10, 11), decision="QĐ 1")


@pytest.mark.parametrize("id", sorted(shipped()))
def test_a_regulation_comes_back_from_json_as_it_was(id: str) -> None:
    """Every rule, limit and reading, with all that it inherits."""
    regulation = shipped()[id]

    assert from_json(json.loads(json.dumps(to_json(regulation)))) == regulation


def test_the_same_calendar_has_the_same_print() -> None:
    """Two starts of the program count nothing anew."""

    assert calendar_print(calendar()) == calendar_print(calendar())


def test_whatever_is_recorded_changes_the_print() -> None:
    """A day off, its decision, a worked Saturday."""
    other = DayOff(day=OFF.day, name=OFF.name, decision="QĐ 2")
    prints = {
        calendar_print(calendar()),
        calendar_print(calendar(days_off=[OFF])),
        calendar_print(calendar(days_off=[other])),
        calendar_print(calendar(days_off=[OFF], worked_saturdays=[WORKED])),
    }

    assert len(prints) == 4
