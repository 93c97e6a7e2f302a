"""Tasks of agencies on a petition: given, taken back, and told to those who have to act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dialogue import petition as life
from dialogue import task as task_life
from dialogue.petition import PetitionEvent
from dialogue.roles import Action
from dialogue.task import Part, Purpose, TaskEvent, TaskState
from handlers.messages import Choice
from handlers.petition.notify import address_of, tell_author
from handlers.petition.record import record, write_down
from handlers.petition.summary import excerpt, village_name
from handlers.petition.tell_staff import tell_people
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date
from storage import petitions, tasks
from storage.tables import Agency, Petition, Staff, Task
from storage.work import Work

# Behind "/traloi CODE": the agency has received it; then the task's number and its version.
RECEIVED = "danhan"
LONGEST_CONTENT = 1_000


def assign(
    voice: Voice,
    petition: Petition,
    *,
    by: Staff,
    lead: int,
    coordinating: Sequence[int] = (),
    purpose: Purpose,
    due: date | None,
    tell: bool = True,
) -> list[Task]:
    """Give a petition to a lead agency and to those that help it, by their numbers; the lead's
    task comes first.

    What stood before for the same purpose is cancelled. The petition's life goes on, its history
    says so, the agencies are told by when, and its author too unless `tell` is False. `by` is the
    role that allows it. Raises NotAllowed where the petition's state does not take it or the lead
    has answered already, Outdated where somebody was first.
    """
    event = _event(petition)
    known = any(one.purpose == purpose for one in tasks.of_petition(voice.work, petition))
    _move(voice, petition, event)
    _cancel_all(voice, petition, tasks.standing(voice.work, petition, purpose))
    given = [_give(voice, petition, lead, Part.LEAD, purpose, due, by)]
    for agency in dict.fromkeys(coordinating):
        if agency != lead:
            part = Part.COORDINATING
            given.append(_give(voice, petition, agency, part, purpose, due, by))
    _written(voice, petition, _kind(event, known), by, given[0], tell=tell)
    for task in given:
        _tell_given(voice, petition, task)
    return given


def current(work: Work, petition: Petition, purpose: Purpose | str) -> Task | None:
    """The lead agency's task of a purpose; None where none stands."""
    found = tasks.standing(work, petition, purpose)
    return next((task for task in found if task.part == Part.LEAD), None)


def cancel(turn: Turn, petition: Petition, purpose: Purpose, *, note: str = "") -> list[Task]:
    """Take a petition back from the agencies that have it for a purpose; those tasks.

    Raises NotAllowed where one of them has answered already, Outdated where somebody was first.
    """
    found = tasks.standing(turn.work, petition, purpose)
    _move(turn, petition, PetitionEvent.TAKE_BACK)
    _cancel_all(turn, petition, found)
    record(turn, petition, "taken_back", acting=turn.acting_as(Action.ASSIGN), note=note)
    return found


def fall_away(voice: Voice, petition: Petition, by: Staff | None) -> None:
    """Its conference is not held: nobody prepares for that, and it waits to be given anew.

    `by` called the conference off. What was answered already stays.
    """
    found = tasks.standing(voice.work, petition, Purpose.PREPARED)
    left = [task for task in found if task_life.may(task.state, TaskEvent.CANCEL)]
    is_led = any(task.part == Part.LEAD for task in left)
    if not is_led or not life.may(petition.state, PetitionEvent.TAKE_BACK):
        return
    _move(voice, petition, PetitionEvent.TAKE_BACK)
    _cancel_all(voice, petition, left)
    write_down(voice, petition, "taken_back", by.person_id if by else None, acting=by)


def withdraw_tasks(
    turn: Turn, petition: Petition, purpose: Purpose, states: frozenset[TaskState]
) -> None:
    """Agencies that have it in one of `states` need not answer any more, and are told so."""
    found = tasks.standing(turn.work, petition, purpose)
    _cancel_all(turn, petition, [task for task in found if task.state in states])


def agency_name(work: Work, task: Task) -> str:
    """The agency that has the task."""
    return work.session.get_one(Agency, task.agency_id).name


def due_words(voice: Voice, due: date | None) -> str:
    """The day by which it is due, or that none is set."""
    return voice.date(due) if due else voice.say("task-no-date")


def receipt_button(voice: Voice, petition: Petition, task: Task) -> Choice:
    """One press says that the agency has received it; it carries what was seen."""
    command = f"/traloi {petition.code} {RECEIVED} {task.id} {task.version}"
    return voice.command("task-receive", command)


def tell_agency(
    voice: Voice,
    petition: Petition,
    task: Task,
    key: str,
    *,
    choices: Sequence[Choice] = (),
    **values: Any,
) -> int:
    """Queue news of a task for each who acts for its agency; how many were told.

    Once for each version of the task, so call it after the change. Names nobody: an agency may be
    the one that is complained of.
    """
    notice = voice.reply(key, choices=choices, code=petition.code, **values)
    people = tasks.people_of(voice.work, task.commune_id, task.agency_id, local_date(voice.now))
    return tell_people(voice, people, f"task:{task.id}:{task.version}:{key}", notice)


def is_reached(voice: Voice, task: Task) -> bool:
    """Whether anybody of the agency can be told in the chat."""
    people = tasks.people_of(voice.work, task.commune_id, task.agency_id, local_date(voice.now))
    return any(address_of(voice, person) is not None for person in people)


def _event(petition: Petition) -> PetitionEvent:
    """What is classified is assigned; what is assigned or left open is so anew, its state stays."""
    first = life.may(petition.state, PetitionEvent.ASSIGN)
    return PetitionEvent.ASSIGN if first else PetitionEvent.REASSIGN


def _kind(event: PetitionEvent, known: bool) -> str:
    """The line of history; a written reply after a prepared answer is no change of agency."""
    if event is PetitionEvent.ASSIGN:
        return "assigned"
    return "reassigned" if known else "reply_assigned"


def _move(voice: Voice, petition: Petition, event: PetitionEvent) -> None:
    state = life.after(petition.state, event)
    petitions.change(voice.work, petition, petition.version, voice.now, state=state)


def _cancel_all(voice: Voice, petition: Petition, found: Sequence[Task]) -> None:
    for task in found:
        state = task_life.after(task.state, TaskEvent.CANCEL)
        tasks.change(voice.work, task, task.version, voice.now, state=state)
        tell_agency(voice, petition, task, "task-cancelled")


def _give(
    voice: Voice,
    petition: Petition,
    agency: int,
    part: Part,
    purpose: Purpose,
    due: date | None,
    acting: Staff,
) -> Task:
    return tasks.give(
        voice.work,
        petition,
        voice.now,
        agency_id=agency,
        part=part,
        purpose=purpose,
        due_on=due,
        given_by=acting.id,
    )


def _written(
    voice: Voice, petition: Petition, kind: str, acting: Staff, lead: Task, *, tell: bool
) -> None:
    """In the history, and told to the author: who answers, and by when."""
    told: dict[str, Any] = {
        "agency": agency_name(voice.work, lead),
        "purpose": voice.say(f"task-purpose-{lead.purpose}"),
        "due": due_words(voice, lead.due_on),
    }
    note = voice.say("task-note", **told)
    event = write_down(voice, petition, kind, acting.person_id, acting=acting, note=note)
    if tell:
        tell_author(voice, petition, event, "notice-assigned", **told)


def _tell_given(voice: Voice, petition: Petition, task: Task) -> None:
    """What, by when, and one button to confirm receipt."""
    tell_agency(
        voice,
        petition,
        task,
        "task-given",
        choices=[receipt_button(voice, petition, task)],
        agency=agency_name(voice.work, task),
        part=voice.say(f"task-part-{task.part}"),
        purpose=voice.say(f"task-purpose-{task.purpose}"),
        due=due_words(voice, task.due_on),
        village=village_name(voice, petition),
        content=excerpt(voice, petition, LONGEST_CONTENT),
    )
