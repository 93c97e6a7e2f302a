"""A day as people type it: "26/9/2025", "26-9", "ngay 26.9.25", with accents or without."""

import re
from datetime import date

from locales.folding import fold

_DAY = re.compile(
    r"(?:ngay|het)?\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})"
    r"(?:\s*[/.\-]\s*([0-9]{4}|[0-9]{2}))?"
)


def typed_day(text: str, *, after: date) -> date | None:
    """The day that is meant; without a year, the first such day from `after` on. None for any
    other text and for days that do not exist."""
    found = _DAY.fullmatch(fold(text))
    if not found:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return _made(int(found[3]) + (2000 if len(found[3]) == 2 else 0), month, day)
    this_year = _made(after.year, month, day)
    return this_year if this_year and this_year >= after else _made(after.year + 1, month, day)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
