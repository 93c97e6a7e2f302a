"""Where a long text is cut."""

import pytest

from bot.channels.telegram.pieces import LIMIT, split, utf16_length


def texts(text: str, limit: int = 20) -> list[str]:
    return [piece.text for piece in split("", text, limit)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Một đoạn.\n\nHai đoạn. Ba", ["Một đoạn.", "Hai đoạn. Ba"]),
        ("Một dòng dài\nhai dòng dài", ["Một dòng dài", "hai dòng dài"]),
        ("Một câu dài. Hai câu dài", ["Một câu dài.", "Hai câu dài"]),
        ("một hai ba bốn năm sáu bảy", ["một hai ba bốn năm", "sáu bảy"]),
        ("x" * 45, ["x" * 20, "x" * 20, "x" * 5]),
        ("x" * 20 + " y", ["x" * 20, "y"]),
        ("x" * 20 + "\n\ny", ["x" * 20, "y"]),
        ("a\n\n" + "x" * 15 + " bcd efg", ["a\n\n" + "x" * 15, "bcd efg"]),
    ],
)
def test_a_reader_pauses_at_the_cut(text: str, pieces: list[str]) -> None:
    assert texts(text) == pieces


def test_length_is_counted_as_telegram_counts_it() -> None:
    assert texts("🏘" * 11) == ["🏘" * 10, "🏘"]


@pytest.mark.parametrize("character", ["👨‍👩‍👧", "👍🏽", "❤️", "e\u0302\u0323"])
def test_what_looks_like_one_character_is_not_cut_through(character: str) -> None:
    pieces = texts("x" + character * 12)

    assert "".join(pieces) == "x" + character * 12
    assert not any(piece.startswith(tuple(character[1:])) for piece in pieces[1:])


def test_a_pile_of_accents_is_cut_all_the_same() -> None:
    assert [len(piece) for piece in texts("e" + "\u0302" * 49)] == [20, 20, 10]


def test_no_piece_is_longer_than_telegram_takes_and_no_word_is_lost() -> None:
    words = [f"{'ạ🏘&<'[n % 4]}{n}" + (".\n\n" if n % 97 == 0 else "") for n in range(9_000)]
    pieces = split("Đầu đề", " ".join(words))

    assert all(0 < utf16_length(piece.text) <= LIMIT for piece in pieces)
    assert " ".join(piece.text for piece in pieces).split() == [
        "Đầu",
        "đề",
        *" ".join(words).split(),
    ]


def test_nothing_gives_no_piece() -> None:
    assert split(" ", "\n \n") == []
