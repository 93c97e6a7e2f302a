"""Days and times as people read them, by the clock of Viet Nam."""

from datetime import UTC, date, datetime

import pytest

from locales import dates


def utc(hour: int, minute: int, day: int = 30) -> datetime:
    return datetime(2025, 9, day, hour, minute, tzinfo=UTC)


def test_a_day_is_written_in_full() -> None:
    assert dates.full_date(date(2025, 9, 26), "vi") == "thứ Sáu, 26/9/2025"
    assert dates.full_date(date(2025, 9, 28), "vi") == "Chủ nhật, 28/9/2025"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (utc(23, 59), "6 giờ 59, thứ Tư, 1/10/2025"),
        (utc(0, 1), "7 giờ 01, thứ Ba, 30/9/2025"),
        (utc(16, 59), "23 giờ 59, thứ Ba, 30/9/2025"),
        (utc(17, 1), "0 giờ 01, thứ Tư, 1/10/2025"),
        (utc(1, 0), "8 giờ, thứ Ba, 30/9/2025"),
    ],
)
def test_a_moment_is_written_in_the_time_of_viet_nam(moment: datetime, written: str) -> None:
    assert dates.full_time(moment, "vi") == written


def test_the_day_in_viet_nam_begins_seven_hours_before_greenwich() -> None:
    assert dates.local_date(utc(16, 59)) == date(2025, 9, 30)
    assert dates.local_date(utc(17, 0)) == date(2025, 10, 1)


def test_lists_have_a_short_form() -> None:
    assert dates.short_time(utc(17, 5)) == "1/10 00:05"


def test_english_has_its_own_form() -> None:
    assert dates.full_time(utc(1, 30), "en") == "08:30, Tuesday, 30/9/2025"
