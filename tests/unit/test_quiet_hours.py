"""Quiet hours: from the evening to the morning, by the clock in Viet Nam."""

from datetime import UTC, datetime, time, timedelta

import pytest

from notifications.quiet_hours import HERE, NEVER, QuietHours

NIGHT = QuietHours()


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 9, 26, hour, minute, tzinfo=HERE)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (at(20, 59), False),
        (at(21), True),
        (at(23, 59), True),
        (at(0), True),
        (at(6, 59), True),
        (at(7), False),
        (at(12), False),
    ],
)
def test_it_is_quiet_from_nine_in_the_evening_to_seven(moment: datetime, quiet: bool) -> None:
    assert NIGHT.holds(moment) is quiet
    assert NIGHT.holds(moment.astimezone(UTC)) is quiet


def test_the_night_is_over_at_the_next_seven_o_clock() -> None:
    """Over midnight, and in the small hours of the same day."""
    assert NIGHT.over(at(22)) == at(7) + timedelta(days=1)
    assert NIGHT.over(at(3)) == at(7)


def test_hours_within_one_day_hold_within_it() -> None:
    """A commune that does not want to be rung at noon."""
    noon = QuietHours(begin=time(11, 30), end=time(13))

    assert [noon.holds(at(*clock)) for clock in ((11, 29), (11, 30), (13, 0), (23, 0))] == [
        False,
        True,
        False,
        False,
    ]


def test_the_same_time_twice_is_never_quiet() -> None:
    assert not any(NEVER.holds(at(hour)) for hour in range(24))
