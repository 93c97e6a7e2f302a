"""/giao: a petition is given to agencies, taken back, put on a conference, or sent on."""

from collections.abc import Callable, Mapping

from dialogue.errors import NotAllowed
from dialogue.petition import PetitionEvent, PetitionState
from dialogue.roles import Action
from dialogue.task import OPEN, Purpose, TaskState
from handlers import converse
from handlers.messages import Reply
from handlers.petition import tasks as given
from handlers.petition.placing import can_be_placed
from handlers.petition.task_due import may_be_given, purpose_of
from handlers.refused import not_allowed, to_case, to_work, too_late
from handlers.sorting.asked import Asked, asked, objection, waiting
from handlers.sorting.assignment import Assignment
from handlers.sorting.forwarding import Forwarding
from handlers.sorting.placing import Placing
from handlers.turn import Turn
from storage import tasks
from storage.errors import Outdated
from storage.tables import Petition, Task

Verb = Callable[[Turn, Asked], list[Reply]]


def assign(turn: Turn, argument: str) -> list[Reply]:
    """/giao CODE [verb] [VERSION]."""
    if not argument:
        return [_waiting(turn)]
    meant = asked(turn, argument, Action.ASSIGN)
    if not isinstance(meant, Asked):
        return [meant]
    verb = VERBS.get(meant.verb)
    return verb(turn, meant) if verb else _give(turn, meant)


def _waiting(turn: Turn) -> Reply:
    if not turn.may(Action.ASSIGN):
        return not_allowed(turn)
    return waiting(turn, "assign-waiting", "/giao", PetitionState.CLASSIFIED)


def _give(turn: Turn, meant: Asked) -> list[Reply]:
    """Ask to whom; what somebody has already is shown with the way to take it back."""
    petition = meant.petition
    refused = objection(turn, meant)
    if refused is not None or not may_be_given(turn, petition):
        return [refused or too_late(turn, petition)]
    purpose = purpose_of(turn, petition)
    lead = given.current(turn.work, petition, purpose)
    if lead is not None:
        return [_standing(turn, petition, lead)]
    return converse.begin(
        turn, Assignment, petition=petition.id, version=meant.version, purpose=purpose, helpers=[]
    )


def _standing(turn: Turn, petition: Petition, lead: Task) -> Reply:
    """Who has it, and where each stands."""
    lines = [_line(turn, task) for task in tasks.standing(turn.work, petition, lead.purpose)]
    back = turn.command("assign-take-back", f"/giao {petition.code} thuhoi {petition.version}")
    answered = lead.state == TaskState.ANSWERED
    return turn.reply(
        "assign-standing-answered" if answered else "assign-standing",
        choices=[*([] if answered else [back]), to_case(turn, petition), to_work(turn)],
        code=petition.code,
        purpose=turn.say(f"task-purpose-{lead.purpose}"),
        list="\n".join(lines),
    )


def _line(turn: Turn, task: Task) -> str:
    return turn.say(
        "assign-line",
        agency=given.agency_name(turn.work, task),
        part=turn.say(f"task-part-{task.part}"),
        state=turn.say(f"task-state-{task.state}"),
        due=given.due_words(turn, task.due_on),
    )


def _take_back(turn: Turn, meant: Asked) -> list[Reply]:
    """The agencies are told, and it waits to be given anew."""
    petition = meant.petition
    refused = objection(turn, meant, PetitionEvent.TAKE_BACK)
    if refused is not None:
        return [refused]
    try:
        taken = given.cancel(turn, petition, _held_for(turn, petition))
    except (NotAllowed, Outdated):
        return [too_late(turn, petition)]
    return [_taken(turn, petition, taken)]


def _held_for(turn: Turn, petition: Petition) -> Purpose:
    """What an agency has it for and has not answered; a written reply before a prepared answer."""
    leads = [
        given.current(turn.work, petition, purpose) for purpose in (Purpose.REPLY, Purpose.PREPARED)
    ]
    held = (Purpose(lead.purpose) for lead in leads if lead and lead.state in OPEN)
    return next(held, purpose_of(turn, petition))


def _taken(turn: Turn, petition: Petition, taken: list[Task]) -> Reply:
    names = ", ".join(given.agency_name(turn.work, task) for task in taken)
    anew = turn.command("case-assign", f"/giao {petition.code} {petition.version}")
    key = "assign-taken-back" if taken else "assign-nothing-given"
    return turn.reply(
        key,
        choices=[anew, to_case(turn, petition), to_work(turn)],
        code=petition.code,
        agencies=names,
    )


def _pass_on(turn: Turn, meant: Asked) -> list[Reply]:
    return _forward(turn, meant, PetitionEvent.PASS_ON)


def _submit_upward(turn: Turn, meant: Asked) -> list[Reply]:
    return _forward(turn, meant, PetitionEvent.SUBMIT_UPWARD)


def _forward(turn: Turn, meant: Asked, event: PetitionEvent) -> list[Reply]:
    if not turn.may(Action.CONCLUDE):
        return [not_allowed(turn)]
    refused = objection(turn, meant, event)
    if refused is not None:
        return [refused]
    petition = meant.petition
    return converse.begin(
        turn, Forwarding, petition=petition.id, version=meant.version, event=event
    )


def _place(turn: Turn, meant: Asked) -> list[Reply]:
    if not turn.may(Action.MANAGE_CONFERENCE):
        return [not_allowed(turn)]
    refused = objection(turn, meant)
    if refused is not None or not can_be_placed(turn, meant.petition):
        return [refused or too_late(turn, meant.petition)]
    return converse.begin(turn, Placing, petition=meant.petition.id, version=meant.version)


VERBS: Mapping[str, Verb] = {
    "thuhoi": _take_back,
    "chuyen": _pass_on,
    "captren": _submit_upward,
    "hoinghi": _place,
}
