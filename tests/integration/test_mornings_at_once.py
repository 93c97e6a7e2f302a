"""Mornings that go wrong: two machines at once, a clock that jumps, a fault half way, too many."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlmodel import select
from stage import Actor, Program
from stage.answers import enrol_agency, give
from stage.mornings import at, ring
from stage.walks import enrol, register

from handlers.reminders import morning
from handlers.reminders.message import LISTED
from scheduler.mornings import do_mornings
from scheduler.ticking import Ticking
from storage.database import Database
from storage.tables import Outbox, Reminder, Task
from storage.work import Work

DUE = date(2025, 10, 10)
MORNING = date(2025, 10, 3)


def owe(program: Program) -> Actor:
    """An agency owes an answer by Friday 10 October; its officer."""
    give(program, register(Actor(program=program, name="an")), due=DUE)
    return enrol_agency(Actor(program=program, name="dung"))


def mornings(program: Program) -> list[str]:
    return [row.key for row in program.all_of(Outbox) if row.key.startswith("morning:")]


def test_of_two_machines_one_does_the_morning(program: Program, twin: Database) -> None:
    """Both ring at the same moment, each through connections of its own."""
    owe(program)
    at(program, MORNING)

    async def both() -> None:
        machines = (program.database, twin, program.database, twin)
        await asyncio.gather(
            *(
                do_mornings(Ticking(database=one, house=program.house, now=program.now))
                for one in machines
            )
        )

    asyncio.run(both())
    steps = [row.step for row in program.all_of(Reminder) if row.subject.startswith("task:")]
    assert mornings(program) == ["morning:2025-10-03:2"]
    assert steps == ["before-5"]


def test_a_clock_that_jumps_back_says_nothing_again(sqlite_program: Program) -> None:
    """An hour, and then a day, as after a battery was changed."""
    owe(sqlite_program)
    for day, hour in ((3, 9), (3, 8), (2, 9), (3, 10)):
        at(sqlite_program, date(2025, 10, day), hour)
        ring(sqlite_program)

    assert mornings(sqlite_program) == ["morning:2025-10-03:2"]


def test_a_clock_that_jumped_ahead_and_back_loses_no_later_step(sqlite_program: Program) -> None:
    """What was said a week early is not said again; what is overdue still goes up in its time."""
    dung = owe(sqlite_program)
    chi = enrol(Actor(program=sqlite_program, name="chi"))
    at(sqlite_program, DUE)
    ring(sqlite_program)
    for day in (2, 3, 6, 7, 8, 9, 10, 13, 14):
        at(sqlite_program, date(2025, 10, day))
        ring(sqlite_program)

    assert "quá 1 ngày làm việc" in dung.read().text
    assert "quá 2 ngày làm việc" in chi.read().text


def test_a_fault_half_way_tells_nobody_and_the_next_bell_tells_all(
    sqlite_program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of a morning is one transaction: nothing is noted that was not said."""
    owe(sqlite_program)
    at(sqlite_program, MORNING)
    tell = morning._tell

    def fail(*_: Any) -> bool:
        raise RuntimeError("half way")

    monkeypatch.setattr(morning, "_tell", fail)
    with pytest.raises(RuntimeError, match="half way"):
        ring(sqlite_program)
    assert sqlite_program.all_of(Reminder) == []
    monkeypatch.setattr(morning, "_tell", tell)
    ring(sqlite_program)

    assert len(mornings(sqlite_program)) == 1


def test_who_has_left_is_not_told(sqlite_program: Program) -> None:
    """Nobody speaks for the agency any more, and the office is not there yet: nothing is said, and
    nothing fails."""
    dung = owe(sqlite_program)
    dung.say("/thoat")
    at(sqlite_program, MORNING)
    ring(sqlite_program)

    assert mornings(sqlite_program) == []


def test_of_a_thousand_tasks_a_few_are_named_and_the_others_counted(
    sqlite_program: Program,
) -> None:
    dung = owe(sqlite_program)
    sqlite_program.change(lambda work: multiply(work, 1_000))
    at(sqlite_program, MORNING)
    ring(sqlite_program)

    lines = dung.read().text.splitlines()
    assert "Sắp đến hạn (1001):" in lines
    assert len([line for line in lines if line.startswith("• ")]) == LISTED
    assert any("989 việc nữa" in line for line in lines)


def multiply(work: Work, count: int) -> None:
    """So many tasks more like the first, for agencies that help with it."""
    like = work.session.exec(select(Task)).one().model_dump(exclude={"id"})
    work.session.execute(insert(Task), [{**like, "part": "coordinating"}] * count)


def test_a_long_silence_ends_with_one_message(sqlite_program: Program) -> None:
    """Ten days, in which the date came and went: what holds is said once, not each step of it."""
    dung = owe(sqlite_program)
    at(sqlite_program, DUE + timedelta(days=4))
    ring(sqlite_program)

    assert dung.read().text.count("Phòng Kinh tế chủ trì") == 1
    assert "quá 2 ngày làm việc" in dung.text
