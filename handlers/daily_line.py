"""One line a day to office and operator: whether the program does its work, without asking.

1. The mornings of the day come first (`scheduler/mornings.py`): in the message of whoever has one
   the figures stand already, so that nobody gets two.
2. Everybody else gets them as a line, once, whichever of the processes is first: the key of the
   message holds the day.

On working days from the configured hour on. A program that was stopped at that hour says it when it
is back, but not in the evening any more.
"""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.house import House
from handlers.messages import Reply
from handlers.petition.tell_staff import tell_people
from handlers.reminders.morning import key_of
from handlers.standing import Everywhere, Standing
from handlers.voice import Voice
from locales.dates import LOCAL, local_date
from storage import outbox, vitals
from storage.work import Work

# From this hour on it waits for the next morning.
EVENING = 18


def is_line_due(work: Work, house: House, now: datetime) -> bool:
    """Whether it is the hour for today's lines, and nobody has told them."""
    local = now.astimezone(LOCAL)
    first = max(house.reminding.line_hour, house.reminding.hour)
    hours = range(first, max(EVENING, first + 1))
    is_wanted = house.reminding.line_hour >= 0 and local.hour in hours
    return is_wanted and house.calendar.is_working(local.date()) and not _was_told(work, now)


def tell_daily_line(voice: Voice, everywhere: Everywhere | None) -> int:
    """Queue today's line for those of a commune who had no message this morning; how many."""
    standing, today = Standing(voice=voice, everywhere=everywhere), local_date(voice.now)
    people = _without_morning(voice, [*standing.operators, *standing.offices])
    return sum(tell_people(voice, [one], line_key(today), _line(standing, one)) for one in people)


def end_daily_lines(work: Work, now: datetime) -> None:
    """Everybody was told today's."""
    vitals.went_well(work, vitals.DAILY, now, day=local_date(now).isoformat())


def line_key(today: date) -> str:
    """What the keys of a day's lines begin with."""
    return f"daily-line:{today.isoformat()}"


def _was_told(work: Work, now: datetime) -> bool:
    row = vitals.find(work, vitals.DAILY)
    return row is not None and row.detail.get("day") == local_date(now).isoformat()


def _without_morning(voice: Voice, people: Sequence[int]) -> list[int]:
    """Who has had no message this morning."""
    assert voice.commune.id is not None
    keys = {key_of(voice, person): person for person in people}
    known = outbox.known(voice.work, voice.commune.id, keys)
    return [person for key, person in keys.items() if key not in known]


def _line(standing: Standing, person: int) -> Reply:
    voice = standing.voice
    day, figures = voice.date(local_date(voice.now)), standing.read_by(person)
    return voice.reply("daily-line", day=day, figures=figures)
