"""The clock of a database that several processes share."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot import clock, database_clock
from bot.database_clock import DatabaseClock, clock_of
from storage.database import Database

MINUTES = timedelta(minutes=7)


def test_a_machine_whose_clock_is_minutes_off_goes_by_the_server_s(
    postgresql_database: Database,
) -> None:
    """Two machines, one of them wrong: both say the same."""
    right = DatabaseClock(postgresql_database)
    wrong = DatabaseClock(postgresql_database, own=lambda: clock.now() + MINUTES)

    assert abs(wrong() - right()) < timedelta(seconds=1)
    assert abs(right() - datetime.now(UTC)) < timedelta(seconds=5)


async def test_what_passes_is_counted_and_corrected_by_the_next_answer(
    postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sets the machine's clock meanwhile changes nothing."""
    counted = [1_000.0]
    told = DatabaseClock(postgresql_database, counted=lambda: counted[0])
    begun = told()
    counted[0] += 420.0
    assert told() - begun == MINUTES
    monkeypatch.setattr(database_clock, "EVERY", 0.01)
    stop = asyncio.Event()
    running = asyncio.create_task(told.run(stop))
    async with asyncio.timeout(5):
        while told() - begun > timedelta(minutes=1):
            await asyncio.sleep(0.01)
        stop.set()
        await running

    assert told() > begun


def test_the_quickest_of_some_answers_counts(postgresql_database: Database) -> None:
    """A slow one says little: the server may have answered at its beginning or at its end."""
    # A connection that takes ten seconds, an answer in a hundredth, one in two seconds.
    readings = iter([0.0, 10.0, 10.0, 10.01, 11.0, 13.0])
    before = datetime.now(UTC)

    told = DatabaseClock(postgresql_database, counted=lambda: next(readings, 10.005))

    assert before <= told() <= datetime.now(UTC)


def test_the_embedded_database_has_the_machine_s_clock(sqlite_database: Database) -> None:
    assert clock_of(sqlite_database) is clock.now
