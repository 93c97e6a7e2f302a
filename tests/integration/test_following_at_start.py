"""What is outdated when the program starts is queued once it serves, commune by commune."""

import asyncio
from datetime import date

import pytest
from stage import Program
from stage.dates import days_off, restart

from bot.following import follow_each
from handlers.clock.queue import FOLLOW
from storage import communes, job_list


@pytest.fixture
def outdated(program: Program) -> Program:
    """The dates of its conference were counted before a day off was named."""
    restart(program)
    days_off(program, date(2025, 9, 22), date(2025, 9, 23))
    return program


def start(program: Program, stop: asyncio.Event) -> list[str]:
    """The kinds of long work that wait after a start."""
    numbers = program.database.read_now(lambda work: [one.id for one in communes.every(work)])
    known = [number for number in numbers if number is not None]
    following = follow_each(program.database, program.house, lambda: program.now, [*known, 0], stop)
    asyncio.run(following)
    return [one.kind for one in program.database.read_now(job_list.unfinished)]


def test_dates_that_were_counted_by_another_calendar_are_brought_in_line(outdated: Program) -> None:
    assert start(outdated, asyncio.Event()) == [FOLLOW]


def test_a_program_that_is_stopped_at_once_leaves_it_to_the_next_start(outdated: Program) -> None:
    stop = asyncio.Event()
    stop.set()

    assert start(outdated, stop) == []


def test_what_is_in_line_queues_nothing(program: Program) -> None:
    restart(program)

    assert start(program, asyncio.Event()) == []
