"""The log of an outage: when it begins, now and then while it lasts, when it is over."""

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from storage import outage as outages
from storage.database import Database
from storage.errors import Unavailable
from storage.outage import QUIET, SAY_AGAIN, Outage
from storage.troubles import Trouble

MESSAGES = 1000


class Clock:
    """A clock that stands until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(outages, "monotonic", clock)
    return clock


@pytest.fixture
def outage() -> Outage:
    return Outage("writing to the database")


def full() -> Unavailable:
    return Unavailable("database or disk is full", Trouble.FULL)


def told(outage: Outage, *, failures: int = 0, works: bool = False) -> list[dict[str, Any]]:
    """What is logged while so many pieces of work fail, or one works."""
    with capture_logs() as logs:
        for _ in range(failures):
            outage.failed(full())
        if works:
            outage.worked()
    return [dict(line) for line in logs]


def test_a_thousand_failures_at_once_are_one_line(outage: Outage, clock: Clock) -> None:
    """With what is wrong and what to do, and without a traceback."""
    (line,) = told(outage, failures=MESSAGES)

    assert (line["event"], line["why"]) == (
        "writing to the database fails",
        "the disk is full",
    )
    assert "free some room" in line["do"]
    assert "exc_info" not in line


def test_while_it_lasts_it_is_said_again_now_and_then(outage: Outage, clock: Clock) -> None:
    """One line every ten seconds, with how many failed until then."""
    told(outage, failures=5)
    clock.now += SAY_AGAIN - 0.1
    quiet = told(outage, failures=5)
    clock.now += 0.1
    (line,) = told(outage, failures=1)

    assert quiet == []
    assert (line["event"], line["failed"]) == ("writing to the database still fails", 11)


def test_its_end_is_said_once(outage: Outage, clock: Clock) -> None:
    """With how long it took."""
    told(outage, failures=3)
    clock.now += 60
    (line,) = told(outage, works=True)
    after = told(outage, works=True)

    assert (line["event"], line["seconds"]) == ("writing to the database works again", 60)
    assert after == []


def test_a_success_between_failures_is_not_the_end(outage: Outage, clock: Clock) -> None:
    """A trouble that comes and goes does not fill the log with beginnings and ends."""
    first = told(outage, failures=1)
    lines = []
    for _ in range(MESSAGES):
        clock.now += QUIET / 1000
        lines += told(outage, failures=1, works=True)

    assert len(first) == 1
    assert len(lines) <= 1


def test_a_program_that_stops_is_no_outage(outage: Outage) -> None:
    """The operator stopped it."""
    with capture_logs() as logs:
        outage.failed(Unavailable("the program is stopping", Trouble.STOPPING))

    assert logs == []


async def test_the_database_itself_says_it(sqlite_database: Database, clock: Clock) -> None:
    """A thousand messages that cannot be written: one line; and one when the next one can."""

    def fail(_: object) -> None:
        raise full()

    with capture_logs() as logs:
        writing = [sqlite_database.write(fail) for _ in range(MESSAGES)]
        faults = await asyncio.gather(*writing, return_exceptions=True)
        clock.now += QUIET
        await sqlite_database.write(lambda work: None)
        sqlite_database.close()  # what was logged after the last answer is there as well

    assert [type(fault) for fault in faults] == [Unavailable] * MESSAGES
    assert [line["event"] for line in logs] == [
        "writing to the database fails",
        "writing to the database works again",
    ]
