"""The clock of one time limit: its events, and the date that follows from them.

Nothing is overwritten: whatever moves a date is one more event, and `due` folds them all. Events
hold roles, numbers of staff and papers, days and reasons; names and words of citizens never.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from dialogue.clock import Step, StepKind
from dialogue.errors import NotAllowed
from dialogue.milestones import NOTICE, Milestone, milestones
from dialogue.names import Chair, Kind, Phase, When
from dialogue.regulation import Regulation
from dialogue.rules import MilestoneRule
from dialogue.working_days import Calendar

DAY = timedelta(days=1)


class DeadlineState(StrEnum):
    """Published vocabulary: rows hold these names. In a void one nothing is due any more."""

    OPEN = "open"
    STOPPED = "stopped"
    MET = "met"
    VOID = "void"


class EventKind(StrEnum):
    """Published vocabulary: what can happen to a time limit."""

    STARTED = "started"
    RESTARTED = "restarted"
    EXTENDED = "extended"
    STOPPED = "stopped"
    RESUMED = "resumed"
    MET = "met"
    RECOUNTED = "recounted"
    ADOPTED = "adopted"
    VOIDED = "voided"


STARTS = frozenset({EventKind.STARTED, EventKind.RESTARTED})


class Start(StrEnum):
    """By what a limit is started; `NOTICE_DUE` is a notice that has been given more time."""

    CONFERENCE = "conference"
    NOTICE_DUE = "notice_due"
    NOTICE_ISSUED = "notice_issued"
    NOTICE_RECEIVED = "notice_received"


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Both dates of a limit; None where the regulation sets none."""

    legal: date | None
    target: date | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened; which fields are filled depends on the kind.

    `day` is the day from which it counts, `what` by what it was started, `until` the date to which
    it was extended (None: all that the complex limit allows). `before` and `after` are the dates
    that it moved, `passed` the days off and worked Saturdays that the count passed, and `days`
    those of them in which the calendar has changed. `staff` is a row's number, never a name.
    """

    kind: EventKind
    day: date
    what: str = ""
    role: str = ""
    staff: int | None = None
    document: str = ""
    reason: str = ""
    until: date | None = None
    before: Dates | None = None
    after: Dates | None = None
    passed: tuple[date, ...] = ()
    days: tuple[date, ...] = ()
    regulation: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What a limit is counted by: the rule `key` of a regulation, a calendar, the conference."""

    key: str
    regulation: Regulation
    calendar: Calendar
    kind: Kind | None = None
    chair: Chair | None = None


@dataclass(frozen=True, kw_only=True)
class Due:
    """Where a time limit stands; `milestone` has its dates, its clause and its steps."""

    state: DeadlineState
    milestone: Milestone

    @property
    def dates(self) -> Dates:
        return Dates(legal=self.milestone.legal_due, target=self.milestone.target_due)

    @property
    def passed(self) -> tuple[date, ...]:
        """The days off and worked Saturdays that the count passed, in order."""
        marked = (StepKind.DAY_OFF, StepKind.WORKED_SATURDAY)
        return tuple(sorted({s.day for s in self.milestone.steps if s.kind in marked and s.day}))

    def is_late(self, day: date) -> bool:
        """Late from the day after `legal_due`, whose last minute still counts (BLDS 148.6)."""
        legal = self.milestone.legal_due
        return self.state is DeadlineState.OPEN and legal is not None and day > legal


@dataclass(frozen=True, kw_only=True)
class ExtensionRefused:
    """A date beyond the longest that the regulation allows, or no longer one at all."""

    latest: date | None
    clause: str
    wording: str | None


_O, _S, _M, _V = DeadlineState
_TABLE: Mapping[tuple[DeadlineState, EventKind], DeadlineState] = MappingProxyType(
    {
        # An answer that was taken back, a petition that is looked at again: it runs anew.
        **{(state, EventKind.STARTED): _O for state in (_O, _M, _V)},
        **{
            (state, kind): state
            for state in (_O, _S)
            for kind in (EventKind.RESTARTED, EventKind.RECOUNTED, EventKind.ADOPTED)
        },
        (_S, EventKind.STARTED): _S,
        (_O, EventKind.EXTENDED): _O,
        (_O, EventKind.STOPPED): _S,
        (_S, EventKind.RESUMED): _O,
        **{(state, EventKind.MET): _M for state in (_O, _S)},
        **{(state, EventKind.VOIDED): _V for state in (_O, _S)},
    }
)


def state_after(state: DeadlineState | str, kind: EventKind) -> DeadlineState:
    """The state that follows; NotAllowed where it does not take the event."""
    try:
        return _TABLE[DeadlineState(state), kind]
    except KeyError:
        raise NotAllowed(state, kind) from None


def may(state: DeadlineState | str, kind: EventKind) -> bool:
    return (DeadlineState(state), kind) in _TABLE


def due(events: Sequence[Event], basis: Basis) -> Due:
    """The state and the dates that follow from the events, which begin with what started it.

    Raises NotAllowed for an order that cannot be, and KeyError where the regulation has no such
    milestone.
    """
    state = DeadlineState.OPEN
    for event in events:
        state = state_after(state, event.kind)
    counted = _counted(events, basis)
    return Due(state=state, milestone=_moved(counted, events, basis.calendar))


def refuse_extension(
    events: Sequence[Event], basis: Basis, until: date | None
) -> ExtensionRefused | None:
    """Why it may not be extended to `until` (None: as far as may be); None where it may.

    Only the regulation's own limit for complex matters gives more time (hai-phong-13-hd V.3.1(1),
    tinh-1573-qd 9.2), and an extension that gives none is none.
    """
    longest = _counted(events, basis, is_complex=True)
    latest, now = longest.legal_due, due(events, basis).milestone.legal_due
    if not (_knows_complex(basis) and latest and now and now < latest):
        latest = None
    if latest and now and now < (until or latest) <= latest:
        return None
    return ExtensionRefused(latest=latest, clause=longest.clause, wording=longest.wording)


def _knows_complex(basis: Basis) -> bool:
    """Whether the rule itself, or one that it overrides, has a limit for complex matters."""
    rule: MilestoneRule | None = basis.regulation.milestones[basis.key]
    while rule is not None:
        if any(limit.when is When.COMPLEX for limit in rule.limits):
            return True
        rule = rule.overrides
    return False


def changed_days(before: Iterable[date], after: Iterable[date]) -> tuple[date, ...]:
    """The days that one count passed as days off or worked Saturdays and the other did not."""
    return tuple(sorted(set(before) ^ set(after)))


def _counted(events: Sequence[Event], basis: Basis, *, is_complex: bool | None = None) -> Milestone:
    """What the rule says of the days that started it, as if nothing had held it up."""
    days = _started(events)
    if is_complex is None:
        is_complex = any(event.kind is EventKind.EXTENDED for event in events)
    issued, expected = days.get(Start.NOTICE_ISSUED), days.get(Start.NOTICE_DUE)
    found, title = _found(days, basis, is_complex=is_complex, issued=issued)
    if not (found.projected and expected):
        return found
    found, _ = _found(days, basis, is_complex=is_complex, issued=expected)
    return _projected(found, Step(kind=StepKind.PROJECTED, day=expected, name=title))


def _started(events: Sequence[Event]) -> Mapping[str, date]:
    """The last day of each start; a notice that is due again was taken back."""
    days: dict[str, date] = {}
    for event in events:
        if event.kind in STARTS and event.what:
            days[event.what] = event.day
        if event.what == Start.NOTICE_DUE:
            days.pop(Start.NOTICE_ISSUED, None)
    return days


def _found(
    days: Mapping[str, date], basis: Basis, *, is_complex: bool, issued: date | None
) -> tuple[Milestone, str]:
    """The milestone, and what the regulation calls the notice."""
    every = milestones(
        basis.regulation,
        conference_date=days[Start.CONFERENCE],
        calendar=basis.calendar,
        kind=basis.kind,
        chair=basis.chair,
        complex=is_complex,
        notice_issued=issued,
        notice_received=days.get(Start.NOTICE_RECEIVED),
    )
    by_key = {one.key: one for one in every}
    return by_key[basis.key], by_key[NOTICE].title if NOTICE in by_key else ""


def _projected(milestone: Milestone, step: Step) -> Milestone:
    """From a notice that is only due, not issued: the date is expected and says so."""
    others = [one for one in milestone.steps if one.kind is not StepKind.ASSUMED_RECEIPT]
    return replace(milestone, projected=True, steps=(step, *others))


def _moved(milestone: Milestone, events: Sequence[Event], calendar: Calendar) -> Milestone:
    """The date after its extensions and stops, in their order; a new day begins them anew."""
    counted, stopped = milestone, None
    for event in events:
        if event.kind is EventKind.RESTARTED and event.what == Start.CONFERENCE:
            milestone = counted
        elif event.kind is EventKind.EXTENDED and event.until:
            milestone = _extended(milestone, event.until, calendar)
        elif event.kind is EventKind.STOPPED:
            stopped = event.day
        elif event.kind is EventKind.RESUMED and stopped:
            milestone = _resumed(milestone, stopped, event.day, calendar)
    return milestone


def _extended(milestone: Milestone, until: date, calendar: Calendar) -> Milestone:
    """To a date within the longest limit; should the limit have moved since, never beyond it."""
    legal = min(until, milestone.legal_due or until)
    return replace(milestone, legal_due=legal, target_due=calendar.on_or_before(legal))


def _resumed(milestone: Milestone, stop: date, resume: date, calendar: Calendar) -> Milestone:
    """The working days from the stop up to the day on which it goes on are added (ours).

    What is due before a conference waits for nobody, and a stop after the date comes too late.
    """
    legal, target = milestone.legal_due, milestone.target_due
    if milestone.phase is not Phase.AFTER or legal is None or target is None or stop > legal:
        return milestone
    lost = sum(calendar.is_working(stop + n * DAY) for n in range((resume - stop).days))
    return replace(
        milestone,
        legal_due=_later(legal, lost, calendar),
        target_due=_later(target, lost, calendar),
    )


def _later(day: date, working_days: int, calendar: Calendar) -> date:
    return [day, *calendar.walk(day, working_days)][-1]
