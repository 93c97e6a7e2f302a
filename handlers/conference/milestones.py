"""The milestones of one conference: what is due when, by whom, whether it is done, and why then.

Those with a date are time limits; of the others only the history knows whether they are done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dialogue.conference_life import NOT_HELD, ConferenceEvent, ConferenceState
from dialogue.matter import DeadlineState, EventKind, Start
from dialogue.milestones import NOTICE, Milestone
from handlers.clock.frame import Frame, frame_of
from handlers.clock.happening import Act, meet, reopen
from handlers.clock.opening import OF_PETITION, open_conference
from handlers.clock.ticked import DONE, UNDONE, ticked_by_hand
from handlers.conference.law import ANNOUNCE, all_milestones
from handlers.conference.record import acting, record
from handlers.explanation import lines
from handlers.messages import Choice, Reply
from handlers.petition.law import cited
from handlers.turn import Turn
from locales.dates import local_date
from storage import deadlines
from storage.tables import Conference, Deadline

# Done by what has commands of its own, not ticked off by hand.
NOT_BY_HAND = frozenset({NOTICE, OF_PETITION, ANNOUNCE})


@dataclass(frozen=True, kw_only=True)
class Point:
    """A milestone as it stands: its dates as its events have made them, and whether it is done."""

    milestone: Milestone
    deadline: Deadline | None
    done_on: date | None
    state: DeadlineState

    @property
    def legal_due(self) -> date | None:
        """The last day; None where none is set, or none any more."""
        if self.state in (DeadlineState.VOID, DeadlineState.STOPPED):
            return None
        return self.deadline.legal_due if self.deadline else self.milestone.legal_due


def points(turn: Turn, frame: Frame) -> list[Point]:
    """All milestones in the order of the regulation."""
    own = {one.key: one for one in deadlines.of_conference(turn.work, frame.conference)}
    ticked = ticked_by_hand(turn.work, frame.conference)
    every = all_milestones(
        turn.house,
        frame.regulation,
        frame.conference,
        notice_issued=frame.days.get(Start.NOTICE_ISSUED),
    )
    return [
        Point(
            milestone=one,
            deadline=own.get(one.key),
            done_on=_done_on(turn, own.get(one.key), ticked.get(one.key)),
            state=_state(frame.conference, own.get(one.key), one),
        )
        for one in every
    ]


def point_of(turn: Turn, conference: Conference, key: str) -> Point | None:
    """One of them; None where the regulation has no such milestone."""
    frame = frame_of(turn.work, turn.house, conference, turn.now)
    return next((one for one in points(turn, frame) if one.milestone.key == key), None)


def listed(turn: Turn, frame: Frame) -> Iterator[str]:
    """A line for each: by when, who, which clause, and whether it is done."""
    for point in points(turn, frame):
        milestone = point.milestone
        yield turn.say(
            "milestone-line",
            title=milestone.title,
            due=_due(turn, point),
            who=_who(frame, milestone),
            clause=cited(turn, milestone.clause, milestone.regulation),
        )


def show(turn: Turn, conference: Conference) -> Reply:
    """The list with a button for each: tick it off, take that back, or why its date is that."""
    frame = open_conference(turn.work, turn.house, conference, turn.now)
    back = turn.command("conference-open", f"/hoinghi {conference.code}", code=conference.code)
    choices = [choice for point in points(turn, frame) for choice in _ways(turn, frame, point)]
    return turn.reply(
        "milestones",
        choices=[*choices, back],
        code=conference.code,
        list="\n".join(listed(turn, frame)),
    )


def why(turn: Turn, conference: Conference, point: Point) -> Reply:
    """The rule, its clause, and how the date was counted."""
    told = lines(
        point.milestone, turn.say, language=turn.language, regulations=turn.house.regulations
    )
    back = turn.command("conference-milestones", f"/hoinghi {conference.code} moc")
    return turn.reply(
        "milestone-why",
        choices=[back],
        title=point.milestone.title,
        due=_due(turn, point),
        lines="\n".join(f"• {one}" for one in told),
    )


def tick_off(turn: Turn, conference: Conference, point: Point, document: str) -> None:
    """It is done today, by this paper where one was named; what is done already stays so."""
    if point.done_on is not None:
        return
    by = acting(turn, ConferenceEvent.CHANGE)
    if point.deadline is not None:
        day = local_date(turn.now)
        act = Act(at=turn.now, day=day, by=by, document=document)
        meet(turn.work, turn.house, point.deadline, act)
    _note(turn, conference, point, DONE, document)


def take_back(turn: Turn, conference: Conference, point: Point) -> None:
    """It is not done after all: it was ticked off by mistake."""
    if point.done_on is None:
        return
    by = acting(turn, ConferenceEvent.CHANGE)
    if point.deadline is not None:
        act = Act(at=turn.now, day=local_date(turn.now), by=by)
        reopen(turn.work, turn.house, point.deadline, act)
    _note(turn, conference, point, UNDONE)


def may_be_ticked(point: Point) -> bool:
    """Whether it is ticked off by hand, and its limit, where it has one, runs."""
    if point.milestone.key in NOT_BY_HAND - {ANNOUNCE}:
        return False
    return point.state != DeadlineState.VOID


def _note(turn: Turn, conference: Conference, point: Point, kind: str, document: str = "") -> None:
    by = acting(turn, ConferenceEvent.CHANGE)
    key, title = point.milestone.key, point.milestone.title
    day = local_date(turn.now).isoformat()
    record(turn, conference, kind, by=by, note=document, key=key, title=title, day=day)


def _ways(turn: Turn, frame: Frame, point: Point) -> Iterator[Choice]:
    code, key, title = frame.conference.code, point.milestone.key, point.milestone.title
    if may_be_ticked(point):
        verb = "xong" if point.done_on is None else "chuaxong"
        yield turn.command(f"milestone-{verb}", f"/hoinghi {code} {verb} {key}", title=title)
    if point.legal_due is not None:
        yield turn.command("milestone-ask-why", f"/hoinghi {code} visao {key}", title=title)


def _due(turn: Turn, point: Point) -> str:
    if point.done_on is not None:
        return turn.say("milestone-done-on", date=turn.date(point.done_on))
    if point.state == DeadlineState.VOID:
        return turn.say("milestone-void")
    if point.state == DeadlineState.STOPPED:
        return turn.say("milestone-stopped")
    if point.milestone.exempt:
        return turn.say("milestone-exempt")
    if point.legal_due is None:
        return turn.say("milestone-no-date")
    return turn.say(
        "milestone-projected" if _is_projected(point) else "milestone-due",
        date=turn.date(point.legal_due),
    )


def _state(
    conference: Conference, deadline: Deadline | None, milestone: Milestone
) -> DeadlineState:
    """Of what has no limit of its own the conference decides: without a day no date stands."""
    if deadline is not None:
        return DeadlineState(deadline.state)
    if conference.state in NOT_HELD:
        return DeadlineState.VOID
    is_dated = milestone.legal_due is not None
    if conference.state == ConferenceState.POSTPONED and is_dated:
        return DeadlineState.STOPPED
    return DeadlineState.OPEN


def _is_projected(point: Point) -> bool:
    return point.deadline.is_projected if point.deadline else point.milestone.projected


def _who(frame: Frame, milestone: Milestone) -> str:
    """The office that prepares it, where the heads have named one themselves."""
    rule = frame.regulation.milestones[milestone.key]
    is_named = rule.by_office and milestone.responsible == rule.responsible
    return (is_named and frame.conference.office) or milestone.responsible


def _done_on(turn: Turn, deadline: Deadline | None, ticked: date | None) -> date | None:
    if deadline is None:
        return ticked
    if deadline.state != DeadlineState.MET:
        return None
    happened = deadlines.events(turn.work, deadline)
    return next(event.day for event in reversed(happened) if event.kind is EventKind.MET)
