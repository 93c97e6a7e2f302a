"""Days as people type them."""

from datetime import date

import pytest

from handlers.typed_days import typed_day

TODAY = date(2025, 10, 1)


@pytest.mark.parametrize(
    "text", ["26/9/2026", "26-9-2026", "26.9.26", " ngày 26/9/2026 ", "hết 26 / 9 / 2026"]
)
def test_a_day_is_understood_however_it_is_written(text: str) -> None:
    assert typed_day(text, after=TODAY) == date(2026, 9, 26)


@pytest.mark.parametrize(("text", "year"), [("2/10", 2025), ("30/9", 2026), ("1/10", 2025)])
def test_without_a_year_the_next_such_day_is_meant(text: str, year: int) -> None:
    found = typed_day(text, after=TODAY)

    assert found is not None
    assert found.year == year


@pytest.mark.parametrize(
    "text", ["", "mai", "31/2/2026", "0/0/0000", "26/9/20266", "9" * 400, "٣/٤"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert typed_day(text, after=TODAY) is None
