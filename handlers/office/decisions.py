"""What a decision does: the petition changes, its history and the audit say by whom and why,
and its author is told, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dialogue.roles import Action
from handlers.joining import seat_ways
from handlers.messages import Choice, Reply
from handlers.office import case
from handlers.petition.law import cited, or_other
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import petitions
from storage.errors import Outdated
from storage.tables import Petition


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision: what it takes to be allowed it, the kind of its history line, the new values,
    and the author's notice."""

    action: Action
    kind: str
    values: dict[str, Any]
    notice: str
    rule: str = ""
    clause: str = ""
    regulation: str = ""
    wording: str = ""
    note: str = ""
    choices: Sequence[Choice] = field(default=())


def carry_out(turn: Turn, petition: Petition, seen_version: int, decision: Decision) -> list[Reply]:
    """Decide on the petition as it was seen; if another was first, show what it has become."""
    if not turn.may(decision.action):  # a role may have gone while a remark was written
        return [not_allowed(turn)]
    try:
        petitions.change(turn.work, petition, seen_version, turn.now, **decision.values)
    except Outdated:
        return outdated(turn, petition)
    told = _tell(turn, petition, decision)
    clause = cited(turn, decision.clause, decision.regulation)
    what = turn.say(f"event-{decision.kind}", clause=or_other(turn, clause))
    done = turn.reply("case-done" if told else "case-done-not-told", what=what)
    return [done, case.view(turn, petition)]


def outdated(turn: Turn, petition: Petition) -> list[Reply]:
    """Somebody acted in between: nothing was done, here is how it stands now."""
    turn.work.session.refresh(petition)
    return [turn.reply("case-outdated"), case.view(turn, petition)]


def _tell(turn: Turn, petition: Petition, decision: Decision) -> bool:
    event = record(
        turn,
        petition,
        decision.kind,
        acting=turn.acting_as(decision.action),
        rule=decision.rule,
        clause=decision.clause,
        note=decision.note,
    )
    return tell_author(
        turn,
        petition,
        event,
        decision.notice,
        choices=[*decision.choices, *_join(turn, petition, decision)],
        clause=cited(turn, decision.clause, decision.regulation),
        wording=decision.wording,
        note=f"\n{turn.say('event-note', note=decision.note)}" if decision.note else "",
    )


def _join(turn: Turn, petition: Petition, decision: Decision) -> list[Choice]:
    """A seat at an online conference is the link to it."""
    if decision.kind != "seat_granted":
        return []
    return seat_ways(turn, petition)
