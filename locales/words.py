"""The words by which texts are searched: folded, each once, telephone numbers put together."""

import re

from locales.folding import fold

# Longer ones are found by their beginning; a database takes no word without end.
LONGEST = 40
_WORD = re.compile(r"[^\W_]+")
# "0912 345 678", "+84 912.345.678": one number, however it is spaced.
_PHONE = re.compile(r"(?<![0-9])(?:\+?84|0)[ .-]?([0-9](?:[ .-]?[0-9]){8,9})(?![0-9])")


def words(text: str) -> list[str]:
    """Each word once, in order, telephone numbers left out."""
    return apart(text)[0]


def phones(text: str) -> list[str]:
    """The telephone numbers in it, as one word each ("0912345678")."""
    return apart(text)[1]


def apart(text: str) -> tuple[list[str], list[str]]:
    """Both: its words, and its telephone numbers."""
    folded = fold(text)
    return _each(_PHONE.sub(" ", folded)), _numbers(folded)


def words_and_phones(text: str) -> list[str]:
    """What somebody types who looks for something: the last is the one that may be unfinished."""
    return _each(_PHONE.sub(lambda number: _numbers(number[0])[0], fold(text)))


def _numbers(folded: str) -> list[str]:
    found = ("0" + re.sub("[^0-9]", "", number) for number in _PHONE.findall(folded))
    return list(dict.fromkeys(found))


def _each(folded: str) -> list[str]:
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(folded)))
