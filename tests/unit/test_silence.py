"""When a platform does not answer: one message's trouble, or everybody's."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.silence import LONGEST, SEVERAL, Silence

NOW = datetime(2025, 10, 1, 2, tzinfo=UTC)


def fall_silent(silence: Silence, now: datetime = NOW) -> float:
    """So many people are not answered that the account waits; for how long."""
    waits = [silence.unanswered(1, address, now) for address in range(SEVERAL)]
    assert waits[-1] is not None
    return waits[-1]


def test_one_person_whom_nobody_answers_holds_up_nobody_else() -> None:
    silence = Silence()

    assert [silence.unanswered(1, 7, NOW) for _ in range(9)] == [None] * 9


def test_several_in_a_row_make_the_account_wait() -> None:
    assert 1.0 <= fall_silent(Silence()) <= 2.0


def test_an_answer_between_them_shows_that_it_is_there() -> None:
    silence = Silence()
    for address in range(9):
        assert silence.unanswered(1, address, NOW) is None
        silence.answered(1)


def test_another_account_goes_on() -> None:
    silence = Silence()
    fall_silent(silence)

    assert silence.unanswered(2, 1, NOW) is None


def test_it_waits_longer_each_time_and_never_long() -> None:
    silence, now, waits = Silence(), NOW, []
    fall_silent(silence)
    for _ in range(9):
        now += timedelta(minutes=2)
        waits.append(silence.unanswered(1, 1, now))

    assert waits[0] == pytest.approx(3.0, abs=1.0)
    assert waits[-1] is not None
    assert LONGEST / 2 <= waits[-1] <= LONGEST


def test_what_was_on_its_way_then_waits_no_longer_than_the_others() -> None:
    silence = Silence()
    first = fall_silent(silence)

    assert silence.unanswered(1, 99, NOW + timedelta(seconds=0.5)) == pytest.approx(first - 0.5)


def test_after_an_answer_it_begins_anew() -> None:
    silence = Silence()
    fall_silent(silence)
    silence.answered(1)

    assert fall_silent(silence) <= 2.0
