"""Names in the order in which Vietnamese lists have them."""

import random

from locales.names import name_order, place_order


def ordered(*names: str) -> list[str]:
    mixed = list(names)
    random.Random(7).shuffle(mixed)
    return sorted(mixed, key=name_order)


def test_the_given_name_which_stands_last_decides() -> None:
    assert ordered("Vũ An", "Lê Bình", "An Chi") == ["Vũ An", "Lê Bình", "An Chi"]


def test_letters_come_in_the_vietnamese_alphabet() -> None:
    names = ["An", "Ăn", "Ân", "Da", "Đa", "Em", "Êm", "Oa", "Ôa", "Ơa", "Ta", "Ua", "Ưa", "Ya"]

    assert ordered(*names) == names


def test_tones_decide_only_between_equal_letters() -> None:
    names = ["Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Bàn", "Bi"]

    assert ordered(*names) == names


def test_equal_given_names_are_told_apart_by_the_family_and_the_middle() -> None:
    names = ["Đỗ Văn An", "Lê Anh An", "Lê Văn An", "Nguyễn An"]

    assert ordered(*names) == names


def test_places_are_ordered_from_their_first_word_on() -> None:
    mixed = ["Xã Đằng An", "Xã Vĩnh Hòa", "Phường Ân Thi", "Xã Đại Bản", "Xã Dương Quan"]

    assert sorted(mixed, key=place_order) == [
        *("Phường Ân Thi", "Xã Dương Quan", "Xã Đại Bản", "Xã Đằng An", "Xã Vĩnh Hòa"),
    ]


def test_spelling_with_separate_accents_and_capitals_make_no_difference() -> None:
    assert name_order("NGUYỄN VĂN Ấn") == name_order("nguyễn văn a\u0302\u0301n")


def test_anything_can_be_put_in_order() -> None:
    assert ordered("", "  ", "José Ñu", "李", "An") is not None
