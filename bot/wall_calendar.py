"""What a tick says, as an office pins it to the wall: by month and day, days off among them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import groupby

from bot.ticked import Done
from dialogue.working_days import Calendar
from handlers.explanation import Say
from locales.catalogue import DEFAULT, Catalogue
from locales.dates import LOCAL, clock_time, full_date

# Of a message for many people only how many they are is worth a place on the wall.
NAMED = 3
_full = partial(full_date, language=DEFAULT)


def text(done: Sequence[Done], calendar: Calendar, first: datetime, last: datetime) -> str:
    """Every day on which something is said, and each day off of the time between."""
    say = partial(Catalogue.part("tick").text, DEFAULT)
    days = sorted({_day(one) for one in done} | _off(calendar, first, last))
    if not done:
        return say("wall-nothing")
    return "\n".join(_lines(days, done, calendar, say)).lstrip("\n")


def _lines(
    days: Sequence[date], done: Sequence[Done], calendar: Calendar, say: Say
) -> Iterator[str]:
    by_day = {day: list(each) for day, each in groupby(sorted(done, key=_day), key=_day)}
    many = len({one.commune for one in done}) > 1
    for (year, month), mine in groupby(days, key=lambda day: (day.year, day.month)):
        yield "\n" + say("wall-month", month=month, year=str(year))
        for day in mine:
            yield f"\n{_full(day)}{_note(day, calendar, say)}"
            yield from _said(by_day.get(day, []), say, many=many)


def _note(day: date, calendar: Calendar, say: Say) -> str:
    if off := calendar.day_off(day):
        return say("wall-off", name=off.name)
    if calendar.worked(day):
        return say("wall-worked")
    return "" if calendar.is_working(day) else say("wall-weekend")


def _said(done: Sequence[Done], say: Say, *, many: bool) -> Iterator[str]:
    """What is the same for several people stands once."""
    same: dict[tuple[str, str, str, str], list[str]] = {}
    for one in done:
        what = one.text if one.kind == "morning" else one.title or one.text
        same.setdefault((_time(one), one.commune, one.kind, what), []).append(one.who)
    for (time, commune, kind, what), people in same.items():
        who = ", ".join(people) if len(people) <= NAMED else say("wall-people", count=len(people))
        place = f"{commune}: " if many else ""
        yield f"  {time}  {place}{who}" + (say("wall-by-hand") if kind == "by_hand" else "")
        yield from (f"      {line}" for line in what.splitlines() if line)


def _off(calendar: Calendar, first: datetime, last: datetime) -> set[date]:
    """Days off that fall on a weekday, and Saturdays that are worked."""
    begin, end = (moment.astimezone(LOCAL).date() for moment in (first, last))
    found: set[date] = set()
    for year in range(begin.year, end.year + 1):
        known = calendar.year(year)
        found |= {off.day for off in known.days_off if off.day.weekday() < 5}
        found |= {worked.day for worked in known.worked_saturdays}
    return {day for day in found if begin <= day <= end}


def _day(one: Done) -> date:
    return one.at.astimezone(LOCAL).date()


def _time(one: Done) -> str:
    return clock_time(one.at, DEFAULT)
