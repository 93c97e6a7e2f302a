"""A commune's year: whether each head has held the conferences that the regulation asks for.

A head owes so many a year (hai-phong-13-hd II, tinh-1573-qd 4.2); which heads there are follows
from the chairs that the regulation knows, and a conference with both counts for both (ours).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogue.conference_life import AHEAD, NOT_HELD, PAST, ConferenceState
from dialogue.milestones import milestones
from dialogue.names import Chair, Kind
from dialogue.regulation import Regulation
from dialogue.rules import Target
from dialogue.working_days import Calendar

ANNOUNCE = "announce"
DAY = timedelta(days=1)
HEADS = (Chair.BI_THU, Chair.CHU_TICH)
HELD = PAST - NOT_HELD
# People know its day; or it is being held.
TOLD = AHEAD | {ConferenceState.IN_SESSION}
POSTPONED = frozenset({ConferenceState.POSTPONED})


class Standing(StrEnum):
    """Where a head's year stands; what presses most stands first."""

    LATE = "late"  # the year is over, or no conference can be announced in time any more
    DAY_PASSED = "day_passed"  # the day of one has passed, and nobody has recorded its conclusion
    NONE = "none"  # nothing is planned
    PLANNED = "planned"  # planned or postponed: people know of no day
    ANNOUNCED = "announced"  # people know day and place
    HELD = "held"  # as many as are owed


LATE = frozenset({Standing.LATE, Standing.DAY_PASSED})
_ORDER = tuple(Standing)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What is known of one conference of the year; `passed` once its day is over."""

    kind: str
    chair: str
    state: str
    passed: bool


def heads(regulation: Regulation) -> tuple[Chair, ...]:
    """Whose conferences the regulation knows."""
    known = regulation.chairs.allowed
    return tuple(head for head in HEADS if head in known or Chair.DONG_CHU_TRI in known)


def counts(target: Target, meeting: Meeting) -> bool:
    """Whether it is of a kind that the target speaks of: an extraordinary one may not be."""
    return not target.kinds or meeting.kind in target.kinds


def announce_by(regulation: Regulation, year: int, calendar: Calendar) -> date:
    """The last day on which a conference of this year can still be announced in time."""
    last = _last_working_day(year, calendar)
    period = next(
        (
            one.legal_due
            for one in milestones(
                regulation, conference_date=last, calendar=calendar, kind=Kind.DINH_KY
            )
            if one.key == ANNOUNCE
        ),
        None,
    )
    return period or last


def standing(
    head: Chair,
    target: Target,
    meetings: Iterable[Meeting],
    *,
    year: int,
    today: date,
    announce_by: date,
) -> Standing:
    """Where this head's year stands today."""
    theirs = [one for one in meetings if counts(target, one) and _chairs(head, one)]
    due = target.yearly - _count(theirs, HELD)
    ahead = [one for one in theirs if not one.passed]
    passed = [one for one in theirs if one.passed]
    if due <= 0:
        return Standing.HELD
    if _count(ahead, TOLD) >= due:
        return Standing.ANNOUNCED
    if _count(passed, TOLD):
        return Standing.DAY_PASSED
    if year < today.year or today > announce_by:
        return Standing.LATE
    planned = _count(ahead, TOLD | {ConferenceState.DRAFT}) + _count(theirs, POSTPONED)
    return Standing.PLANNED if planned >= due else Standing.NONE


def worst(every: Iterable[Standing]) -> Standing:
    """Of several heads the one whose year presses most; held where nobody owes anything."""
    return min(every, key=_ORDER.index, default=Standing.HELD)


def _chairs(head: Chair, meeting: Meeting) -> bool:
    return meeting.chair in (head, Chair.DONG_CHU_TRI)


def _count(meetings: Iterable[Meeting], states: Collection[str]) -> int:
    return sum(one.state in states for one in meetings)


def _last_working_day(year: int, calendar: Calendar) -> date:
    day = date(year, 12, 31)
    while not calendar.is_working(day):
        day -= DAY
    return day
