"""A draft goes back to who wrote it, with what has to be put right."""

from statemachine import State

from dialogue import task as life
from dialogue.task import TaskEvent
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.petition.tasks import tell_agency
from handlers.petition.tell_staff import tell_people
from handlers.publish.gate import publisher, refusal
from handlers.reading import line, said
from handlers.refused import to_work
from handlers.turn import Answer as Words
from handlers.turn import Turn
from locales.dates import local_date
from storage import answers, audit, tasks
from storage.tables import Answer, Petition, Staff, Task
from storage.tables.task import AnswerState

LONGEST_REMARKS = 2_000

_read = line("give_remarks", "remarks", longest=LONGEST_REMARKS, needed="publish-remarks-needed")


def draft_of(turn: Turn) -> Answer:
    """The draft that is sent back."""
    return turn.work.session.get_one(Answer, turn.data["answer"], populate_existing=True)


def petition_of(turn: Turn) -> Petition:
    return turn.work.session.get_one(Petition, draft_of(turn).petition_id)


def read_remarks(turn: Turn, answer: Words) -> Said | Misread:
    return said("cancel") if answer.value == "cancel" else _read(turn, answer)


class Remarks(Conversation):
    """What has to be put right, in the words of who checks it."""

    staff = True

    opening = State(initial=True)
    writing_remarks = State()
    returned = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(writing_remarks)
    give_remarks = writing_remarks.to(returned)
    cancel = writing_remarks.to(cancelled)

    questions = {
        "writing_remarks": Question(
            ask=lambda turn: turn.reply(
                "publish-ask-remarks", "cancel", code=petition_of(turn).code
            ),
            read=read_remarks,
        )
    }

    def on_give_remarks(self, turn: Turn, remarks: str) -> None:
        turn.said.append(_returned(turn, remarks))

    def on_cancel(self, turn: Turn) -> None:
        code = petition_of(turn).code
        back = turn.command("publish-open", f"/duyet {code}", code=code)
        turn.said.append(turn.reply("refusal-cancelled", choices=[back, to_work(turn)]))


def _returned(turn: Turn, remarks: str) -> Reply:
    draft = draft_of(turn)
    task = turn.work.session.get_one(
        Task, draft.task_id, with_for_update=True, populate_existing=True
    )
    if (refused := refusal(turn, draft)) is not None:
        return refused
    if task.version != turn.data["version"] or not life.may(task.state, TaskEvent.REMARK):
        return turn.reply("publish-outdated", choices=[to_work(turn)])
    acting, petition = publisher(turn), petition_of(turn)
    assert acting is not None and draft.id is not None
    decided = {"decided_by": acting.id, "decided_at": turn.now, "remarks": remarks}
    answers.change(turn.work, draft, AnswerState.DRAFTED, state=AnswerState.RETURNED, **decided)
    state = life.after(task.state, TaskEvent.REMARK)
    tasks.change(turn.work, task, task.version, turn.now, state=state)
    _record(turn, draft, acting)
    _tell(turn, petition, task, draft, remarks)
    return turn.reply("publish-returned", choices=[to_work(turn)], code=petition.code)


def _tell(turn: Turn, petition: Petition, task: Task, draft: Answer, remarks: str) -> None:
    """Whoever handed it in, and the agency's own people."""
    again = [turn.command("task-open", f"/traloi {petition.code}", code=petition.code)]
    tell_agency(turn, petition, task, "answer-returned", choices=again, remarks=remarks)
    drafter = turn.work.session.get_one(Staff, draft.drafted_by)
    people = tasks.people_of(turn.work, task.commune_id, task.agency_id, local_date(turn.now))
    if drafter.person_id not in people:
        notice = turn.reply("answer-returned", choices=again, code=petition.code, remarks=remarks)
        tell_people(turn, [drafter.person_id], f"answer:{draft.id}:returned", notice)


def _record(turn: Turn, draft: Answer, acting: Staff) -> None:
    assert draft.id is not None
    audit.record(
        turn.work,
        commune_id=draft.commune_id,
        at=turn.now,
        action="answer_returned",
        subject="answer",
        subject_id=draft.id,
        person_id=turn.person.id,
        staff_id=acting.id,
    )
