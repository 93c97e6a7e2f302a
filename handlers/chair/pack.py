"""/tonghop [CODE]: the pack before the conference; after it what is late, and whose turn it is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dialogue.conference_life import AHEAD, ConferenceState
from dialogue.roles import Action
from handlers.clock.opening import open_conference
from handlers.clock.titles import title_of
from handlers.messages import Reply
from handlers.papers import ordering
from handlers.refused import not_allowed, to_work
from handlers.turn import Turn
from locales.dates import local_date, numeric_date
from storage import pack
from storage.tables import Conference
from storage.tables.petition import Disposition

LISTED = 10
# Behind "/tonghop CODE".
PAPER = "vanban"
SYNTHESIS = "synthesis_report"
BEFORE = frozenset({*AHEAD, ConferenceState.POSTPONED, ConferenceState.IN_SESSION})


def show(turn: Turn, argument: str = "") -> list[Reply]:
    """Of the conference that is named; else of the only one, else which."""
    if not turn.may(Action.SEE_PACK):
        return [not_allowed(turn)]
    code, _, step = argument.partition(" ")
    known = pack.conferences(turn.work, turn.commune_id)
    if code:
        known = [one for one in known if one.code == code.upper()]
    if len(known) == 1:
        return [(_on_paper if step == PAPER else _pack)(turn, known[0])]
    choices = [turn.command("pack-open", f"/tonghop {one.code}", title=one.title) for one in known]
    key = "pack-choose" if known else "pack-none"
    return [turn.reply(key, choices=[*choices[:LISTED], to_work(turn)])]


def _pack(turn: Turn, conference: Conference) -> Reply:
    open_conference(turn.work, turn.house, conference, turn.now)
    is_before = conference.state in BEFORE
    parts = _before(turn, conference) if is_before else _after(turn, conference)
    return turn.reply(
        "pack-before" if is_before else "pack-after",
        choices=[
            turn.command("pack-on-paper", f"/tonghop {conference.code} {PAPER}"),
            turn.command("pack-again", f"/tonghop {conference.code}"),
            to_work(turn),
        ],
        facts=[
            turn.fact("summary-conference", conference.title),
            turn.fact("pack-fact-time", turn.time(conference.starts_at)),
            turn.fact("pack-fact-place", conference.place),
            turn.fact("fact-state", turn.say(f"conference-state-{conference.state}")),
        ],
        parts="\n\n".join(parts),
    )


def _on_paper(turn: Turn, conference: Conference) -> Reply:
    """All opinions with their answers, as a Word file."""
    made = ordering.order(turn, SYNTHESIS, conference)
    again = turn.command("pack-again", f"/tonghop {conference.code}")
    return replace(made, choices=(again, to_work(turn)))


def _before(turn: Turn, conference: Conference) -> Iterator[str]:
    yield _counted(turn, "pack-fields", pack.by_field(turn.work, conference))
    yield _dispositions(turn, pack.by_disposition(turn.work, conference))
    yield _counted(turn, "pack-groups", pack.groups(turn.work, conference))
    yield _section(turn, "pack-missing", list(_missing(turn, conference)))
    yield _section(turn, "pack-late-limits", list(_late_limits(turn, conference)))


def _after(turn: Turn, conference: Conference) -> Iterator[str]:
    yield _section(turn, "pack-late-tasks", list(_late_tasks(turn, conference)))
    yield _section(turn, "pack-late-limits", list(_late_limits(turn, conference)))
    yield _section(turn, "pack-turns", list(_turns(turn, conference)))


def _section(turn: Turn, key: str, lines: list[str]) -> str:
    """A heading with its lines, or that there are none; of very many, the first."""
    if not lines:
        return turn.say(f"{key}.none")
    more = len(lines) - LISTED
    shown = [*lines[:LISTED], *([turn.say("pack-more", count=more)] if more > 0 else [])]
    return "\n".join([turn.say(key, count=len(lines)), *shown])


def _counted(turn: Turn, key: str, rows: list[tuple[str, int]]) -> str:
    unsure = turn.say("intake-ask-field.unsure")
    lines = [turn.say("pack-count", name=name or unsure, count=count) for name, count in rows]
    return _section(turn, key, lines)


def _dispositions(turn: Turn, counted: Mapping[str, int]) -> str:
    lines = [
        turn.say("pack-count", name=turn.say(f"pack-disposition-{key}"), count=counted[key])
        for key in Disposition
        if key in counted
    ]
    if "" in counted:
        name = turn.say("pack-not-classified")
        lines.append(turn.say("pack-count", name=name, count=counted[""]))
    return _section(turn, "pack-dispositions", lines)


def _missing(turn: Turn, conference: Conference) -> Iterator[str]:
    for petition, agency in pack.without_answer(turn.work, conference):
        who = agency.name if agency else turn.say("pack-nobody")
        yield turn.say("pack-missing-line", code=petition.code, agency=who)


def _late_limits(turn: Turn, conference: Conference) -> Iterator[str]:
    for limit in pack.late_limits(turn.work, conference, local_date(turn.now)):
        assert limit.legal_due is not None
        title, due = title_of(turn, limit), numeric_date(limit.legal_due)
        yield turn.say("pack-limit-line", title=title, date=due)


def _late_tasks(turn: Turn, conference: Conference) -> Iterator[str]:
    for task, petition, agency in pack.late_tasks(turn.work, conference, local_date(turn.now)):
        assert task.due_on is not None
        due = numeric_date(task.due_on)
        yield turn.say("pack-task-line", code=petition.code, agency=agency.name, date=due)


def _turns(turn: Turn, conference: Conference) -> Iterator[str]:
    """By state, with whose turn that is."""
    for state, count in sorted(pack.waiting_for(turn.work, conference).items()):
        name = turn.say(f"state-{state}")
        yield turn.say("pack-count", name=name, count=count)
