"""/traloi CODE: a task as its agency sees it, with what can be done now."""

from dialogue import task as life
from dialogue.roles import Action
from dialogue.task import OWED, Part, Purpose, TaskEvent, TaskState
from handlers.agency.acting import acting_on, is_agency
from handlers.files import is_stored, shown
from handlers.messages import Choice, File, Reply
from handlers.petition.answers import paper
from handlers.petition.promises import milestone_of, why
from handlers.petition.sight import author_words, behalf_seen
from handlers.petition.summary import excerpt, village_name
from handlers.petition.task_due import limit_of
from handlers.petition.tasks import agency_name, due_words, receipt_button
from handlers.refused import to_work
from handlers.turn import Turn
from storage import answers, petitions, tasks
from storage.tables import Petition, Task

LONGEST_CONTENT = 6_000
# Behind "/traloi CODE": the agency may know who sent it, or no more.
NAME, HIDE = "chobiet", "thoichobiet"


def view(turn: Turn, petition: Petition, task: Task) -> Reply:
    """Content, village, the date and why it is that one, the state, one button for each way on.

    It names the author only where the office allows it: an agency may be the one complained of.
    """
    return turn.reply(
        "task-view",
        facts=_facts(turn, petition, task),
        choices=[*_ways(turn, petition, task), to_work(turn)],
        files=_files(turn, petition),
        code=petition.code,
        content=excerpt(turn, petition, LONGEST_CONTENT),
        more="".join(f"\n\n{line}" for line in _more(turn, petition, task)),
    )


def _facts(turn: Turn, petition: Petition, task: Task) -> list[tuple[str, str]]:
    part = turn.say(f"task-part-{task.part}")
    facts = [
        turn.fact("fact-task", f"{turn.say(f'task-purpose-{task.purpose}')} ({part})"),
        turn.fact("fact-agency", agency_name(turn.work, task)),
        turn.fact("fact-due", due_words(turn, task.due_on)),
        turn.fact("fact-state", turn.say(f"task-state-{task.state}")),
        turn.fact("summary-village", village_name(turn, petition)),
    ]
    if task.received_on:
        facts.append(turn.fact("fact-received", turn.date(task.received_on)))
    return [*facts, *_author(turn, petition, task)]


def _author(turn: Turn, petition: Petition, task: Task) -> list[tuple[str, str]]:
    """Who sent it and for whom, where this agency may know."""
    if not task.names_author:
        return []
    return [
        turn.fact("fact-who", author_words(turn, petition)),
        turn.fact("summary-behalf", behalf_seen(turn, petition)),
    ]


def _more(turn: Turn, petition: Petition, task: Task) -> list[str]:
    return [*_why(turn, petition, task), *_remarks(turn, task), *_helped(turn, petition, task)]


def _why(turn: Turn, petition: Petition, task: Task) -> list[str]:
    """How the regulation counts it, and that the office has named an earlier day."""
    limit = limit_of(turn, petition, Purpose(task.purpose))
    if limit is None or limit.legal_due is None:
        return []
    earlier = task.due_on is not None and task.due_on < limit.legal_due
    said = [turn.say("task-earlier", date=turn.date(limit.legal_due))] if earlier else []
    return [" ".join([*said, why(turn, milestone_of(turn, limit))])]


def _remarks(turn: Turn, task: Task) -> list[str]:
    """What was said of the draft that came back."""
    if task.state != TaskState.RETURNED:
        return []
    given = [one.remarks for one in answers.versions(turn.work, task) if one.remarks]
    return [turn.say("task-remarks", remarks=given[-1])] if given else []


def _helped(turn: Turn, petition: Petition, task: Task) -> list[str]:
    """What the coordinating agencies wrote, for the lead agency and the office."""
    if task.part != Part.LEAD:
        return []
    return [
        turn.say(
            "task-contribution",
            agency=agency_name(turn.work, one),
            paper=paper(turn, written),
            text=written.text,
        )
        for one in tasks.standing(turn.work, petition, task.purpose)
        if one.part == Part.COORDINATING
        and (written := answers.drafted(turn.work, one)) is not None
    ]


def _files(turn: Turn, petition: Petition) -> list[File]:
    parts = petitions.parts(turn.work, petition)
    files = [shown(file) for _, file in parts if file is not None and is_stored(file)]
    return list({file.attachment: file for file in files}.values())


def _ways(turn: Turn, petition: Petition, task: Task) -> list[Choice]:
    return [
        *_receive(turn, petition, task),
        *_answer(turn, petition, task),
        *_not_now(turn, petition, task),
        *_of_office(turn, petition, task),
    ]


def _receive(turn: Turn, petition: Petition, task: Task) -> list[Choice]:
    acting = acting_on(turn, task, Action.CONFIRM_RECEIPT)
    if acting is None or not life.may(task.state, TaskEvent.RECEIVE):
        return []
    if is_agency(acting):
        return [receipt_button(turn, petition, task)]
    return [_button(turn, petition, task, "task-record-receipt", "/traloi", "ghinhan")]


def _answer(turn: Turn, petition: Petition, task: Task) -> list[Choice]:
    if acting_on(turn, task, Action.ANSWER) is None or not life.may(task.state, TaskEvent.DRAFT):
        return []
    return [_button(turn, petition, task, _label(turn, task), "/traloi", "soan")]


def _label(turn: Turn, task: Task) -> str:
    if answers.is_in_hand(answers.newest(turn.work, task)):
        return "task-write-on"
    if task.state == TaskState.ANSWERED:
        return "task-correct"
    return "task-write-anew" if task.state == TaskState.DRAFTED else "task-write"


def _not_now(turn: Turn, petition: Petition, task: Task) -> list[Choice]:
    """More time, or not ours: the agency's own to say."""
    offered = []
    if acting_on(turn, task, Action.ASK_MORE_TIME) and can_ask_time(turn, task):
        offered.append(_button(turn, petition, task, "task-more-time", "/giahan"))
    if acting_on(turn, task, Action.GIVE_BACK) and can_give_back(turn, task):
        offered.append(_button(turn, petition, task, "task-not-ours", "/chuyen"))
    return offered


def can_ask_time(turn: Turn, task: Task) -> bool:
    """The lead agency asks, while it owes an answer and waits for no decision already."""
    owes = task.part == Part.LEAD and task.state in OWED and task.due_on is not None
    return owes and answers.asked_time(turn.work, task) is None


def can_give_back(turn: Turn, task: Task) -> bool:
    """As long as nothing of it was published."""
    taken = life.may(task.state, TaskEvent.GIVE_BACK)
    return taken and not answers.published(turn.work, task)


def _of_office(turn: Turn, petition: Petition, task: Task) -> list[Choice]:
    offered = []
    if turn.may(Action.ALLOW_IDENTITY):
        verb = HIDE if task.names_author else NAME
        offered.append(_button(turn, petition, task, f"task-{verb}", "/traloi", verb))
    if turn.may(Action.ASSIGN) and answers.asked_time(turn.work, task) is not None:
        offered.append(_button(turn, petition, task, "task-decide-time", "/giahan"))
    if turn.may(Action.PUBLISH) and task.state == TaskState.DRAFTED and task.part == Part.LEAD:
        offered.append(turn.command("task-publish", f"/duyet {petition.code}"))
    return offered


def _button(
    turn: Turn, petition: Petition, task: Task, label: str, command: str, verb: str = ""
) -> Choice:
    """The version in the command is what was seen."""
    words = [command, petition.code or "", verb, str(task.id), str(task.version)]
    return turn.command(label, " ".join(word for word in words if word))
