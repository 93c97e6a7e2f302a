"""The morning of a commune: each member of staff gets one message with all they have to know.

1. The commune's morning is taken by writing its row: of two ticks, or two machines, one does it.
2. Every matter whose date lies near is asked which of its steps are due and were not taken.
3. Each step is told to its level; a person has one line for each matter, however many steps.
4. One message for each person, under a key of the day; the steps are noted as taken. For office
   and operator it says how things stand too, and that holds when nothing else of it does.

All of it is one transaction: a process that dies has told nobody, and the next tick does it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dialogue.reminders import Ladder, Level, Step, due, levels, steps
from dialogue.roles import Role
from handlers.house import House
from handlers.messages import Lane
from handlers.reminders.matters import Kind, Matter, matters, window_of
from handlers.reminders.message import Line, message, only, section_of
from handlers.reminders.people import Reach
from handlers.standing import Everywhere, Standing
from handlers.voice import Voice
from locales.dates import LOCAL, local_date
from storage import outbox, reminders, still_due
from storage.reminders import Window

# Staff hear of a conference on the working day before it and on the day itself.
MEETING = Ladder(before=(1,))


@dataclass(kw_only=True)
class Found:
    """What this morning brings: lines by person, and the steps that are taken by that."""

    lines: defaultdict[int, list[Line]] = field(default_factory=lambda: defaultdict(list))
    taken: list[reminders.Step] = field(default_factory=list)


def is_morning(house: House, now: datetime) -> bool:
    """Whether staff may be told now: a working day, between the hours that are set."""
    local = now.astimezone(LOCAL)
    hours = range(house.reminding.hour, house.reminding.until)
    return local.hour in hours and house.calendar.is_working(local.date())


def remind_staff(voice: Voice, everywhere: Everywhere | None) -> int:
    """Do the commune's morning, unless somebody has; how many people are told."""
    assert voice.commune.id is not None
    today = local_date(voice.now)
    if not reminders.begin_morning(voice.work, voice.commune.id, today, voice.now):
        return 0
    reach = Reach(voice=voice)
    found = _look(voice, reach, window_of(voice))
    standing = Standing(voice=voice, everywhere=everywhere)
    told = sum(
        _tell(voice, reach, person, lines, standing.read_by(person))
        for person, lines in found.lines.items()
    )
    reminders.take(voice.work, voice.commune.id, found.taken, voice.now)
    return told


def _look(voice: Voice, reach: Reach, window: Window) -> Found:
    assert voice.commune.id is not None
    today, found = local_date(voice.now), Found()
    taken = reminders.taken(voice.work, voice.commune.id, window)
    ladders: dict[tuple[bool, date, date], tuple[Step, ...]] = {}
    for matter in matters(voice, window):
        before = taken.get((matter.subject, matter.target), frozenset())
        if now_due := due(_steps(voice, matter, ladders), today=today, taken=before):
            found.taken += [(matter.subject, matter.target, step.name) for step in now_due]
            mine = [step for step in now_due if step.level in _levels_of(matter)]
            _tell_levels(voice, reach, matter, levels(mine), found)
    return found


def _levels_of(matter: Matter) -> frozenset[Level]:
    """What the office owes itself need not go up to it."""
    return matter.levels - ({Level.OFFICE} if Role.OFFICE in matter.owing.roles else set())


def _steps(
    voice: Voice, matter: Matter, ladders: dict[tuple[bool, date, date], tuple[Step, ...]]
) -> tuple[Step, ...]:
    """Many matters have one date: its ladder is built once."""
    if matter.kind is Kind.RECEIPT:
        return (Step(name="unreceived", day=matter.target, level=Level.OWING),)
    key = matter.kind is Kind.MEETING, matter.target, matter.last
    if key not in ladders:
        ladder = MEETING if key[0] else voice.house.reminding.ladder
        ladders[key] = steps(ladder, voice.house.calendar, target=matter.target, last=matter.last)
    return ladders[key]


def _tell_levels(
    voice: Voice, reach: Reach, matter: Matter, at: Sequence[Level], found: Found
) -> None:
    """A line for each person, once, whichever levels they are of."""
    told: set[int] = set()
    for level in at:
        people, is_meant = reach.told(level, matter.owing)
        if fresh := [person for person in people if person not in told]:
            line = Line(section=section_of(voice, matter), matter=matter, is_meant=is_meant)
            for person in fresh:
                found.lines[person].append(line)
        told.update(people)


def key_of(voice: Voice, person: int) -> str:
    """Under which somebody's message of today is queued."""
    return f"morning:{local_date(voice.now)}:{person}"


def _tell(voice: Voice, reach: Reach, person: int, lines: Sequence[Line], standing: str) -> bool:
    address = reach.address(person)
    assert address is not None  # who is reached nowhere has no lines
    return outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=key_of(voice, person),
        body=message(voice, lines, standing).to_json(),
        now=voice.now,
        about=still_due.about([(line.matter.subject, line.matter.target) for line in lines]),
        otherwise=only(voice, standing).to_json() if standing else None,
    )
