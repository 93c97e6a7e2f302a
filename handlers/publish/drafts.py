"""/duyet: the drafts that wait, and one of them with what can be decided."""

from dialogue.roles import Action
from dialogue.task import Purpose
from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.petition.answers import can_read, correction_of, files_of, paper
from handlers.petition.summary import excerpt
from handlers.petition.tasks import agency_name, due_words
from handlers.publish.gate import is_writer, publisher
from handlers.refused import to_case, to_work
from handlers.turn import Turn
from locales.dates import short_time
from storage import answers
from storage.tables import Answer, Petition, Task

LONGEST_CONTENT = 1_000
PUBLISH, RETURN = "congbo", "tralai"


def listed(turn: Turn, typed: str = "") -> Reply:
    """What waits to be published, the oldest first, eight to a page."""
    total = answers.count_waiting(turn.work, turn.commune_id)
    page = page_of(typed, total)
    found = answers.waiting(turn.work, turn.commune_id, offset=page.offset, limit=PAGE)
    if not found:
        return turn.reply("publish-empty", choices=[to_work(turn)])
    codes = dict.fromkeys(petition.code or "" for _, _, petition in found)
    choices = [turn.command("publish-open", f"/duyet {code}", code=code) for code in codes]
    lines = "\n".join(_line(turn, answer, task, one) for answer, task, one in found)
    ways = [*around(turn, page, "/duyet"), to_work(turn)]
    return turn.reply("publish-list", choices=[*choices, *ways], total=total, list=lines)


def view(turn: Turn, petition: Petition, task: Task, answer: Answer) -> Reply:
    """The matter, and the answer as people would get it."""
    nth = correction_of(turn.work, answer, task)
    notes = [
        turn.say("publish-correction", nth=nth) if nth else "",
        "" if can_read(turn, petition, task) else turn.say("publish-prepared"),
        _why_not(turn, answer),
    ]
    return turn.reply(
        "publish-view",
        facts=_facts(turn, petition, task, answer),
        choices=[*_decisions(turn, petition, task, answer), to_case(turn, petition), to_work(turn)],
        files=files_of(turn.work, answer),
        code=petition.code,
        content=excerpt(turn, petition, LONGEST_CONTENT),
        text=answer.text,
        notes="".join(f"\n\n{note}" for note in notes if note),
    )


def _facts(turn: Turn, petition: Petition, task: Task, answer: Answer) -> list[tuple[str, str]]:
    people = len(answers.beside(turn.work, answer))
    return [
        turn.fact("fact-agency", agency_name(turn.work, task)),
        turn.fact("fact-task", turn.say(f"task-purpose-{task.purpose}")),
        turn.fact("fact-paper", paper(turn, answer).strip() or turn.say("answer-no-paper")),
        turn.fact("fact-due", due_words(turn, task.due_on)),
        turn.fact("fact-goes-to", turn.say("publish-goes-to", count=people)),
    ]


def _why_not(turn: Turn, answer: Answer) -> str:
    """Said at once, not only after the button: somebody else has to publish it."""
    role = turn.say(f"role-{turn.commune.publisher}")
    if publisher(turn) is None:
        return turn.say("publish-not-named", role=role)
    return turn.say("publish-own", role=role) if is_writer(turn, answer) else ""


def _decisions(turn: Turn, petition: Petition, task: Task, answer: Answer) -> list[Choice]:
    if not turn.may(Action.PUBLISH) or _why_not(turn, answer):
        return []
    at_conference = task.purpose == Purpose.PREPARED and not can_read(turn, petition, task)
    label = "publish-for-conference" if at_conference else "publish-now"
    seen = f"{answer.id} {task.version}"
    return [
        turn.command(label, f"/duyet {petition.code} {PUBLISH} {seen}"),
        turn.command("publish-return", f"/duyet {petition.code} {RETURN} {seen}"),
    ]


def _line(turn: Turn, answer: Answer, task: Task, petition: Petition) -> str:
    return turn.say(
        "publish-line",
        code=petition.code,
        agency=agency_name(turn.work, task),
        purpose=turn.say(f"task-purpose-{task.purpose}"),
        time=short_time(answer.drafted_at),
        due=due_words(turn, task.due_on),
    )
