"""The words by which texts are searched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locales.words import LONGEST, phones, words, words_and_phones


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đường thôn Đông, đường lầy!", ["duong", "thon", "dong", "lay"]),
        ("XM25-0042", ["xm25", "0042"]),
        ("a_b", ["a", "b"]),
        ("Điện: 2.500 đ/kWh", ["dien", "2", "500", "d", "kwh"]),
        ("… ! “”", []),
        ("x" * 60, ["x" * LONGEST]),
    ],
)
def test_a_text_is_its_words_once_each_folded(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "84-912-345-678"]
)
def test_a_telephone_number_is_one_word_however_it_is_spaced(typed: str) -> None:
    assert words_and_phones(f"gọi {typed} nhé") == ["goi", "0912345678", "nhe"]
    assert phones(f"gọi {typed} nhé") == ["0912345678"]
    assert words(f"gọi {typed} nhé") == ["goi", "nhe"]


@pytest.mark.parametrize("text", ["001200012345", "01/02/2025", "0042", "2 500 000 000 000 đồng"])
def test_other_figures_are_no_telephone_number(text: str) -> None:
    assert phones(text) == []


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_a_word_has_no_sign_that_a_database_would_take_for_its_own(text: str) -> None:
    """Quotes, colons, brackets and spaces are what queries are made of."""
    assert all(word.isalnum() and len(word) <= LONGEST for word in words_and_phones(text))
