"""All that is due, as a table that a person reads, with full dates."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from shutil import get_terminal_size

from bot.deadlines import Due, Found, words
from bot.table import Line, Row, table
from handlers.explanation import Say
from locales.catalogue import DEFAULT
from locales.dates import full_date

# What a page of paper takes, where the output is no terminal.
WIDTH = (100, 24)
COLUMNS = ("title", "legal", "target", "who", "clause")
full = partial(full_date, language=DEFAULT)


def text(found: Found, *, why: bool) -> str:
    """A heading, the table, and what its marks mean; with `why`, each date with its counting."""
    say = words()
    head = [say(f"column-{name}") for name in COLUMNS]
    rows = list(_rows(found, say, why=why))
    lines = table(head, rows, width=get_terminal_size(WIDTH).columns)
    return "\n".join([*_heading(found, say), "", *lines, "", *_notes(found, say, why=why)])


def _heading(found: Found, say: Say) -> Iterator[str]:
    regulation = found.regulation
    number = f" ({regulation.number})" if regulation.number else ""
    yield f"{regulation.title}{number}"
    if isinstance(found.asked, int):
        yield say("deadlines-reports", year=found.asked)
    else:
        yield say("deadlines-conference", date=full(found.asked.day))


def _rows(found: Found, say: Say, *, why: bool) -> Iterator[Row | Line]:
    for phase, group in groupby(found.all_due, key=lambda due: due.milestone.phase):
        if not isinstance(found.asked, int):
            yield ""
            yield say(f"phase-{phase}")
        for due in group:
            yield _row(due, say)
            yield from _why(due) if why else ()


def _row(due: Due, say: Say) -> Row:
    one = due.milestone
    title = say("report-title", title=one.title, period=one.period) if one.period else one.title
    legal = f"{_day(one.legal_due, one.exempt, say)}{_marks(due, say)}"
    target = full(one.target_due) if one.target_due else ""
    who = f"{one.responsible} → {one.to}" if one.to else one.responsible
    return [title, legal, target, who, one.clause]


def _day(day: date | None, exempt: bool, say: Say) -> str:
    if day:
        return full(day)
    return say("deadlines-exempt" if exempt else "deadlines-no-date")


def _marks(due: Due, say: Say) -> str:
    marks = {"projected": due.milestone.projected, "provisional": due.milestone.provisional}
    named = ", ".join(say(f"mark-{name}") for name, holds in marks.items() if holds)
    return f" ({named})" if named else ""


def _why(due: Due) -> Iterator[Line]:
    yield from (f"  · {line}" for line in due.explanation)
    yield ""


def _notes(found: Found, say: Say, *, why: bool) -> Iterator[str]:
    """What stands in brackets behind a date, where there is any; and where to read on."""
    every = [due.milestone for due in found.all_due]
    if any(one.projected for one in every):
        yield say("note-projected")
    if any(one.provisional for one in every):
        yield say("note-provisional")
    if not why:
        yield say("note-why")
