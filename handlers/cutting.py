"""Where a long text may be cut: after a paragraph, a line, a sentence, a word, and never inside
what looks like one character. Lengths are counted in UTF-16 units, as Telegram does; that is never
less than what others count."""

import re
import unicodedata

# Best first: after a paragraph, a line, a sentence, a word.
_BORDERS = [re.compile(p) for p in (r"\n\s*\n", r"\n", r"[.!?…:;]\s", r"\s")]
_JOINER = "\u200d"
_LONGEST_CHARACTER = 32


def cut(whole: str, start: int, limit: int) -> int:
    """Where the piece of `whole` that begins at `start` ends, its white space included."""
    furthest = _furthest(whole, start, limit)
    if furthest == len(whole):
        return furthest
    for border in _BORDERS:
        found = _last_border(border, whole, start, furthest)
        if found > start + limit // 4:  # a small piece is worse than a lesser border
            return found
    return _between_characters(whole, start, furthest)


def _furthest(whole: str, start: int, limit: int) -> int:
    at, units = start, 0
    while at < len(whole):
        units += 2 if whole[at] > "\uffff" else 1
        if units > limit:
            break
        at += 1
    return at


def _last_border(border: re.Pattern[str], whole: str, start: int, furthest: int) -> int:
    """The end of the last border; the white space of it may lie beyond what fits."""
    ends = [match.end() for match in border.finditer(whole, start, furthest + 2)]
    fitting = (end for end in reversed(ends) if len(whole[:end].rstrip()) <= furthest)
    return next(fitting, start)


def _between_characters(whole: str, start: int, furthest: int) -> int:
    """The nearest place before `furthest` that is not inside what looks like one character."""
    for at in range(furthest, max(start, furthest - _LONGEST_CHARACTER), -1):
        if not _continues(whole[at]) and whole[at - 1] != _JOINER:
            return at
    return furthest


def _continues(character: str) -> bool:
    """Accents, joiners, variation selectors and skin tones belong to what stands before."""
    return (
        unicodedata.category(character) in ("Mn", "Me")
        or character == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
