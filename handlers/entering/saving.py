"""Saving: what was entered becomes a petition, and its code and secret go on a slip of paper."""

from dialogue.roles import Action
from handlers.entering import draft
from handlers.messages import Choice, Reply
from handlers.petition import on_paper
from handlers.petition.own_way import has_own_way
from handlers.petition.record import record
from handlers.refused import not_allowed, to_case, to_work
from handlers.turn import Turn
from storage.tables import Petition


def save(turn: Turn) -> Reply:
    """Shown once to the officer; its history says who entered it, and what came how and when."""
    if not turn.may(Action.ENTER_PETITION):  # a role may have gone meanwhile
        return not_allowed(turn)
    petition, acting = draft.current(turn), turn.acting_as(Action.ENTER_PETITION)
    words = turn.say(
        "entering-note",
        role=turn.say(f"role-{acting.role}"),
        way=turn.say(f"entering-way-{draft.way(turn)}"),
        date=turn.date(draft.day_received(turn)),
    )
    received_at, petition.answers = draft.received_at(turn), {}
    secret = on_paper.submit(turn, petition, received_at=received_at)
    record(turn, petition, "submitted", acting=acting)
    record(turn, petition, "entered", acting=acting, note=words)
    return _slip(turn, petition, secret)


def discarded(turn: Turn) -> Reply:
    """Nothing was saved."""
    return turn.reply("entering-discarded", choices=[_another(turn), to_work(turn)])


def _slip(turn: Turn, petition: Petition, secret: str) -> Reply:
    warning = turn.say("entering-own-way") if has_own_way(turn, petition) else ""
    return turn.reply(
        "entering-saved",
        choices=[_another(turn), to_case(turn, petition), to_work(turn)],
        facts=on_paper.slip(turn, petition, secret),
        sensitive=True,
        name=petition.name,
        more=f"\n\n{warning}" if warning else "",
    )


def _another(turn: Turn) -> Choice:
    return turn.command("entering-another", "/nhap")
