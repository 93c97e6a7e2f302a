"""A day with its hour as people type them: "26/9/2025 8:00", "8 giờ ngày 26/9", "14h30 26/9"."""

import re
from datetime import date, datetime, time

from locales.dates import LOCAL, local_date
from locales.folding import fold

_DAY = re.compile(
    r"(?<![0-9])([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})(?:\s*[/.-]\s*(20[0-9]{2}))?(?![0-9])"
)
_HOUR = re.compile(r"(?<![0-9])([0-9]{1,2})\s*(?::|gio|h)\s*([0-9]{2})?(?![0-9])")
_HALF = re.compile(r"(?:gio|h)\s*ruoi")
_AFTER_NOON = re.compile(r"\b(?:chieu|toi|pm)\b")
_LONGEST = 80


def typed_moment(text: str, now: datetime) -> datetime | None:
    """The moment that is meant, in Vietnamese time; without a year, the next such day.

    None where day or hour is missing, and for those that no calendar or clock has.
    """
    said = fold(text)
    if len(said) > _LONGEST:
        return None
    found = _DAY.search(said)
    hour = _hour(said if found is None else said.replace(found[0], " "))
    day = found and _day(found, local_date(now))
    return datetime.combine(day, hour, LOCAL) if day and hour else None


def _day(found: re.Match[str], today: date) -> date | None:
    day, month, year = found.groups()
    if year:
        return _made(int(year), int(month), int(day))
    this_year = _made(today.year, int(month), int(day))
    if this_year and this_year >= today:
        return this_year
    return _made(today.year + 1, int(month), int(day))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hour(said: str) -> time | None:
    found = _HOUR.search(said)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if _AFTER_NOON.search(said) and hour < 12:
        hour += 12
    if not found[2] and _HALF.search(said):
        minute = 30
    return time(hour, minute) if hour < 24 and minute < 60 else None
