"""What the clock looks for: found by an index, the same on both databases, taken once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from integration.plan_kit import is_explained, scans
from integration.storage_kit import statements
from stage import Program
from stage.program import START

from scheduler.ticks import STEPS_KEPT, forget_old_traffic
from storage import reminders
from storage.database import Database
from storage.reminders import Window
from storage.tables import Reminder
from storage.work import Work

TODAY = date(2025, 10, 1)
WINDOW = Window(first=TODAY, last=TODAY + timedelta(days=20))
WEEK = timedelta(days=7)
ASKED: dict[str, Callable[[Work], Any]] = {
    "taken": lambda work: reminders.taken(work, 1, WINDOW),
    "owed_tasks": lambda work: reminders.owed_tasks(work, 1, WINDOW),
    "unreceived": lambda work: reminders.unreceived(work, 1, since=START - WEEK, until=START),
    "limits": lambda work: reminders.limits(work, 1, WINDOW),
    "unassigned": lambda work: reminders.unassigned(work, 1, WINDOW),
    "meetings": lambda work: reminders.meetings(work, START, START + WEEK, 1),
    "drafts_left": lambda work: reminders.drafts_left(
        work, after=START - WEEK, until=START, limit=9
    ),
    "replied_unasked": lambda work: reminders.replied_unasked(
        work, after=START - WEEK, until=START, limit=9
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_it_is_asked_on_both_databases(database: Database, name: str) -> None:
    assert len(database.write_now(ASKED[name])) == 0


@pytest.mark.parametrize("name", ASKED)
def test_it_is_found_by_an_index(sqlite_database: Database, name: str) -> None:
    """No table with petitions, tasks or limits is read from end to end."""
    with statements(sqlite_database) as seen:
        sqlite_database.write_now(ASKED[name])
    asked = [one for one in seen if is_explained(one[0])]

    assert asked
    assert sqlite_database.write_now(lambda work: scans(work, asked)) == {}


def test_of_two_who_begin_a_morning_one_does_it(program: Program) -> None:
    """Also where both stand in transactions of their own: the key decides."""

    def begin(work: Work) -> bool:
        return reminders.begin_morning(work, 1, TODAY, START)

    assert [program.database.write_now(begin) for _ in range(2)] == [True, False]


def test_a_commune_is_without_a_morning_until_it_has_had_it(program: Program) -> None:
    def without(work: Work) -> list[int]:
        return list(reminders.communes_without_morning(work, TODAY))

    before = program.database.read_now(without)
    program.change(lambda work: reminders.begin_morning(work, before[0], TODAY, START))

    assert before == [1]
    assert program.database.read_now(without) == []


def test_steps_are_kept_by_thing_and_date(program: Program) -> None:
    """Another date of the same thing begins anew."""
    steps = [("task:1", TODAY, "today"), ("task:1", TODAY, "before-1"), ("task:1", TODAY, "today")]
    program.change(lambda work: reminders.take(work, 1, steps, START))

    found = program.database.read_now(lambda work: reminders.taken(work, 1, WINDOW))
    assert found == {("task:1", TODAY): frozenset({"today", "before-1"})}


def test_steps_of_long_ago_are_forgotten(program: Program) -> None:
    """They would only grow; those that may still be asked for stay."""
    old = TODAY - STEPS_KEPT - timedelta(days=1)
    steps = [("task:1", old, "today"), ("task:2", TODAY, "today")]
    program.change(lambda work: reminders.take(work, 1, steps, START))
    program.change(lambda work: forget_old_traffic(work, START))

    assert [row.subject for row in program.all_of(Reminder)] == ["task:2"]
