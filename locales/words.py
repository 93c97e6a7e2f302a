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
    return _each(_PHONE.sub(" ", fold(text)))


def phones(text: str) -> list[str]:
    """The telephone numbers in it, as one word each ("0912345678")."""
    found = _PHONE.findall(fold(text))
    return list(dict.fromkeys("0" + re.sub("[^0-9]", "", number) for number in found))


def words_and_phones(text: str) -> list[str]:
    """What somebody types who looks for something: the last is the one that may be unfinished."""
    joined = _PHONE.sub(lambda number: phones(number[0])[0], fold(text))
    return _each(joined)


def _each(folded: str) -> list[str]:
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(folded)))
