"""Words compared as people type them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Đồng  Ý ", "dong y"),
        ("QUAY LẠI", "quay lai"),
        ("ươ ƯỠ đĐ", "uo uo dd"),
        ("Thôn\u00a0Đông", "thon dong"),
        ("", ""),
    ],
)
def test_case_accents_and_spaces_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâeêioôơuưyđáàảãạế ", max_size=30))
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
