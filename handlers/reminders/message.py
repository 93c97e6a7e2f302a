"""The one message of a morning: its sections, what presses most first, and a few ways to act."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.messages import Choice, Reply
from handlers.reminders.matters import Kind, Matter
from handlers.voice import Voice
from locales.dates import local_date, numeric_date

LISTED = 12
BUTTONS = 4


class Section(StrEnum):
    """The parts of the message, in their order."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    UNRECEIVED = "unreceived"
    MEETING = "meeting"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One matter for one person; not `is_meant` where nobody whom it is meant for is reached."""

    section: Section
    matter: Matter
    is_meant: bool


def section_of(voice: Voice, matter: Matter) -> Section:
    """Where it stands today. A date on a day off is today's on the worked day before it."""
    if matter.kind is Kind.RECEIPT:
        return Section.UNRECEIVED
    if matter.kind is Kind.MEETING:
        return Section.MEETING
    today = local_date(voice.now)
    if today > matter.last:
        return Section.LATE
    aimed = voice.house.calendar.on_or_before(_ahead(matter, today))
    return Section.TODAY if aimed <= today else Section.SOON


def message(voice: Voice, lines: Sequence[Line], standing: str = "") -> Reply:
    """All of it for one person; `standing` is how things stand, for those who are to read it."""
    general = [voice.say("reminder-standing", figures=standing)] if standing else []
    return voice.reply(
        "reminder-morning",
        choices=[voice.command("menu-work", "/viec"), *_ways(lines)],
        date=voice.date(local_date(voice.now)),
        list="\n\n".join([*_sections(voice, lines), *general]),
    )


def only(voice: Voice, standing: str) -> Reply:
    """What is left of it when none of its matters is owed any more."""
    return voice.reply("daily-line", day=voice.date(local_date(voice.now)), figures=standing)


def _sections(voice: Voice, lines: Sequence[Line]) -> Iterator[str]:
    for section in Section:
        mine = [line for line in lines if line.section is section]
        if mine:
            head = voice.say(f"reminder-head-{section}", count=len(mine))
            more = len(mine) - LISTED
            rest = [voice.say("reminder-more", count=more)] if more > 0 else []
            yield "\n".join([head, *(_words(voice, line) for line in mine[:LISTED]), *rest])


def _words(voice: Voice, line: Line) -> str:
    matter, today, calendar = line.matter, local_date(voice.now), voice.house.calendar
    is_late = line.section is Section.LATE
    shown = matter.last if is_late else _ahead(matter, today)
    words = voice.say(
        f"reminder-{line.section}",
        what=matter.what(),
        date=numeric_date(shown),
        day=voice.date(shown),
        days=calendar.count(shown, today) if is_late else calendar.count(today, shown),
    )
    return words if line.is_meant else f"{words} {voice.say('reminder-not-reached')}"


def _ahead(matter: Matter, today: date) -> date:
    """The date that is still ahead: what is aimed at, and after that the last day."""
    return matter.target if today <= matter.target else matter.last


def _ways(lines: Sequence[Line]) -> list[Choice]:
    """What presses most has a button of its own."""
    order = list(Section)
    pressing = sorted(lines, key=lambda line: order.index(line.section))[:BUTTONS]
    return list(dict.fromkeys(line.matter.open() for line in pressing))
