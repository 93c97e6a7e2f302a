"""A draft becomes the answer: its task is done, its time limit met, and each is sent it under
their own code; where many raised the matter, a job goes on with those who are left."""

from collections.abc import Iterator
from typing import Any

from dialogue import matter
from dialogue import petition as petition_life
from dialogue import task as life
from dialogue.matter import EventKind
from dialogue.petition import PetitionEvent
from dialogue.task import Part, Purpose, TaskEvent
from handlers.clock.happening import Act, meet
from handlers.messages import Reply
from handlers.petition.afterwards import grade_buttons, may_grade
from handlers.petition.answers import can_read, corrections, files_of, paper
from handlers.petition.conference import conference_of
from handlers.petition.notify import tell_author
from handlers.petition.record import write_down
from handlers.petition.task_due import limit_of
from handlers.petition.tasks import agency_name, tell_agency
from handlers.petition.tell_staff import tell_people
from handlers.piecewise import PIECE, go_on_later, officer
from handlers.refused import to_work
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date
from storage import answers, audit, petitions, tasks
from storage.tables import Answer, Petition, Staff, Task
from storage.tables.task import AnswerState

SEND = "send_answer"
# Of those whom no chat reaches so many are named in one message.
NAMED = 20


def publish(turn: Turn, petition: Petition, task: Task, answer: Answer, acting: Staff) -> Reply:
    """Publish a draft whose petition and task are locked; who could not be told is named."""
    state = life.after(task.state, TaskEvent.PUBLISH)
    tasks.change(turn.work, task, task.version, turn.now, state=state)
    decided = {"decided_by": acting.id, "decided_at": turn.now}
    answers.supersede(turn.work, task, answer)
    answers.change(turn.work, answer, AnswerState.DRAFTED, state=AnswerState.PUBLISHED, **decided)
    _record(turn, answer, acting)
    _close_helping(turn, petition, task)
    begun: dict[str, Any] = {
        "answer": answer.id,
        "staff": acting.id,
        "code": petition.code,
        "after": 0,
        "count": 0,
        "untold": [],
    }
    sent = _send_some(turn, begun)
    tell_agency(turn, petition, task, "answer-published")
    if sent["after"] is None:
        return _done(turn, petition, sent)
    go_on_later(turn, SEND, key_of(answer), sent)
    choices = [turn.command("publish-more", "/duyet"), to_work(turn)]
    return turn.reply("publish-going-on", choices=choices, code=petition.code, count=sent["count"])


def send_piece(voice: Voice, payload: dict[str, Any]) -> dict[str, Any] | None:
    """Some more of those who raised the matter; after the last the publisher is told."""
    sent = _send_some(voice, payload)
    if sent["after"] is not None:
        return sent
    answer = voice.work.session.get_one(Answer, sent["answer"])
    petition = voice.work.session.get_one(Petition, answer.petition_id)
    done = _done(voice, petition, sent)
    tell_people(voice, [officer(voice, sent).person_id], key_of(answer), done)
    return None


def key_of(answer: Answer) -> str:
    """Of the job by which an answer to many goes out."""
    return f"answer:{answer.id}"


def _send_some(voice: Voice, sent: dict[str, Any]) -> dict[str, Any]:
    """How far it has come: how many have it, who could not be told; `after` is None at the end."""
    answer = voice.work.session.get_one(Answer, sent["answer"])
    task = voice.work.session.get_one(Task, answer.task_id)
    petition = voice.work.session.get_one(Petition, answer.petition_id)
    acting = officer(voice, sent)
    before = [one for one in answers.published(voice.work, task) if one.version < answer.version]
    some = answers.raised_by(voice.work, petition, after=sent["after"], limit=PIECE)
    untold = [one.code for one in some if not _answered(voice, one, task, answer, acting, before)]
    return {
        **sent,
        "after": some[-1].id if len(some) == PIECE else None,
        "count": sent["count"] + len(some),
        "untold": [*sent["untold"], *untold],
    }


def _answered(
    voice: Voice,
    petition: Petition,
    task: Task,
    answer: Answer,
    acting: Staff,
    before: list[Answer],
) -> bool:
    """One of those who raised the matter gets it; whether they could be told."""
    note = paper(voice, answer).strip()
    if task.purpose == Purpose.REPLY and not before:
        kind = _move(voice, petition)
        _meet(voice, petition, answer, acting)
    elif before:
        kind = "answer_corrected"
    else:
        kind = "answer_prepared"
    event = write_down(voice, petition, kind, acting.person_id, acting=acting, note=note)
    told = dict(_told(voice, petition, task, answer, before))
    notice = _notice(voice, petition, task, before)
    grades = grade_buttons(voice, petition) if may_grade(voice, petition) else []
    return tell_author(voice, petition, event, notice, choices=grades, **told)


def _move(voice: Voice, petition: Petition) -> str:
    """The petition is answered; one of the group that is not so far yet is answered beside it."""
    if not petition_life.may(petition.state, PetitionEvent.REPLY):
        return "answered_beside"
    state = petition_life.after(petition.state, PetitionEvent.REPLY)
    petitions.change(voice.work, petition, petition.version, voice.now, state=state)
    return "replied"


def _meet(voice: Voice, petition: Petition, answer: Answer, acting: Staff) -> None:
    """The written reply is there, late or not (hai-phong-13-hd V.3.2, tinh-1573-qd 9.3)."""
    limit = limit_of(voice, petition, Purpose.REPLY)
    if limit is None or not matter.may(limit.state, EventKind.MET):
        return
    act = Act(at=voice.now, day=local_date(voice.now), by=acting, document=answer.number)
    meet(voice.work, voice.house, limit, act)


def _notice(voice: Voice, petition: Petition, task: Task, before: list[Answer]) -> str:
    if not can_read(voice, petition, task):
        return "notice-answer-prepared"
    return "notice-answer-corrected" if before else "notice-answer"


def _told(
    voice: Voice, petition: Petition, task: Task, answer: Answer, before: list[Answer]
) -> Iterator[tuple[str, Any]]:
    """The values of each of the three notices; an unread one names no words of the answer."""
    yield "agency", agency_name(voice.work, task)
    if not can_read(voice, petition, task):
        conference = conference_of(voice, petition)
        assert conference is not None
        yield "time", voice.time(conference.starts_at)
        return
    yield "paper", paper(voice, answer)
    yield "text", answer.text
    yield "files", files_of(voice.work, answer)
    if before:
        yield "nth", corrections(before)
        yield "before", paper(voice, before[-1])


def _close_helping(voice: Voice, petition: Petition, task: Task) -> None:
    """With the lead's answer nothing is owed by those who help with it."""
    if task.part != Part.LEAD:
        return
    for one in tasks.standing(voice.work, petition, task.purpose):
        if one.part != Part.COORDINATING:
            continue
        event = next((e for e in _ENDS if life.may(one.state, e)), None)
        if event is not None:
            state = life.after(one.state, event)
            tasks.change(voice.work, one, one.version, voice.now, state=state)
        if (helped := answers.drafted(voice.work, one)) is not None:
            helped.state = AnswerState.SUPERSEDED


# What was handed in is done; what was not is not needed any more.
_ENDS = (TaskEvent.PUBLISH, TaskEvent.CANCEL)


def _done(voice: Voice, petition: Petition, sent: dict[str, Any]) -> Reply:
    choices = [voice.command("publish-more", "/duyet"), to_work(voice)]
    code, untold = petition.code, sent["untold"]
    if not untold:
        return voice.reply("publish-done", choices=choices, code=code, count=sent["count"])
    more = len(untold) - NAMED
    named = ", ".join(untold[:NAMED])
    if more > 0:
        named = voice.say("publish-untold-more", codes=named, count=more)
    return voice.reply("publish-done-untold", choices=choices, code=code, codes=named)


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
