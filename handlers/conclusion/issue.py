"""A notice is issued: every matter goes its way, and all whom the regulation names are sent it.

1. The notice's row decides, so that of two officers one issues it.
2. Its day starts the dates that wait for it (hai-phong-13-hd V.3.2, tinh-1573-qd 9.3).
3. Each matter takes what was concluded of it; what is assigned becomes an agency's task. Its
   author is told, with the words of the notice. Where there are many, a job goes on with them.
4. After the last of them the others are told, as the regulation lists them.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from handlers.conclusion.recipients import (
    key_of,
    meet_if_sent,
    note_author,
    send_to_others,
)
from handlers.conclusion.session import button, limit_of, paper, quoted, told
from handlers.messages import Reply
from handlers.petition import tasks as task_cases
from handlers.petition.notify import tell_author
from handlers.petition.record import write_down
from handlers.petition.task_due import is_owed_when_settled
from handlers.petition.tell_staff import tell_people
from handlers.piecewise import PIECE, go_on_later, officer
from handlers.turn import Turn
from handlers.voice import Voice
from storage import conclusions, deadlines, petitions, tasks
from storage.errors import Outdated
from storage.tables import (
    Agency,
    Conclusion,
    ConclusionMatter,
    Conference,
    Deadline,
    Petition,
    Staff,
)
from storage.tables import PetitionEvent as PetitionLine
from storage.tables.conclusion import Outcome

ISSUE = "issue_notice"
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
    by: Staff


def issue(turn: Turn, conference: Conference, conclusion: Conclusion) -> list[Reply]:
    """Issue a notice that has all it needs; say to whom it could not be sent by chat."""
    assert conclusion.issued_on is not None
    if not conclusions.issue(turn.work, conclusion, turn.now):
        return [told(turn, conference, "conclusion-issued-already")]
    by = turn.acting_as(Action.CONCLUDE)
    _start_replies(turn, conference, conclusion, by)
    _move_on(turn, conference, conclusion, by)
    begun = {
        "conclusion": conclusion.id,
        "staff": by.id,
        "code": conference.code,
        "after": 0,
    }
    left = _carry_out_some(turn, begun)
    if left is None:
        return [_done(turn, conference, conclusion)]
    go_on_later(turn, ISSUE, key_of(conclusion), left)
    matters = len(conclusions.chosen(turn.work, conclusion))
    number = conclusion.number
    return [told(turn, conference, "conclusion-issuing", number=number, matters=matters)]


def issue_piece(voice: Voice, payload: dict[str, Any]) -> dict[str, Any] | None:
    """Some matters more of a long notice; after the last the officer who issued it is told."""
    left = _carry_out_some(voice, payload)
    if left is None:
        conclusion = voice.work.session.get_one(Conclusion, payload["conclusion"])
        conference = voice.work.session.get_one(Conference, conclusion.conference_id)
        done = _done(voice, conference, conclusion)
        tell_people(voice, [officer(voice, payload).person_id], key_of(conclusion), done)
    return left


def _carry_out_some(voice: Voice, payload: dict[str, Any]) -> dict[str, Any] | None:
    issuing = _issuing(voice, payload)
    conference, conclusion = issuing.conference, issuing.conclusion
    some = conclusions.chosen(voice.work, conclusion, after=payload["after"], limit=PIECE)
    for petition, matter in _still_concluded_on(voice, some):
        is_told = _carry_out(voice, issuing, petition, matter)
        note_author(voice, conference, conclusion, petition, is_told=is_told)
    if len(some) == PIECE:
        return {**payload, "after": some[-1].petition_id}
    send_to_others(voice, conference, conclusion)
    meet_if_sent(voice, conference, issuing.by, done=conclusion)
    return None


def _done(voice: Voice, conference: Conference, conclusion: Conclusion) -> Reply:
    unsent = len(conclusions.unsent(voice.work, conference))
    matters = len(conclusions.chosen(voice.work, conclusion))
    values: dict[str, Any] = {"number": conclusion.number, "matters": matters}
    if not unsent:
        return told(voice, conference, "conclusion-issued", **values)
    by_hand = button(voice, "conclusion-recipients", conference, "noinhan")
    return told(
        voice, conference, "conclusion-issued-unsent", more=[by_hand], count=unsent, **values
    )


def _start_replies(voice: Voice, conference: Conference, conclusion: Conclusion, by: Staff) -> None:
    """From its day on the replies run; a supplement moves no date of the matters before it."""
    limit = limit_of(voice, conference, NOTICE)
    if limit is not None and not conclusion.is_supplement:
        act = _act(voice, conclusion, by)
        start(voice.work, voice.house, limit, act, what=Start.NOTICE_ISSUED)


def _issuing(voice: Voice, payload: dict[str, Any]) -> _Issuing:
    conclusion = voice.work.session.get_one(Conclusion, payload["conclusion"])
    conference = voice.work.session.get_one(Conference, conclusion.conference_id)
    by = officer(voice, payload)
    return _Issuing(
        conference=conference,
        conclusion=conclusion,
        frame=frame_of(voice.work, voice.house, conference, voice.now),
        act=_act(voice, conclusion, by),
        by=by,
    )


def _act(voice: Voice, conclusion: Conclusion, by: Staff) -> Act:
    assert conclusion.issued_on is not None
    return Act(at=voice.now, day=conclusion.issued_on, by=by, document=conclusion.number)


def _still_concluded_on(
    voice: Voice, some: Sequence[ConclusionMatter]
) -> Iterator[tuple[Petition, ConclusionMatter]]:
    """Each as it stands now, locked: it may have moved on since the notice was written."""
    for matter in some:
        petition = petitions.locked(voice.work, matter.petition_id)
        if petition.state in conclusions.CONCLUDED_ON:
            yield petition, matter
        else:  # withdrawn or declined while the notice was written
            conclusions.leave_out(voice.work, matter)


def _carry_out(
    voice: Voice, issuing: _Issuing, petition: Petition, matter: ConclusionMatter
) -> bool:
    """What was concluded of one matter; whether its author could be told by chat."""
    outcome = Outcome(matter.outcome)
    _lead_up(voice, petition, outcome, issuing.by)
    _end_preparing(voice, petition)
    kind = _take(voice, petition, outcome)
    words = voice.say(
        "conclusion-named",
        number=issuing.conclusion.number,
        date=voice.date(issuing.act.day),
    )
    note = ". ".join(part for part in (words, matter.note) if part)
    event = _record(voice, petition, kind, issuing.by, note)
    due = _dates(voice, issuing, petition, outcome)
    agency = _given(voice, issuing, petition, matter, due)
    owed = "-owed" if outcome is Outcome.SETTLED and due else ""
    return tell_author(
        voice,
        petition,
        event,
        f"conclusion-told-{outcome}{owed}",
        files=paper(voice, issuing.conclusion),
        notice=words,
        note=quoted(voice, matter.note),
        text=quoted(voice, issuing.conclusion.text),
        agency=agency,
        date=_day(voice, matter.due_on or due),
    )


def _day(voice: Voice, day: date | None) -> str:
    return voice.date(day) if day else voice.say("dates-none")


def _record(voice: Voice, petition: Petition, kind: str, by: Staff, note: str = "") -> PetitionLine:
    return write_down(voice, petition, kind, by.person_id, acting=by, note=note)


def _lead_up(voice: Voice, petition: Petition, outcome: Outcome, by: Staff) -> None:
    """Who concludes on a matter has accepted and classified it by that."""
    if petition.state == PetitionState.RECEIVED:
        _step(voice, petition, PetitionEvent.ACCEPT)
        _record(voice, petition, "accepted", by)
    if petition.state == PetitionState.ACCEPTED:
        disposition = petition.disposition or DISPOSITION[outcome]
        _step(voice, petition, PetitionEvent.CLASSIFY, disposition=disposition)
        _record(voice, petition, "classified", by)


def _step(voice: Voice, petition: Petition, event: PetitionEvent, **values: object) -> None:
    state = life.after(petition.state, event)
    petitions.change(voice.work, petition, petition.version, voice.now, state=state, **values)


def _take(voice: Voice, petition: Petition, outcome: Outcome) -> str:
    """Its life goes on; the line of history that says so."""
    event, kind = EVENTS[outcome]
    if not life.may(petition.state, event):
        return NAMED
    _step(voice, petition, event)
    return kind


def _end_preparing(voice: Voice, petition: Petition) -> None:
    """What an agency prepared for the conference is not asked of it any more."""
    for task in tasks.standing(voice.work, petition, Purpose.PREPARED):
        if task_life.may(task.state, TaskEvent.CANCEL):
            state = task_life.after(task.state, TaskEvent.CANCEL)
            tasks.change(voice.work, task, task.version, voice.now, state=state)
            task_cases.tell_agency(voice, petition, task, "task-cancelled")


def _dates(voice: Voice, issuing: _Issuing, petition: Petition, outcome: Outcome) -> date | None:
    """The reply that it is owed: from the notice on; met, and no day, where nothing was left open.

    Some regulations owe one to what was settled as well (tinh-1573-qd 9.3).
    """
    owed = next(iter(_replies(voice, petition)), None)
    if owed is None:
        return None
    if issuing.conclusion.is_supplement:
        start(voice.work, voice.house, owed, issuing.act, what=Start.NOTICE_ISSUED)
    if is_outdated(issuing.frame, owed):
        cause = Cause.of(issuing.act.by, voice.now)
        bring_in_line(voice.work, issuing.frame, owed, cause)
        bind_petition(issuing.frame, petition)
    if outcome is Outcome.SETTLED and not is_owed_when_settled(issuing.frame.regulation):
        meet(voice.work, voice.house, owed, issuing.act)
        return None
    return owed.legal_due


def _replies(voice: Voice, petition: Petition) -> list[Deadline]:
    return [
        one
        for one in deadlines.of_petition(voice.work, petition, lock=True)
        if one.key == OF_PETITION and one.state in deadlines.RUNNING
    ]


def _given(
    voice: Voice, issuing: _Issuing, petition: Petition, matter: ConclusionMatter, due: date | None
) -> str:
    """Which agency has to reply: the one that was named, or the one that prepared what settled it.

    Where a reply is owed and nobody has had it, the office names somebody from its board.
    """
    if matter.outcome == Outcome.ASSIGNED:
        assert matter.agency_id is not None
        matter.due_on = min((day for day in (matter.due_on, due) if day), default=None)
        return _assign(voice, issuing, petition, matter.agency_id, matter.due_on)
    at_it = agency_at_it(voice, petition) if matter.outcome == Outcome.SETTLED and due else None
    if at_it is None:
        return voice.say("conclusion-some-agency")
    return _assign(voice, issuing, petition, at_it, due)


def _assign(
    voice: Voice, issuing: _Issuing, petition: Petition, agency: int, due: date | None
) -> str:
    """The agency has it from now on, by the regulation's day or an earlier one."""
    with suppress(NotAllowed, Outdated):  # it has answered already
        task_cases.assign(
            voice,
            petition,
            by=issuing.by,
            lead=agency,
            purpose=Purpose.REPLY,
            due=due,
            tell=False,
        )
    return voice.work.session.get_one(Agency, agency).name


def _move_on(voice: Voice, conference: Conference, conclusion: Conclusion, by: Staff) -> None:
    """The first notice begins the time of the replies."""
    event, kind, form = ConferenceEvent.ISSUE_NOTICE, conference.kind, conference.form
    if conference_life.may(conference.state, event, kind=kind, form=form):
        conclusions.move(
            voice.work,
            conference,
            conference.version,
            state=conference_life.after(conference.state, event, kind=kind, form=form),
            kind=event,
            at=voice.now,
            staff_id=by.id,
            note=conclusion.number,
        )
