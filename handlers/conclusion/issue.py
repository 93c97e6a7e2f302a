"""A notice is issued: every matter goes its way, and all whom the regulation names are sent it.

1. The notice's row decides, so that of two officers one issues it.
2. Its day starts the dates that wait for it (hai-phong-13-hd V.3.2, tinh-1573-qd 9.3).
3. Each matter takes what was concluded of it; what is assigned becomes an agency's task.
4. Its author is told, with the words of the notice; then the others, as the regulation lists them.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from dialogue import conference_life
from dialogue import petition as life
from dialogue import task as task_life
from dialogue.conference_life import ConferenceEvent
from dialogue.errors import NotAllowed
from dialogue.matter import Start
from dialogue.milestones import NOTICE
from dialogue.petition import PetitionEvent, PetitionState
from dialogue.roles import Action
from dialogue.task import Purpose, TaskEvent
from handlers.clock.frame import Frame, frame_of
from handlers.clock.happening import Act, meet, start
from handlers.clock.in_line import Cause, bind_petition, bring_in_line, is_outdated
from handlers.clock.opening import OF_PETITION
from handlers.conclusion.outcomes import DISPOSITION, agency_at_it
from handlers.conclusion.recipients import send_to_all
from handlers.conclusion.session import button, limit_of, paper, quoted, told
from handlers.messages import Reply
from handlers.petition import tasks as task_cases
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.task_due import is_owed_when_settled
from handlers.turn import Turn
from storage import conclusions, deadlines, petitions, tasks
from storage.errors import Outdated
from storage.tables import (
    Agency,
    Conclusion,
    ConclusionMatter,
    Conference,
    Deadline,
    Petition,
)
from storage.tables.conclusion import Outcome

# What each outcome does to a petition, and its line of history.
EVENTS = {
    Outcome.SETTLED: (PetitionEvent.SETTLE, "settled"),
    Outcome.ASSIGNED: (PetitionEvent.LEAVE_OPEN, "left_open"),
    Outcome.NOTED: (PetitionEvent.NOTE, "noted"),
    Outcome.SUBMITTED_UPWARD: (PetitionEvent.SUBMIT_UPWARD, "submitted_upward"),
}
# What has gone its way already, and is only named by the notice.
NAMED = "concluded"


@dataclass(frozen=True, kw_only=True)
class _Issuing:
    """One notice while it is issued."""

    conference: Conference
    conclusion: Conclusion
    frame: Frame
    act: Act


def issue(turn: Turn, conference: Conference, conclusion: Conclusion) -> list[Reply]:
    """Issue a notice that has all it needs; say to whom it could not be sent by chat."""
    assert conclusion.issued_on is not None
    if not conclusions.issue(turn.work, conclusion, turn.now):
        return [told(turn, conference, "conclusion-issued-already")]
    issuing = _begin(turn, conference, conclusion, conclusion.issued_on)
    reached = {}
    for petition, matter in _chosen(turn, conclusion):
        reached[petition.id or 0] = _carry_out(turn, issuing, petition, matter)
    _move_on(turn, issuing)
    send_to_all(turn, conference, conclusion, reached)
    return [_done(turn, conference, conclusion, len(reached))]


def _done(turn: Turn, conference: Conference, conclusion: Conclusion, matters: int) -> Reply:
    unsent = len(conclusions.unsent(turn.work, conference))
    number = conclusion.number
    if not unsent:
        return told(turn, conference, "conclusion-issued", number=number, matters=matters)
    by_hand = button(turn, "conclusion-recipients", conference, "noinhan")
    values = {"number": number, "matters": matters, "count": unsent}
    return told(turn, conference, "conclusion-issued-unsent", more=[by_hand], **values)


def _begin(turn: Turn, conference: Conference, conclusion: Conclusion, day: date) -> _Issuing:
    """From its day on the replies run; a supplement moves no date of the matters before it."""
    act = Act(at=turn.now, day=day, by=turn.acting_as(Action.CONCLUDE), document=conclusion.number)
    limit = limit_of(turn, conference, NOTICE)
    if limit is not None and not conclusion.is_supplement:
        start(turn.work, turn.house, limit, act, what=Start.NOTICE_ISSUED)
    frame = frame_of(turn.work, turn.house, conference, turn.now)
    return _Issuing(conference=conference, conclusion=conclusion, frame=frame, act=act)


def _chosen(turn: Turn, conclusion: Conclusion) -> list[tuple[Petition, ConclusionMatter]]:
    """What the notice names; the list was read before it was issued for the last time."""
    found = []
    for matter in conclusions.chosen(turn.work, conclusion):
        petition = turn.work.session.get_one(Petition, matter.petition_id)
        if petition.state in conclusions.CONCLUDED_ON:
            found.append((petition, matter))
        else:  # withdrawn or declined while the notice was written
            conclusions.leave_out(turn.work, matter)
    return found


def _carry_out(turn: Turn, issuing: _Issuing, petition: Petition, matter: ConclusionMatter) -> bool:
    """What was concluded of one matter; whether its author could be told by chat."""
    outcome = Outcome(matter.outcome)
    _lead_up(turn, petition, outcome)
    _end_preparing(turn, petition)
    kind = _take(turn, petition, outcome)
    words = turn.say(
        "conclusion-named",
        number=issuing.conclusion.number,
        date=turn.date(issuing.act.day),
    )
    note = ". ".join(part for part in (words, matter.note) if part)
    acting = turn.acting_as(Action.CONCLUDE)
    event = record(turn, petition, kind, acting=acting, note=note)
    due = _dates(turn, issuing, petition, outcome)
    agency = _given(turn, petition, matter, due)
    owed = "-owed" if outcome is Outcome.SETTLED and due else ""
    return tell_author(
        turn,
        petition,
        event,
        f"conclusion-told-{outcome}{owed}",
        files=paper(turn, issuing.conclusion),
        notice=words,
        note=quoted(turn, matter.note),
        text=quoted(turn, issuing.conclusion.text),
        agency=agency,
        date=_day(turn, matter.due_on or due),
    )


def _day(turn: Turn, day: date | None) -> str:
    return turn.date(day) if day else turn.say("dates-none")


def _lead_up(turn: Turn, petition: Petition, outcome: Outcome) -> None:
    """Who concludes on a matter has accepted and classified it by that."""
    acting = turn.acting_as(Action.CONCLUDE)
    if petition.state == PetitionState.RECEIVED:
        _step(turn, petition, PetitionEvent.ACCEPT)
        record(turn, petition, "accepted", acting=acting)
    if petition.state == PetitionState.ACCEPTED:
        disposition = petition.disposition or DISPOSITION[outcome]
        _step(turn, petition, PetitionEvent.CLASSIFY, disposition=disposition)
        record(turn, petition, "classified", acting=acting)


def _step(turn: Turn, petition: Petition, event: PetitionEvent, **values: object) -> None:
    state = life.after(petition.state, event)
    petitions.change(turn.work, petition, petition.version, turn.now, state=state, **values)


def _take(turn: Turn, petition: Petition, outcome: Outcome) -> str:
    """Its life goes on; the line of history that says so."""
    event, kind = EVENTS[outcome]
    if not life.may(petition.state, event):
        return NAMED
    _step(turn, petition, event)
    return kind


def _end_preparing(turn: Turn, petition: Petition) -> None:
    """What an agency prepared for the conference is not asked of it any more."""
    for task in tasks.standing(turn.work, petition, Purpose.PREPARED):
        if task_life.may(task.state, TaskEvent.CANCEL):
            state = task_life.after(task.state, TaskEvent.CANCEL)
            tasks.change(turn.work, task, task.version, turn.now, state=state)
            task_cases.tell_agency(turn, petition, task, "task-cancelled")


def _dates(turn: Turn, issuing: _Issuing, petition: Petition, outcome: Outcome) -> date | None:
    """The reply that it is owed: from the notice on; met, and no day, where nothing was left open.

    Some regulations owe one to what was settled as well (tinh-1573-qd 9.3).
    """
    owed = next(iter(_replies(turn, petition)), None)
    if owed is None:
        return None
    if issuing.conclusion.is_supplement:
        start(turn.work, turn.house, owed, issuing.act, what=Start.NOTICE_ISSUED)
    if is_outdated(issuing.frame, owed):
        cause = Cause.of(issuing.act.by, turn.now)
        bring_in_line(turn.work, issuing.frame, owed, cause)
        bind_petition(issuing.frame, petition)
    if outcome is Outcome.SETTLED and not is_owed_when_settled(issuing.frame.regulation):
        meet(turn.work, turn.house, owed, issuing.act)
        return None
    return owed.legal_due


def _replies(turn: Turn, petition: Petition) -> list[Deadline]:
    return [
        one
        for one in deadlines.of_petition(turn.work, petition, lock=True)
        if one.key == OF_PETITION and one.state in deadlines.RUNNING
    ]


def _given(turn: Turn, petition: Petition, matter: ConclusionMatter, due: date | None) -> str:
    """Which agency has to reply: the one that was named, or the one that prepared what settled it.

    Where a reply is owed and nobody has had it, the office names somebody from its board.
    """
    if matter.outcome == Outcome.ASSIGNED:
        assert matter.agency_id is not None
        matter.due_on = min((day for day in (matter.due_on, due) if day), default=None)
        return _assign(turn, petition, matter.agency_id, matter.due_on)
    at_it = agency_at_it(turn, petition) if matter.outcome == Outcome.SETTLED and due else None
    return _assign(turn, petition, at_it, due) if at_it else turn.say("conclusion-some-agency")


def _assign(turn: Turn, petition: Petition, agency: int, due: date | None) -> str:
    """The agency has it from now on, by the regulation's day or an earlier one."""
    with suppress(NotAllowed, Outdated):  # it has answered already
        task_cases.assign(
            turn,
            petition,
            lead=agency,
            purpose=Purpose.REPLY,
            due=due,
            action=Action.CONCLUDE,
            tell=False,
        )
    return turn.work.session.get_one(Agency, agency).name


def _move_on(turn: Turn, issuing: _Issuing) -> None:
    """The first notice begins the time of the replies."""
    conference = issuing.conference
    event, kind, form = ConferenceEvent.ISSUE_NOTICE, conference.kind, conference.form
    if conference_life.may(conference.state, event, kind=kind, form=form):
        conclusions.move(
            turn.work,
            conference,
            conference.version,
            state=conference_life.after(conference.state, event, kind=kind, form=form),
            kind=event,
            at=turn.now,
            staff_id=turn.acting_as(Action.CONCLUDE).id,
            note=issuing.conclusion.number,
        )
