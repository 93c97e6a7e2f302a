"""What the law's commands are given: days, years and a regulation, each refused in one line."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import typer

from bot.console import WrongUse
from dialogue.errors import InvalidLawFile
from dialogue.regulation import Regulation, load_file

A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# The lunar calendar of the package knows these years; beyond them it would name no holidays.
FIRST_YEAR, LAST_YEAR = 1901, 2099


def a_day(text: str) -> date:
    """A day as 2025-09-26; raises BadParameter naming what was given and how to write it."""
    if not A_DAY.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is no day; write it as 2025-09-26 (year-month-day)")
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise typer.BadParameter(
            f"there is no {text} in the calendar; a day is written as 2025-09-26 (year-month-day)"
        ) from fault
    a_year(text[:4])
    return day


def a_year(text: str) -> int:
    """A year as 2026; raises BadParameter outside of those whose days off can be known."""
    if not re.fullmatch(r"\d{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise typer.BadParameter(f"{text!r} is no year from {FIRST_YEAR} to {LAST_YEAR}")
    return int(text)


def named(name: str, known: Mapping[str, Regulation]) -> Regulation:
    """A regulation by its id, or a file of one's own that extends a known one; raises WrongUse."""
    if name in known:
        return known[name]
    if not name.endswith(".toml"):
        listed = ", ".join(known)
        raise WrongUse(f"regulation {name!r} is unknown; known: {listed}; or a FILE.toml")
    return _own(Path(name), known)


def _own(file: Path, known: Mapping[str, Regulation]) -> Regulation:
    try:
        return load_file(file, known)
    except InvalidLawFile as fault:
        raise WrongUse(*(str(error) for error in fault.errors)) from fault
    except OSError as fault:
        raise WrongUse(f"{file}: cannot be read ({fault.strerror})") from fault
