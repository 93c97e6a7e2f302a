"""Whether a text speaks of something: phrases of the catalogue, found word by word."""

import re
import unicodedata
from functools import cache, lru_cache

from locales.accents import compose
from locales.folding import fold

_WORD = re.compile(r"\w+")
# No word that is listed is longer; others would only fill the memory of those below.
LONGEST = 32


def speaks_of(text: str, listed: str) -> bool:
    """Whether one of the phrases (`listed` with commas between) stands in the text."""
    words = _words(text)
    return any(
        len(words) - start >= len(phrase) and all(map(_may_mean, words[start:], phrase))
        for phrase in _phrases(listed)
        for start in range(len(words))
        if _may_mean(words[start], phrase[0])
    )


def _may_mean(word: str, meant: str) -> bool:
    """Without accents it may; with them it has to be the word itself: "từ từ" (slowly) is no
    "tự tử" (suicide). Where the tone stands in the word does not matter ("doạ", "dọa")."""
    if len(word) > LONGEST or _folded(word) != _folded(meant):
        return False
    marks = _marks(word)
    return not marks or marks == _marks(meant)


@lru_cache(maxsize=10_000)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=10_000)
def _marks(word: str) -> str:
    marks = [c for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c)]
    return "".join(sorted(marks + ["đ" for c in word if c == "đ"]))


def _words(text: str) -> list[str]:
    return _WORD.findall(compose(text).casefold())


@cache
def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_words(phrase)) for phrase in listed.split(","))
