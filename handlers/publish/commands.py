"""/duyet: the gate. Seen, then decided on as it was seen."""

from dialogue.roles import Action
from dialogue.task import Part, TaskState
from handlers import converse
from handlers.messages import Reply
from handlers.petition.code import tidy_code
from handlers.piecewise import PIECE
from handlers.publish.drafts import PUBLISH, RETURN, listed, view
from handlers.publish.gate import obstacle, publisher, refusal
from handlers.publish.publishing import publish
from handlers.publish.remarks import Remarks
from handlers.reading import whole_number
from handlers.refused import not_allowed, to_work, unknown_petition
from handlers.turn import Turn
from storage import answers, petitions, tasks
from storage.tables import Answer, Petition, Task


def check(turn: Turn, argument: str) -> list[Reply]:
    """/duyet [PAGE], /duyet CODE [congbo|tralai ANSWER VERSION]."""
    if not turn.may(Action.PUBLISH):
        return [not_allowed(turn)]
    code, verb, number, version = [*argument.split()[:4], "", "", "", ""][:4]
    if not code or code.isdigit():
        return [listed(turn, code)]
    petition = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if petition is None:
        return [unknown_petition(turn, code)]
    if verb not in (PUBLISH, RETURN):
        return _shown(turn, petition)
    return _decide(turn, petition, verb, whole_number(number), whole_number(version))


def _shown(turn: Turn, petition: Petition) -> list[Reply]:
    """Each draft of the petition that waits."""
    waiting = [
        view(turn, petition, task, answer)
        for task in tasks.of_petition(turn.work, petition)
        if task.part == Part.LEAD and task.state == TaskState.DRAFTED
        if (answer := answers.drafted(turn.work, task)) is not None
    ]
    more = turn.command("publish-more", "/duyet")
    nothing = turn.reply("publish-nothing", choices=[more, to_work(turn)], code=petition.code)
    return waiting or [nothing]


def _decide(
    turn: Turn, petition: Petition, verb: str, number: int | None, version: int | None
) -> list[Reply]:
    """Locked in one order, petitions before tasks: of two who decide at once, one does."""
    answers.raised_by(turn.work, petition, after=0, limit=PIECE)
    petitions.locked(turn.work, petition.id or 0)  # no lower number than those
    found = _named(turn, petition, number)
    if found is None or found[1].version != version:
        return [turn.reply("publish-outdated"), *_shown(turn, petition)]
    answer, task = found
    if (refused := refusal(turn, answer)) is not None:
        return [refused]
    if verb == RETURN:
        return converse.begin(turn, Remarks, answer=answer.id, version=task.version)
    if (waits := obstacle(turn, petition, task, answer)) is not None:
        return [waits]
    acting = publisher(turn)
    assert acting is not None
    return [publish(turn, petition, task, answer, acting)]


def _named(turn: Turn, petition: Petition, number: int | None) -> tuple[Answer, Task] | None:
    """The draft of this petition that a button names, its task locked."""
    answer = turn.work.session.get(Answer, number, populate_existing=True) if number else None
    if answer is None or answer.petition_id != petition.id:
        return None
    task = turn.work.session.get_one(
        Task, answer.task_id, with_for_update=True, populate_existing=True
    )
    return answer, task
