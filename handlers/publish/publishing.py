"""A draft becomes the answer: its task is done, its time limit met, and each is sent it under
their own code."""

from collections.abc import Iterator
from typing import Any

from dialogue import matter
from dialogue import petition as petition_life
from dialogue import task as life
from dialogue.matter import EventKind
from dialogue.petition import PetitionEvent
from dialogue.task import Part, Purpose, TaskEvent
from handlers.clock.happening import Act, meet
from handlers.messages import Choice, Reply
from handlers.petition.afterwards import grade_buttons, may_grade
from handlers.petition.answers import can_read, corrections, files_of, paper
from handlers.petition.conference import conference_of
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.task_due import limit_of
from handlers.petition.tasks import agency_name, tell_agency
from handlers.refused import to_work
from handlers.turn import Turn
from locales.dates import local_date
from storage import answers, audit, petitions, tasks
from storage.tables import Answer, Petition, Staff, Task
from storage.tables.task import AnswerState


def publish(turn: Turn, petition: Petition, task: Task, answer: Answer, acting: Staff) -> Reply:
    """Publish a draft whose petitions and task are locked; who could not be told is named."""
    everybody = answers.raised_by(turn.work, petition)
    before = answers.published(turn.work, task)
    state = life.after(task.state, TaskEvent.PUBLISH)
    tasks.change(turn.work, task, task.version, turn.now, state=state)
    decided = {"decided_by": acting.id, "decided_at": turn.now}
    answers.supersede(turn.work, task, answer)
    answers.change(turn.work, answer, AnswerState.DRAFTED, state=AnswerState.PUBLISHED, **decided)
    _record(turn, answer, acting)
    _close_helping(turn, petition, task)
    untold = [
        one.code or ""
        for one in everybody
        if not _answered(turn, one, task, answer, acting, before)
    ]
    tell_agency(turn, petition, task, "answer-published")
    return _done(turn, petition, count=len(everybody), untold=untold)


def _answered(
    turn: Turn,
    petition: Petition,
    task: Task,
    answer: Answer,
    acting: Staff,
    before: list[Answer],
) -> bool:
    """One of those who raised the matter gets it; whether they could be told."""
    note = paper(turn, answer).strip()
    if task.purpose == Purpose.REPLY and not before:
        kind = _move(turn, petition)
        _meet(turn, petition, answer, acting)
    elif before:
        kind = "answer_corrected"
    else:
        kind = "answer_prepared"
    event = record(turn, petition, kind, acting=acting, note=note)
    told = dict(_told(turn, petition, task, answer, before))
    notice = _notice(turn, petition, task, before)
    grades = grade_buttons(turn, petition) if may_grade(turn, petition) else []
    return tell_author(turn, petition, event, notice, choices=grades, **told)


def _move(turn: Turn, petition: Petition) -> str:
    """The petition is answered; one of the group that is not so far yet is answered beside it."""
    if not petition_life.may(petition.state, PetitionEvent.REPLY):
        return "answered_beside"
    state = petition_life.after(petition.state, PetitionEvent.REPLY)
    petitions.change(turn.work, petition, petition.version, turn.now, state=state)
    return "replied"


def _meet(turn: Turn, petition: Petition, answer: Answer, acting: Staff) -> None:
    """The written reply is there, late or not (hai-phong-13-hd V.3.2, tinh-1573-qd 9.3)."""
    limit = limit_of(turn, petition, Purpose.REPLY)
    if limit is None or not matter.may(limit.state, EventKind.MET):
        return
    act = Act(at=turn.now, day=local_date(turn.now), by=acting, document=answer.number)
    meet(turn.work, turn.house, limit, act)


def _notice(turn: Turn, petition: Petition, task: Task, before: list[Answer]) -> str:
    if not can_read(turn, petition, task):
        return "notice-answer-prepared"
    return "notice-answer-corrected" if before else "notice-answer"


def _told(
    turn: Turn, petition: Petition, task: Task, answer: Answer, before: list[Answer]
) -> Iterator[tuple[str, Any]]:
    """The values of each of the three notices; an unread one names no words of the answer."""
    yield "agency", agency_name(turn.work, task)
    if not can_read(turn, petition, task):
        conference = conference_of(turn, petition)
        assert conference is not None
        yield "time", turn.time(conference.starts_at)
        return
    yield "paper", paper(turn, answer)
    yield "text", answer.text
    yield "files", files_of(turn.work, answer)
    if before:
        yield "nth", corrections(before)
        yield "before", paper(turn, before[-1])


def _close_helping(turn: Turn, petition: Petition, task: Task) -> None:
    """With the lead's answer nothing is owed by those who help with it."""
    if task.part != Part.LEAD:
        return
    for one in tasks.standing(turn.work, petition, task.purpose):
        if one.part != Part.COORDINATING:
            continue
        event = next((e for e in _ENDS if life.may(one.state, e)), None)
        if event is not None:
            state = life.after(one.state, event)
            tasks.change(turn.work, one, one.version, turn.now, state=state)
        if (helped := answers.drafted(turn.work, one)) is not None:
            helped.state = AnswerState.SUPERSEDED


# What was handed in is done; what was not is not needed any more.
_ENDS = (TaskEvent.PUBLISH, TaskEvent.CANCEL)


def _done(turn: Turn, petition: Petition, *, count: int, untold: list[str]) -> Reply:
    choices: list[Choice] = [turn.command("publish-more", "/duyet"), to_work(turn)]
    if not untold:
        return turn.reply("publish-done", choices=choices, code=petition.code, count=count)
    codes = ", ".join(untold)
    return turn.reply("publish-done-untold", choices=choices, code=petition.code, codes=codes)


def _record(turn: Turn, answer: Answer, acting: Staff) -> None:
    assert answer.id is not None
    audit.record(
        turn.work,
        commune_id=answer.commune_id,
        at=turn.now,
        action="answer_published",
        subject="answer",
        subject_id=answer.id,
        person_id=turn.person.id,
        staff_id=acting.id,
    )
