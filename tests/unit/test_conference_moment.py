"""A day with its hour, however people type it."""

from datetime import UTC, datetime

import pytest

from handlers.conference.moment import typed_moment
from locales.dates import LOCAL

# 9:00 on 1 October 2025 in Viet Nam.
NOW = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("26/11/2025 8:00", (2025, 11, 26, 8, 0)),
        ("8 giờ ngày 26/11", (2025, 11, 26, 8, 0)),
        ("8 gio 30 ngay 26-11-2025", (2025, 11, 26, 8, 30)),
        ("14h30 26.11", (2025, 11, 26, 14, 30)),
        ("8 giờ rưỡi 26/11", (2025, 11, 26, 8, 30)),
        ("2 giờ chiều 5/12", (2025, 12, 5, 14, 0)),
        ("7h30 sáng thứ Tư, ngày 26/11/2025", (2025, 11, 26, 7, 30)),
        ("8 giờ ngày 1/10", (2025, 10, 1, 8, 0)),
    ],
)
def test_a_moment_is_understood(typed: str, meant: tuple[int, ...]) -> None:
    assert typed_moment(typed, NOW) == datetime(*meant, tzinfo=LOCAL)  # type: ignore[misc,arg-type]


def test_without_a_year_the_next_such_day_is_meant() -> None:
    assert typed_moment("8 giờ ngày 26/9", NOW) == datetime(2026, 9, 26, 8, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    "typed", ["", "8 giờ", "26/9", "31/2 8h", "25:00 1/1", "sáng mai", "8:75 1/12", "9" * 400]
)
def test_half_a_moment_is_none(typed: str) -> None:
    """Neither a day without an hour nor what no calendar has."""
    assert typed_moment(typed, NOW) is None
