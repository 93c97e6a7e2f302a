"""A petition's code as people write it: small letters, no dash, both lines of the receipt."""

import re

from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date
from storage.counters import next_numbers, take_numbers

# The dash is typed as a space, left out, or made longer by the keyboard.
_CODE = r"([A-Z]{1,4}[0-9]{2})\s*[-–—]?\s*([0-9]{1,7})"
_EXACTLY = re.compile(_CODE)
_WITH_SECRET = re.compile(rf"{_CODE}(?:[\s,;:.]+([A-Z0-9\s]*))?[.]?")
_NOT_A_CODE = "…"


def next_code(voice: Voice) -> str:
    """The next code of the commune in this year; once taken, it is never given again."""
    return next_codes(voice, 1)[0]


def next_codes(voice: Voice, count: int) -> list[str]:
    """So many codes that follow each other."""
    return _codes(voice, take_numbers(voice.work, *_counter(voice), count))


def codes_to_come(voice: Voice, count: int) -> list[str]:
    """Which they would be if nobody took one meanwhile; nothing is taken."""
    return _codes(voice, next_numbers(voice.work, *_counter(voice), count))


def _counter(voice: Voice) -> tuple[int, str]:
    assert voice.commune.id is not None
    return voice.commune.id, f"petition:{local_date(voice.now).year}"


def _codes(voice: Voice, numbers: range) -> list[str]:
    year = local_date(voice.now).year % 100
    return [f"{voice.commune.prefix}{year:02d}-{number:04d}" for number in numbers]


def tidy_code(typed: str) -> str:
    """The code as it is kept ("xm25 1" is "XM25-0001"); what is none stays as it is."""
    upper = _narrow(typed.upper())
    found = _EXACTLY.fullmatch(upper)
    return _written(found) if found else upper


def shown_code(typed: str) -> str:
    """The code to be named in an answer; of what is none, nothing is repeated."""
    code = tidy_code(typed)
    return code if _EXACTLY.fullmatch(code) else _NOT_A_CODE


def code_and_secret(turn: Turn, typed: str) -> tuple[str, str] | None:
    """A code and the secret behind it ("" where there is none); None for any other text."""
    bare = typed.upper()
    for label in ("receipt-secret", "receipt-code"):
        bare = re.sub(rf"\b{re.escape(turn.say(label).upper())}\b\s*:?", " ", bare)
    found = _WITH_SECRET.fullmatch(_narrow(bare))
    return (_written(found), re.sub(r"\s", "", found[3] or "")) if found else None


def _narrow(typed: str) -> str:
    """With single spaces: a pattern would try every way to share out thousands."""
    return " ".join(typed.split())


def _written(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]):04d}"
