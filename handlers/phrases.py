"""Whether a text speaks of something: phrases of the catalogue, found word by word."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from locales.accents import compose
from locales.folding import fold

_WORD = re.compile(r"\w+")
# No word that is listed is longer; others would only fill the memory of those below.
LONGEST = 32


def speaks_of(text: str, listed: str) -> bool:
    """Whether one of the phrases (`listed` with commas between) stands in the text."""
    words, phrases = _words(text), _by_first_word(listed)
    begins = [_folded(word) if len(word) <= LONGEST else "" for word in words]
    if phrases.keys().isdisjoint(begins):  # as nearly always
        return False
    return any(
        len(words) - start >= len(phrase) and all(map(_may_mean, words[start:], phrase))
        for start, begin in enumerate(begins)
        for phrase in phrases.get(begin, ())
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
def _by_first_word(listed: str) -> Mapping[str, Sequence[Sequence[str]]]:
    found = defaultdict(list)
    for phrase in listed.split(","):
        words = _words(phrase)
        found[_folded(words[0])].append(words)
    return dict(found)
