"""The version of an answer that is being written: kept at once, so that nothing of it is lost."""

from typing import Any

from dialogue import task as life
from dialogue.roles import ALLOWED, Action, Role
from dialogue.task import Part, TaskEvent
from handlers.agency.acting import acting_on, is_agency
from handlers.agency.at_hand import is_as_seen, moved_on, petition_of, task_of
from handlers.agency.receipt import receive
from handlers.files import keep_files
from handlers.messages import Reply
from handlers.petition.answers import files_of, paper
from handlers.petition.tasks import agency_name, current
from handlers.petition.tell_staff import people_in, tell_people
from handlers.refused import not_allowed, to_work
from handlers.turn import Answer as Said
from handlers.turn import Turn
from locales.dates import local_date
from storage import answers, audit, tasks
from storage.attachments import drop_unused
from storage.tables import Answer, Petition, Staff, Task
from storage.tables.task import AnswerState, Receipt


def current_version(turn: Turn) -> Answer:
    """The version that this conversation writes."""
    return turn.work.session.get_one(Answer, turn.data["answer"], populate_existing=True)


def is_gone(turn: Turn) -> bool:
    """Whether it was sent, by a colleague, or its task is no longer what it was."""
    return not answers.is_in_hand(current_version(turn)) or not is_as_seen(turn, task_of(turn))


def add(turn: Turn, said: Said) -> None:
    """One more message of the answer: words go on behind the others, a file replaces the file."""
    written = current_version(turn)
    if said.text.strip():
        written.text = "\n\n".join(part for part in (written.text, said.text.strip()) if part)
    for file in keep_files(turn, said.files):
        before, written.attachment_id = written.attachment_id, file.id
        drop_unused(turn.work, [before])
    _note(turn, written)


def begin_anew(turn: Turn) -> None:
    """Let go of words and file."""
    written = current_version(turn)
    before, written.text, written.attachment_id = written.attachment_id, "", None
    drop_unused(turn.work, [before])


def put(turn: Turn, **values: Any) -> None:
    """Keep number, day or signer."""
    written = current_version(turn)
    for name, value in values.items():
        setattr(written, name, value)
    _note(turn, written)


def send(turn: Turn) -> list[Reply]:
    """Hand the version in for approval; whoever has written any of it cannot publish it."""
    task, petition, written = task_of(turn), petition_of(turn), current_version(turn)
    acting = acting_on(turn, task, Action.ANSWER)
    if acting is None:  # a role may have gone while it was written
        return [not_allowed(turn)]
    if is_gone(turn) or not life.may(task.state, TaskEvent.DRAFT):
        return moved_on(turn, petition, task)
    _take_receipt(turn, petition, task, acting)
    state = life.after(task.state, TaskEvent.DRAFT)
    _put_aside(turn, task)
    sent = {"state": AnswerState.DRAFTED, "drafted_by": acting.id, "drafted_at": turn.now}
    answers.change(turn.work, written, AnswerState.RETURNED, **sent)
    tasks.change(turn.work, task, task.version, turn.now, state=state)
    _record(turn, written, "answer_drafted", acting)
    return [_handed_in(turn, petition, task, written)]


def _take_receipt(turn: Turn, petition: Petition, task: Task, acting: Staff) -> None:
    """An agency that answers has received it; of one on paper the office knows the day."""
    if is_agency(acting) and life.may(task.state, TaskEvent.RECEIVE):
        today = local_date(turn.now)
        receive(turn, petition, task, acting, on=today, how=Receipt.PRESSED)


def _put_aside(turn: Turn, task: Task) -> None:
    """What was sent and not decided yet is replaced; what people were sent stays until then."""
    before = answers.drafted(turn.work, task)
    if before is not None:
        answers.change(turn.work, before, AnswerState.DRAFTED, state=AnswerState.SUPERSEDED)


def _handed_in(turn: Turn, petition: Petition, task: Task, written: Answer) -> Reply:
    """Those who have to act on it are told: who publishes, or the lead agency that is helped."""
    if task.part == Part.COORDINATING:
        _tell_lead(turn, petition, task, written)
        return turn.reply("answer-contributed", choices=[to_work(turn)], code=petition.code)
    told = _tell_publishers(turn, petition, task, written)
    key = "answer-handed-in" if told else "answer-handed-in-untold"
    role = turn.say(f"role-{turn.commune.publisher}")
    return turn.reply(key, choices=[to_work(turn)], code=petition.code, role=role)


def _tell_publishers(turn: Turn, petition: Petition, task: Task, written: Answer) -> int:
    writers = answers.writers(turn.work, written)
    people = [person for person in people_in(turn, _publishers(turn)) if person not in writers]
    notice = turn.reply(
        "answer-waits",
        choices=[turn.command("task-publish", f"/duyet {petition.code}")],
        code=petition.code,
        agency=agency_name(turn.work, task),
        purpose=turn.say(f"task-purpose-{task.purpose}"),
    )
    return tell_people(turn, people, f"answer:{written.id}:drafted", notice)


def _publishers(turn: Turn) -> list[Role]:
    return [role for role in ALLOWED[Action.PUBLISH] if role == turn.commune.publisher]


def _tell_lead(turn: Turn, petition: Petition, task: Task, written: Answer) -> None:
    lead = current(turn.work, petition, task.purpose)
    if lead is None:
        return
    notice = turn.reply(
        "answer-helps",
        choices=[turn.command("task-open", f"/traloi {petition.code}", code=petition.code)],
        code=petition.code,
        agency=agency_name(turn.work, task),
        text=written.text,
    )
    people = tasks.people_of(turn.work, lead.commune_id, lead.agency_id, local_date(turn.now))
    tell_people(turn, people, f"answer:{written.id}:helps", notice)


def review(turn: Turn) -> Reply:
    """The whole of it, as it will be sent."""
    written, task = current_version(turn), task_of(turn)
    missing = turn.say("answer-no-paper") if not paper(turn, written) else ""
    return turn.reply(
        "answer-review",
        "send",
        "rewrite",
        "leave",
        facts=[
            turn.fact("fact-agency", agency_name(turn.work, task)),
            turn.fact("fact-paper", paper(turn, written).strip() or missing),
        ],
        files=files_of(turn.work, written),
        code=petition_of(turn).code,
        text=written.text,
        attached=turn.say("answer-has-file") if written.attachment_id else "",
    )


def _note(turn: Turn, written: Answer) -> None:
    """Who has written of it is on record: none of them may publish it."""
    if turn.person.id not in answers.writers(turn.work, written):
        _record(turn, written, answers.WRITTEN, None)


def _record(turn: Turn, written: Answer, action: str, acting: Staff | None) -> None:
    assert written.id is not None
    audit.record(
        turn.work,
        commune_id=written.commune_id,
        at=turn.now,
        action=action,
        subject="answer",
        subject_id=written.id,
        person_id=turn.person.id,
        staff_id=acting.id if acting else None,
    )
    turn.work.session.flush()
