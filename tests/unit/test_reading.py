"""The readers of numbers and phones: as people write them, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.petition.code import shown_code, tidy_code
from handlers.petition.content import is_blank
from handlers.reading import has_letters, phone_number, whole_number
from handlers.receive import tidy_text


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("1.200", 1_200),
        ("1 200", 1_200),
        ("12 người", 12),
        ("12 NGUOI", 12),
    ],
)
def test_a_whole_number_is_read_as_people_write_it(typed: str, number: int) -> None:
    assert whole_number(typed) == number


@pytest.mark.parametrize("typed", ["", "12 nhà", "1.5", "mười", "12 13", "²", "٣", "-3", "1e3"])
def test_anything_else_is_no_number(typed: str) -> None:
    assert whole_number(typed) is None


@given(st.text(max_size=40) | st.integers().map(str) | st.just("9" * 10_000))
def test_no_text_breaks_the_readers(typed: str) -> None:
    number = whole_number(typed)

    assert number is None or 0 <= number < 10**9
    assert phone_number(typed) is None or typed


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84 912 345 678",
        "84912345678",
        "(0912) 345-678",
    ],
)
def test_a_phone_is_kept_in_one_form(typed: str) -> None:
    assert phone_number(typed) == "0912345678"


@pytest.mark.parametrize(
    "typed", ["113", "912345678", "091234567890", "0912 34x 678", "０９１２", ""]
)
def test_what_cannot_be_called_is_no_phone(typed: str) -> None:
    assert phone_number(typed) is None


@pytest.mark.parametrize(
    "typed", ["VH26-0042", "vh26-0042", "VH26-42", "vh26 42", "VH260042", "VH26–0042"]
)
def test_a_code_is_kept_in_one_form(typed: str) -> None:
    assert tidy_code(typed) == "VH26-0042"


@pytest.mark.parametrize("typed", ["", "VH26", "26-0042", "VINHHOA26-1", "VH26-0042 x", "<b>"])
def test_what_is_no_code_is_never_repeated(typed: str) -> None:
    assert shown_code(typed) == "…"


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", "\u200f\u2060", "\ufe0f", "\u0301"])
def test_nothing_visible_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "…", "👍", "1", "Đ"])
def test_anything_visible_is_not(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["An", "Đ", "12 An", "王"])
def test_a_name_has_letters(text: str) -> None:
    assert has_letters(text)


@pytest.mark.parametrize("text", ["", "12", "👍", "...", "\u200b"])
def test_signs_alone_are_no_name(text: str) -> None:
    assert not has_letters(text)


@given(st.text(max_size=60))
def test_a_tidied_text_can_be_stored_anywhere(text: str) -> None:
    tidy = tidy_text(text)

    assert "\0" not in tidy
    assert tidy.encode() == tidy_text(tidy).encode()


def test_decomposed_letters_are_composed() -> None:
    assert tidy_text("Nguye\u0302\u0303n") == "Nguyễn"
