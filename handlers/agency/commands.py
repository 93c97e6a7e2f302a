"""/traloi, /giahan, /chuyen: what an agency does with a task, and the office for one on paper."""

from collections.abc import Callable, Mapping

from dialogue import task as life
from dialogue.roles import Action
from dialogue.task import TaskEvent
from handlers import converse
from handlers.agency.acting import acting_on, agencies_of
from handlers.agency.at_hand import locked, moved_on
from handlers.agency.give_back import GiveBack
from handlers.agency.identity import hide_author, name_author
from handlers.agency.machine import Answering
from handlers.agency.more_time import MoreTime, NoMoreTime, cannot_ask, grant, request
from handlers.agency.named import Named, named, nothing_given
from handlers.agency.receipt import ReceiptDay, pressed
from handlers.agency.view import HIDE, NAME, can_give_back, view
from handlers.messages import Reply
from handlers.pages import PAGE, around, page_of
from handlers.petition.tasks import RECEIVED, agency_name, due_words
from handlers.refused import not_allowed, to_work
from handlers.turn import Turn
from storage import answers
from storage.tables import Petition, Task

Verb = Callable[[Turn, Named], list[Reply]]


def answer(turn: Turn, argument: str) -> list[Reply]:
    """/traloi [PAGE], /traloi CODE [VERB TASK VERSION]: the tasks, one of them, or a step in it."""
    if not turn.may(Action.ANSWER):
        return [not_allowed(turn)]
    if not argument or argument.isdigit():
        return [_list(turn, argument)]
    found = named(turn, argument)
    if found is None:
        return [nothing_given(turn, argument)]
    step = VERBS.get(found.verb)
    if step is None:
        return [view(turn, found.petition, task) for task in found.tasks]
    return step(turn, found)


def more_time(turn: Turn, argument: str) -> list[Reply]:
    """/giahan CODE [dongy|khong] [TASK VERSION]: ask for more time, or decide on what was asked."""
    found = named(turn, argument)
    if found is None:
        return [nothing_given(turn, argument)] if argument else [_list(turn, "")]
    if turn.may(Action.ASSIGN):
        return _decide(turn, found)
    if acting_on(turn, found.task, Action.ASK_MORE_TIME) is None:
        return [not_allowed(turn)]
    if (refusal := cannot_ask(turn, found.petition, found.task)) is not None:
        return [refusal]
    return _begin(turn, found, MoreTime)


def not_ours(turn: Turn, argument: str) -> list[Reply]:
    """/chuyen CODE [TASK VERSION]: give a task back to the office, with the reason."""
    found = named(turn, argument)
    if found is None:
        return [nothing_given(turn, argument)] if argument else [_list(turn, "")]
    if acting_on(turn, found.task, Action.GIVE_BACK) is None:
        return [not_allowed(turn)]
    if not can_give_back(turn, found.task):
        return moved_on(turn, found.petition, found.task)
    return _begin(turn, found, GiveBack)


def _decide(turn: Turn, found: Named) -> list[Reply]:
    """The office: what was asked, and its decision."""
    task = next((one for one in found.tasks if answers.asked_time(turn.work, one)), None)
    if task is None:
        code = found.petition.code
        return [turn.reply("more-time-nothing", choices=[to_work(turn)], code=code)]
    if found.verb == "dongy":
        return grant(turn, found.petition, task, found.seen)
    if found.verb == "khong":
        return _begin(turn, found, NoMoreTime)
    asked = answers.asked_time(turn.work, task)
    assert asked is not None
    return [request(turn, found.petition, task, asked)]


def _pressed(turn: Turn, found: Named) -> list[Reply]:
    return pressed(turn, found.petition, found.task, found.seen)


def _record_receipt(turn: Turn, found: Named) -> list[Reply]:
    """The office knows on which day an agency on paper has received it."""
    if acting_on(turn, found.task, Action.CONFIRM_RECEIPT) is None:
        return [not_allowed(turn)]
    if not life.may(found.task.state, TaskEvent.RECEIVE):
        return moved_on(turn, found.petition, found.task)
    return _begin(turn, found, ReceiptDay)


def _write(turn: Turn, found: Named) -> list[Reply]:
    """Begin an answer, or go on with the one that was left."""
    task = locked(turn, found.task.id)
    acting = acting_on(turn, task, Action.ANSWER)
    if acting is None or acting.id is None:
        return [not_allowed(turn)]
    if found.seen != task.version or not life.may(task.state, TaskEvent.DRAFT):
        return moved_on(turn, found.petition, task)
    written = answers.begin(turn.work, task, turn.now, acting.id)
    return converse.begin(turn, Answering, task=task.id, version=task.version, answer=written.id)


def _begin(
    turn: Turn, found: Named, machine: type[MoreTime | NoMoreTime | GiveBack | ReceiptDay]
) -> list[Reply]:
    if found.seen != found.task.version:
        return moved_on(turn, found.petition, found.task)
    return converse.begin(turn, machine, task=found.task.id, version=found.task.version)


def _list(turn: Turn, typed: str) -> Reply:
    """The tasks that are open, the first due first, eight to a page."""
    mine = agencies_of(turn)
    total = answers.count_open(turn.work, turn.commune_id, mine)
    page = page_of(typed, total)
    found = answers.open_tasks(turn.work, turn.commune_id, mine, offset=page.offset, limit=PAGE)
    if not found:
        return turn.reply("task-list-empty", choices=[to_work(turn)])
    lines = "\n".join(_line(turn, task, petition) for task, petition in found)
    codes = dict.fromkeys(petition.code or "" for _, petition in found)
    choices = [turn.command("task-open", f"/traloi {code}", code=code) for code in codes]
    ways = [*around(turn, page, "/traloi"), to_work(turn)]
    return turn.reply("task-list", choices=[*choices, *ways], total=total, list=lines)


def _line(turn: Turn, task: Task, petition: Petition) -> str:
    return turn.say(
        "task-line",
        code=petition.code,
        agency=agency_name(turn.work, task),
        purpose=turn.say(f"task-purpose-{task.purpose}"),
        due=due_words(turn, task.due_on),
        state=turn.say(f"task-state-{task.state}"),
    )


VERBS: Mapping[str, Verb] = {
    RECEIVED: _pressed,
    "ghinhan": _record_receipt,
    "soan": _write,
    NAME: name_author,
    HIDE: hide_author,
}
