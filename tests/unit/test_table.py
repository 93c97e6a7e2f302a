"""A table for a terminal: Vietnamese letters, narrow windows."""

import unicodedata

import pytest

from bot.table import places, table

HEAD = ["Việc", "Hạn"]
ROWS = [["Gửi giấy mời và thông báo rộng rãi", "thứ Tư, 17/9/2025"], ["Họp", "thứ Sáu, 26/9/2025"]]


def test_columns_begin_at_the_same_place_in_every_line() -> None:
    lines = table(HEAD, ROWS, width=80)
    starts = {lines[0].index("Hạn"), lines[2].index("thứ Tư"), lines[3].index("thứ Sáu")}

    assert len(starts) == 1


def test_letters_whose_accents_stand_alone_take_one_place() -> None:
    taken_apart = unicodedata.normalize("NFD", "Hội nghị đối thoại")

    assert places(taken_apart) == places("Hội nghị đối thoại") == 18


def test_letters_taken_apart_do_not_move_a_column() -> None:
    apart = [[unicodedata.normalize("NFD", cell) for cell in row] for row in ROWS]

    assert table(HEAD, apart, width=80) == table(HEAD, ROWS, width=80)


@pytest.mark.parametrize("width", [30, 40, 60, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = table(HEAD, [*ROWS, "  · một dòng dài đứng ngang qua các cột của bảng"], width=width)

    assert max(map(places, lines)) <= width


def test_no_word_is_lost_where_a_cell_is_wrapped() -> None:
    words = " ".join(table(HEAD, ROWS[:1], width=34)).split()

    assert set(ROWS[0][0].split()) <= set(words)


def test_a_line_stands_across_the_columns_and_widens_none() -> None:
    lines = table(HEAD, [*ROWS, "SAU HỘI NGHỊ" * 5], width=80)

    assert lines[1] == table(HEAD, ROWS, width=80)[1]


def test_an_empty_line_stays_one() -> None:
    assert table(HEAD, ["", *ROWS], width=80)[2] == ""
