"""What the regulation asks of one conference: its milestones, and whether it may be announced now.

Nothing here reads a row: a plan that is not kept yet is looked at in the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dialogue.milestones import Milestone, milestones
from dialogue.names import Chair, Kind
from dialogue.regulation import Regulation
from handlers.explanation import warnings
from handlers.house import House
from handlers.turn import Turn
from locales.dates import local_date
from storage.tables import Conference

ANNOUNCE = "announce"
DAY = timedelta(days=1)
# So far ahead a lawful day is looked for: no notice period is longer.
FURTHEST = 60
# What the notice of an extraordinary conference states (hai-phong-13-hd V.2*).
EXTRAORDINARY = "extraordinary_notice"


@dataclass(frozen=True, kw_only=True)
class TooLate:
    """The notice period is over: its last day, its rule, and the first day that keeps it."""

    milestone: Milestone
    first_day: date | None


def all_milestones(
    house: House,
    regulation: Regulation,
    conference: Conference,
    *,
    day: date | None = None,
    notice_issued: date | None = None,
) -> tuple[Milestone, ...]:
    """Every milestone of the conference, held on its own day or on another.

    What waits for the conclusion notice is counted from the day on which it was issued.
    """
    return milestones(
        regulation,
        conference_date=day or local_date(conference.starts_at),
        calendar=house.calendar,
        kind=Kind(conference.kind),
        chair=Chair(conference.chair),
        notice_issued=notice_issued,
    )


def too_late(
    house: House, regulation: Regulation, conference: Conference, today: date
) -> TooLate | None:
    """Whether announcing it `today` would miss the notice period; never where none is set."""
    period = _period(house, regulation, conference, local_date(conference.starts_at))
    if period is None or period.legal_due is None or today <= period.legal_due:
        return None
    return TooLate(milestone=period, first_day=_first_day(house, regulation, conference, today))


def lacking(regulation: Regulation, conference: Conference) -> list[str]:
    """What the notice of an extraordinary conference must state and is not known yet.

    Content, time and place every plan has; the number of participants may be open.
    """
    if conference.kind != Kind.DOT_XUAT or EXTRAORDINARY not in regulation.papers:
        return []
    stated = regulation.papers[EXTRAORDINARY].states
    return [stated["number"]] if "number" in stated and conference.participants is None else []


def early_dates(turn: Turn, regulation: Regulation, conference: Conference) -> list[str]:
    """A warning for each fixed date of a plan that lies behind the conference's day."""
    every = all_milestones(turn.house, regulation, conference)
    return [told for one in every for told in warnings(one, turn.say, language=turn.language)]


def _first_day(
    house: House, regulation: Regulation, conference: Conference, today: date
) -> date | None:
    """The first day on which it could be held if it were announced today."""
    for day in _days_from(today + DAY):
        period = _period(house, regulation, conference, day)
        if period and period.legal_due and period.legal_due >= today and _works(house, day):
            return day
    return None


def _works(house: House, day: date) -> bool:
    return house.calendar.is_working(day)


def _days_from(day: date) -> Iterator[date]:
    return (day + n * DAY for n in range(FURTHEST))


def _period(
    house: House, regulation: Regulation, conference: Conference, day: date
) -> Milestone | None:
    every = all_milestones(house, regulation, conference, day=day)
    return next((one for one in every if one.key == ANNOUNCE), None)
