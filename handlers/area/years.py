"""A commune's year as it stands: its heads, what is late, and which reports are in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from dialogue.milestones import Milestone
from dialogue.names import Chair, Reporter
from dialogue.regulation import Regulation
from dialogue.reports import reports
from dialogue.yearly import LATE, Meeting, Standing, announce_by, heads, standing, worst
from handlers.house import House
from handlers.voice import Voice
from locales.dates import LOCAL, local_date
from locales.names import Word, place_order
from storage import area
from storage.area import Late, Place, Report, Span, Ticked


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one regulation asks of a year; the same for all communes that follow it."""

    regulation: Regulation
    heads: tuple[Chair, ...]
    announce_by: date
    reports: tuple[Milestone, ...]


@dataclass(frozen=True, kw_only=True)
class Year:
    """One commune's year. `heads` is empty where the regulation states no target."""

    place: Place
    rules: Rules | None
    heads: Mapping[Chair, Standing]
    late: Late
    due: tuple[Milestone, ...]
    overdue: tuple[Milestone, ...]
    ticked: Mapping[Report, Ticked]

    @property
    def standing(self) -> Standing:
        """Of its heads the one whose year presses most."""
        return worst(self.heads.values())

    @property
    def is_late(self) -> bool:
        """Whether anything of it is."""
        late_answers = self.late.answers + self.late.limits
        return self.standing in LATE or bool(self.overdue) or late_answers > 0

    @property
    def sent(self) -> int:
        """How many of the reports that it owes were sent."""
        return sum(_ticked(self.ticked, one).sent for one in self.due)

    @property
    def received(self) -> int:
        """How many of them the city has."""
        return sum(_ticked(self.ticked, one).received for one in self.due)


NOTHING_TICKED = Ticked(sent=False, received=False)


@dataclass(kw_only=True)
class _Law:
    """The rules of each regulation, worked out once for all its communes."""

    house: House
    year: int
    known: dict[str, Rules | None] = field(default_factory=dict)

    def of(self, regulation_id: str) -> Rules | None:
        """None where the program does not know the regulation (any more)."""
        if regulation_id not in self.known:
            found = self.house.regulations.get(regulation_id)
            rules = _rules(self.house, found, self.year) if found else None
            self.known[regulation_id] = rules
        return self.known[regulation_id]


def years(voice: Voice, year: int) -> list[Year]:
    """Every commune's, what is late first, then what is not held yet, then by name."""
    law, span = _Law(house=voice.house, year=year), span_of(voice, year)
    today = local_date(voice.now)
    meetings = area.meetings(voice.work, span)
    late, ticked = area.late(voice.work, today), area.ticked(voice.work, year)
    found = (
        _year(
            place,
            law.of(place.regulation_id),
            meetings.get(place.id, ()),
            late.get(place.id, Late()) if year == today.year else Late(),
            ticked.get(place.id, {}),
            year=year,
            today=today,
        )
        for place in area.places(voice.work)
        if local_date(place.created_at).year <= year
    )
    return sorted(found, key=_pressing)


def year_of(voice: Voice, commune_id: int, year: int) -> Year:
    """One commune's."""
    today = local_date(voice.now)
    (place,) = area.places(voice.work, commune_id)
    late = area.late(voice.work, today, commune_id) if year == today.year else {}
    return _year(
        place,
        _Law(house=voice.house, year=year).of(place.regulation_id),
        area.meetings(voice.work, span_of(voice, year), commune_id).get(commune_id, ()),
        late.get(commune_id, Late()),
        area.ticked(voice.work, year, commune_id).get(commune_id, {}),
        year=year,
        today=today,
    )


def span_of(voice: Voice, year: int) -> Span:
    """The year as it is counted in Viet Nam."""
    return Span(
        start=_midnight(date(year, 1, 1)),
        end=_midnight(date(year + 1, 1, 1)),
        today=_midnight(local_date(voice.now)),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)


def _rules(house: House, regulation: Regulation, year: int) -> Rules:
    owed = reports(regulation, year=year, calendar=house.calendar, by=Reporter.COMMUNE)
    return Rules(
        regulation=regulation,
        heads=heads(regulation),
        announce_by=announce_by(regulation, year, house.calendar),
        reports=owed,
    )


def _year(
    place: Place,
    rules: Rules | None,
    meetings: Sequence[Meeting],
    late: Late,
    ticked: Mapping[Report, Ticked],
    *,
    year: int,
    today: date,
) -> Year:
    due = _since(rules.reports if rules else (), local_date(place.created_at))
    return Year(
        place=place,
        rules=rules,
        heads=dict(_heads(rules, meetings, year, today)),
        late=late,
        due=due,
        overdue=tuple(one for one in due if is_overdue(one, ticked, today)),
        ticked=ticked,
    )


def _since(due: tuple[Milestone, ...], first_day: date) -> tuple[Milestone, ...]:
    """What was due before the commune was here is not asked of it."""
    return tuple(one for one in due if one.legal_due is None or one.legal_due >= first_day)


def _heads(
    rules: Rules | None, meetings: Sequence[Meeting], year: int, today: date
) -> Iterator[tuple[Chair, Standing]]:
    if rules is None or rules.regulation.target is None:
        return
    for head in rules.heads:
        yield (
            head,
            standing(
                head,
                rules.regulation.target,
                meetings,
                year=year,
                today=today,
                announce_by=rules.announce_by,
            ),
        )


def is_overdue(one: Milestone, ticked: Mapping[Report, Ticked], today: date) -> bool:
    """Whether its day has passed, and neither side has ticked it off."""
    stands = _ticked(ticked, one)
    passed = one.legal_due is not None and one.legal_due < today
    return passed and not (stands.sent or stands.received)


def _ticked(ticked: Mapping[Report, Ticked], one: Milestone) -> Ticked:
    return ticked.get((one.key, one.period or ""), NOTHING_TICKED)


_STANDINGS = tuple(Standing)


def _pressing(one: Year) -> tuple[bool, int, int, tuple[Word, ...], str]:
    """Late in anything, then by how far its conferences are, then by what else is late, by name."""
    others = one.late.answers + one.late.limits + len(one.overdue)
    place = _STANDINGS.index(one.standing)
    return not one.is_late, place, -others, place_order(one.place.name), one.place.code
