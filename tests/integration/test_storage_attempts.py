"""Guessing is stopped: so many wrong tries in a window, counted at its very border."""

from datetime import datetime, timedelta

import pytest
from integration.storage_kit import COMMUNE, NOW, count
from stage import Program

from storage import attempts
from storage.tables import Attempt
from storage.work import Work

WINDOW = timedelta(hours=1)
TICK = timedelta(microseconds=1)
AN, CODE = "address:7", "code:VH25-0001"


def try_at(program: Program, *moments: datetime, subject: str = AN) -> None:
    for moment in moments:
        program.database.write_now(
            lambda work, at=moment: attempts.record(work, COMMUNE, subject, at)
        )


def barred_until(program: Program, now: datetime, subject: str = AN) -> datetime | None:
    def ask(work: Work) -> datetime | None:
        return attempts.barred_until(work, COMMUNE, subject, now, limit=3, window=WINDOW)

    return program.database.read_now(ask)


@pytest.mark.parametrize(("tries", "barred"), [(0, False), (2, False), (3, True), (4, True)])
def test_the_limit_bars(program: Program, tries: int, barred: bool) -> None:
    """Two of three wrong tries leave one; the third ends it."""
    try_at(program, *[NOW] * tries)

    assert barred_until(program, NOW) == (NOW + WINDOW if barred else None)


def test_the_bar_ends_when_the_window_has_passed(program: Program) -> None:
    """To the moment: barred just before, free at it."""
    try_at(program, NOW, NOW + WINDOW / 4, NOW + WINDOW / 2)
    end = NOW + WINDOW

    assert barred_until(program, end - TICK) == end
    assert barred_until(program, end) is None


def test_who_kept_trying_is_told_when_he_really_may(program: Program) -> None:
    """With more tries than the limit, the promise counts from those that still bar then."""
    try_at(program, *(NOW + minutes * timedelta(minutes=1) for minutes in range(5)))

    end = barred_until(program, NOW + timedelta(minutes=5))

    assert end == NOW + timedelta(minutes=2) + WINDOW
    assert barred_until(program, end - TICK) == end
    assert barred_until(program, end) is None


def test_tries_count_against_their_own_subject(program: Program) -> None:
    """Guessing one code does not bar another, nor another person."""
    try_at(program, NOW, NOW, NOW, subject=CODE)

    assert barred_until(program, NOW, subject=AN) is None
    assert barred_until(program, NOW, subject=CODE) is not None


def test_old_tries_are_forgotten(program: Program) -> None:
    """Those before the moment go, that of the moment stays."""
    try_at(program, NOW - TICK, NOW)
    program.database.write_now(lambda work: attempts.forget_before(work, NOW))

    assert count(program.database, Attempt) == 1
