"""The order of Vietnamese names: by the given name, which stands last, then by the others; of
places from the first word on.

Sorted here and not by the databases, whose collations differ from each other and from this.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: place for place, letter in enumerate(_ALPHABET)}
# Level, huyền, hỏi, ngã, sắc, nặng: as dictionaries have them.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

Word = tuple[tuple[int, ...], tuple[int, ...]]


def name_order(name: str) -> tuple[Word, ...]:
    """What names are sorted by: "Nguyễn Văn An" before "Trần Thị Ánh" before "Lê Văn Ân"."""
    *before, given = _apart(name) or [""]
    return tuple(_word(word) for word in (given, *before))


@lru_cache(maxsize=4_096)
def place_order(name: str) -> tuple[Word, ...]:
    """What places are sorted by: "Xã Dương Quan" before "Xã Đại Bản". Kept, for the same thousands
    are sorted again and again."""
    return tuple(_word(word) for word in _apart(name))


def _apart(name: str) -> list[str]:
    return unicodedata.normalize("NFD", name.casefold()).split()


def _word(word: str) -> Word:
    """Letters decide, tones only between equal letters."""
    signs = list(_signs(word))
    return tuple(letter for letter, _ in signs), tuple(tone for _, tone in signs)


def _signs(word: str) -> Iterator[tuple[int, int]]:
    """Each letter's place in the alphabet, with its tone."""
    letter, tone = "", 0
    for sign in word:
        if not unicodedata.combining(sign):
            if letter:
                yield _place(letter), tone
            letter, tone = sign, 0
        elif sign in _TONES:
            tone = _TONES[sign]
        else:
            letter = unicodedata.normalize("NFC", letter + sign)
    if letter:
        yield _place(letter), tone


def _place(letter: str) -> int:
    return _PLACES.get(letter, len(_ALPHABET) + ord(letter[0]))
