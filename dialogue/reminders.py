"""The ladder of reminders of one date: which steps there are, on which day, and to whom each goes.

Before the date and on it those who owe it are reminded; once it has passed the matter goes up, a
level at a time. Each step is taken once. No clock: the day is an argument.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogue.working_days import Calendar

# Of before the date only the nearest step is told: "5 days left" is untrue when 2 are.
BEFORE = "before-"


class Level(StrEnum):
    """Who is told: those who owe it, the office that watches over it, the heads."""

    OWING = "owing"
    OFFICE = "office"
    CHAIR = "chair"


# The order in which what is overdue goes up.
UP = (Level.OWING, Level.OFFICE, Level.CHAIR)


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """How many working days before its date something is reminded of, and how many after it each
    level of `UP` is told that it is overdue."""

    before: tuple[int, ...] = (5, 2, 1)
    overdue: tuple[int, int, int] = (1, 2, 5)

    @property
    def furthest(self) -> int:
        """The working days between the first step and the date."""
        return max(self.before, default=0)

    @property
    def longest(self) -> int:
        """The working days between the date and the last step."""
        return max(self.overdue)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step, by the name under which it is kept; the day is always a worked one."""

    name: str
    day: date
    level: Level


def steps(ladder: Ladder, calendar: Calendar, *, target: date, last: date) -> tuple[Step, ...]:
    """Every step in order. Reminders aim at `target`; overdue is what has passed `last`.

    A target on a day off is aimed at from the worked day before it.
    """
    return tuple(
        sorted(
            [*_ahead(ladder, calendar, target), *_overdue(ladder, calendar, last)],
            key=lambda step: step.day,
        )
    )


def due(all_steps: Collection[Step], *, today: date, taken: Collection[str]) -> tuple[Step, ...]:
    """The steps whose day has come and that were not taken: after days of silence all of them."""
    return tuple(step for step in all_steps if step.day <= today and step.name not in taken)


def levels(found: Collection[Step]) -> tuple[Level, ...]:
    """Who is told of these steps, each once, however many there are."""
    return tuple(level for level in UP if any(step.level is level for step in found))


def _ahead(ladder: Ladder, calendar: Calendar, target: date) -> Iterator[Step]:
    aimed = calendar.on_or_before(target)
    for days in sorted(set(ladder.before), reverse=True):
        *_, day = calendar.walk(aimed, -days)
        yield Step(name=f"{BEFORE}{days}", day=day, level=Level.OWING)
    yield Step(name="today", day=aimed, level=Level.OWING)


def _overdue(ladder: Ladder, calendar: Calendar, last: date) -> Iterator[Step]:
    for level, days in zip(UP, ladder.overdue, strict=True):
        *_, day = calendar.walk(last, days)
        yield Step(name=f"overdue-{level}", day=day, level=level)
