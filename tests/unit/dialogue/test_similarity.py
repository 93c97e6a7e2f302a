"""Likeness of opinions: on words without accents, places told apart, measured on labelled pairs."""

from pathlib import Path

import pytest
from similar.measure import ALL, Pair, line, measured, pairs

from dialogue.similarity import ALIKE, alike, likeness, words_of
from locales.folding import fold

DOC = Path(__file__).parents[3] / "docs" / "similar-opinions.md"


def like(one: str, other: str) -> float:
    return likeness(words_of(fold(one)), words_of(fold(other)))


def test_the_same_words_without_accents_are_the_same() -> None:
    assert like("Đường thôn Đông ngập", "duong thon dong ngap") == 1


def test_other_words_for_the_same_thing_count_as_the_same() -> None:
    assert like("Đèn đường cổng làng hư hỏng", "Chiếu sáng cổng làng xuống cấp") >= ALIKE


def test_the_same_trouble_in_two_villages_is_two_matters() -> None:
    assert like("Đường thôn Đông hỏng", "Đường thôn Đoài hỏng") < ALIKE


def test_a_text_without_a_word_is_like_nothing() -> None:
    assert like("...", "...") == 0


def test_likeness_does_not_depend_on_the_order() -> None:
    one, other = "Rác ở chợ chất đống", "Chợ nhiều rác không ai gom"

    assert like(one, other) == like(other, one)


def test_what_is_alike_is_found_among_others_and_each_stands_in_one_set() -> None:
    texts = ["Đường ngập nặng ở cổng làng", "Cổng làng đường ngập", "Trạm y tế thiếu thuốc"]

    assert alike({n: words_of(fold(text)) for n, text in enumerate(texts)}) == [(0, 1)]


def test_there_are_sixty_labelled_pairs_of_each_sort() -> None:
    found = pairs()

    assert len(found) >= 60
    assert {pair.kind for pair in found} == {"copies", "paraphrases", "different"}


@pytest.mark.parametrize("pair", [p for p in pairs() if p.kind == "copies"], ids=lambda p: p.one)
def test_every_copy_is_suggested(pair: Pair) -> None:
    assert pair.is_suggested


def test_it_is_as_good_as_we_say() -> None:
    """docs/similar-opinions.md states what `make similar` counts."""
    stated = DOC.read_text("utf-8")

    assert all(line(part, pairs(part)) in stated for part in ALL)
    assert line("all", pairs()) in stated


def test_most_of_what_is_suggested_is_right_even_where_it_was_not_looked_at() -> None:
    assert measured(pairs("unseen")).precision >= 0.8
