"""A danger to life is answered at once with the numbers to call, before anything else."""

import re
import unicodedata
from functools import cache, lru_cache

from handlers.messages import Reply
from handlers.turn import Turn
from locales.folding import fold

_WORD = re.compile(r"\w+")


def warn(turn: Turn) -> list[Reply]:
    """113, 114, 115, if the words speak of a danger that is happening now."""
    text = turn.incoming.text
    if not text or turn.duties or not _speaks_of(text, _phrases(turn.say("danger-words"))):
        return []
    return [turn.reply("danger")]


def _speaks_of(text: str, phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether one of the phrases stands in the text, word by word."""
    words = _words(text)
    return any(
        len(words) - start >= len(phrase) and all(map(_may_mean, words[start:], phrase))
        for phrase in phrases
        for start in range(len(words))
        if _may_mean(words[start], phrase[0])
    )


def _may_mean(word: str, meant: str) -> bool:
    """Without accents it may; with them it has to be the word itself: "từ từ" (slowly) is no
    "tự tử" (suicide). Where the tone stands in the word does not matter ("doạ", "dọa")."""
    if _folded(word) != _folded(meant):
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
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


@cache
def _phrases(listed: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_words(phrase)) for phrase in listed.split(","))
