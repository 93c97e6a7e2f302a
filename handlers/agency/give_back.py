"""/chuyen: not ours. It goes back to the office with the reason, and never counts as an answer."""

from statemachine import State

from dialogue import petition as petition_life
from dialogue import task as life
from dialogue.petition import PetitionEvent
from dialogue.roles import Action
from dialogue.task import Part, TaskEvent
from handlers.agency.acting import acting_on
from handlers.agency.at_hand import is_as_seen, moved_on, petition_of, task_of
from handlers.agency.view import can_give_back, view
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.tasks import agency_name
from handlers.petition.tell_staff import people_who_may, tell_people
from handlers.reading import line, said
from handlers.refused import not_allowed, to_work
from handlers.turn import Answer, Turn
from storage import audit, petitions, tasks
from storage.tables import Petition, Staff, Task

LONGEST_REASON = 1_000

_read_reason = line("give_reason", "reason", longest=LONGEST_REASON, needed="give-back-needed")


def read_reason(turn: Turn, answer: Answer) -> Said | Misread:
    return said("cancel") if answer.value == "cancel" else _read_reason(turn, answer)


class GiveBack(Conversation):
    """Why it is not this agency's to answer."""

    staff = True

    opening = State(initial=True)
    writing_reason = State()
    given_back = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(writing_reason)
    give_reason = writing_reason.to(given_back)
    cancel = writing_reason.to(cancelled)

    questions = {
        "writing_reason": Question(
            ask=lambda turn: turn.reply("give-back-ask", "cancel", code=petition_of(turn).code),
            read=read_reason,
        )
    }

    def on_give_reason(self, turn: Turn, reason: str) -> None:
        turn.said.extend(_given_back(turn, reason))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(view(turn, petition_of(turn), task_of(turn)))


def _given_back(turn: Turn, reason: str) -> list[Reply]:
    petition = turn.work.session.get_one(
        Petition, petition_of(turn).id, with_for_update=True, populate_existing=True
    )
    task = task_of(turn)
    acting = acting_on(turn, task, Action.GIVE_BACK)
    if acting is None:
        return [not_allowed(turn)]
    if not is_as_seen(turn, task) or not can_give_back(turn, task):
        return moved_on(turn, petition, task)
    state = life.after(task.state, TaskEvent.GIVE_BACK)
    tasks.change(turn.work, task, task.version, turn.now, state=state, note=reason)
    _audit(turn, task, acting)
    if task.part == Part.LEAD:
        _back_to_office(turn, petition, task, acting)
    _tell_office(turn, petition, task, reason)
    return [turn.reply("give-back-done", choices=[to_work(turn)], code=petition.code)]


def _back_to_office(turn: Turn, petition: Petition, task: Task, acting: Staff) -> None:
    """The petition waits for the office again; its author is told, with no answer in it."""
    if not petition_life.may(petition.state, PetitionEvent.GIVE_BACK):
        return
    state = petition_life.after(petition.state, PetitionEvent.GIVE_BACK)
    petitions.change(turn.work, petition, petition.version, turn.now, state=state)
    event = record(turn, petition, "given_back", acting=acting)
    agency = agency_name(turn.work, task)
    tell_author(turn, petition, event, "notice-given-back", agency=agency)


def _tell_office(turn: Turn, petition: Petition, task: Task, reason: str) -> None:
    notice = turn.reply(
        "give-back-told",
        choices=[
            turn.command("task-assign-again", f"/giao {petition.code}"),
            turn.command("work-open", f"/xet {petition.code}", code=petition.code),
        ],
        code=petition.code,
        agency=agency_name(turn.work, task),
        reason=reason,
    )
    tell_people(turn, people_who_may(turn, Action.ASSIGN), f"task:{task.id}:given_back", notice)


def _audit(turn: Turn, task: Task, acting: Staff) -> None:
    assert task.id is not None
    audit.record(
        turn.work,
        commune_id=task.commune_id,
        at=turn.now,
        action="task_given_back",
        subject="task",
        subject_id=task.id,
        person_id=turn.person.id,
        staff_id=acting.id,
    )
