"""Lists hold plain texts, whatever they look like."""

import io

import pytest
from openpyxl import load_workbook

from documents.xlsx_slips import LONGEST, write_sheet


def cell(text: str) -> tuple[object, str]:
    """What becomes of a text, and of which kind its cell is."""
    sheet = load_workbook(io.BytesIO(write_sheet(["Cột"], [[text]]))).active
    assert sheet is not None
    found = sheet["A2"]
    return found.value, found.data_type


@pytest.mark.parametrize("text", ["=SUM(A1)", "+84", "-1", "@cmd", "2025-10-01", "🙂 <b>&"])
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    assert cell(text) == (text, "s")


def test_what_no_cell_can_hold_is_left_out() -> None:
    assert cell("a\x00b\x0b\x1f\ud800c") == ("abc", "s")


def test_a_text_that_is_too_long_for_a_cell_says_that_it_goes_on() -> None:
    text, _ = cell("a" * (LONGEST + 1))

    assert text == "a" * (LONGEST - 1) + "…"
