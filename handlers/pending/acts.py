"""What the office does with an entry: one change, one line of its history, one of the audit."""

from typing import Any

from dialogue.roles import Action
from handlers.messages import Reply
from handlers.pending import detail
from handlers.petition.register import code_of
from handlers.refused import not_allowed
from handlers.turn import Turn
from locales.dates import local_date
from storage import audit, pending
from storage.errors import Outdated
from storage.tables import Conference, PendingCase, Petition
from storage.tables.pending import PendingState


def carry_out(
    turn: Turn, case: PendingCase, kind: str, seen: int, *, note: str = "", **values: Any
) -> list[Reply]:
    """Change it as it was seen; who comes second is shown what it has become."""
    if not turn.may(Action.KEEP_REGISTER):  # a role may have gone meanwhile
        return [not_allowed(turn)]
    acting = turn.acting_as(Action.KEEP_REGISTER)
    try:
        pending.change(
            turn.work,
            case,
            kind,
            at=turn.now,
            staff_id=acting.id,
            note=note,
            seen=seen,
            **values,
        )
    except Outdated:
        turn.work.session.refresh(case)
        return [turn.reply("pending-moved-on", code=code_of(case)), detail.show(turn, case)]
    assert case.id is not None
    audit.record(
        turn.work,
        commune_id=case.commune_id,
        at=turn.now,
        action=f"pending_{kind}",
        subject="pending_case",
        subject_id=case.id,
        person_id=turn.person.id,
        staff_id=acting.id,
        state=case.state,
    )
    return [detail.show(turn, case)]


def move(turn: Turn, case: PendingCase, kind: str, state: PendingState, seen: int) -> list[Reply]:
    """To another state, from which it is not closed any more."""
    return carry_out(turn, case, kind, seen, state=state, closed_on=None)


def close(turn: Turn, case: PendingCase, seen: int, result: str) -> list[Reply]:
    """The authority has settled it: whoever handed it in is free to take part."""
    day = local_date(turn.now)
    return carry_out(
        turn, case, "closed", seen, note=result, state=PendingState.CLOSED, closed_on=day
    )


def put_on(turn: Turn, case: PendingCase, conference: Conference | None, seen: int) -> list[Reply]:
    """On a conference, so that its chair knows of it; or off it."""
    kind = "put_on" if conference else "taken_off"
    note = conference.code if conference else ""
    number = conference.id if conference else None
    return carry_out(turn, case, kind, seen, note=note, conference_id=number)


def link(turn: Turn, case: PendingCase, petition: Petition | None, seen: int) -> list[Reply]:
    """An officer says that it is the same person; or that it is not. Nothing is decided by that."""
    kind = "linked" if petition else "unlinked"
    note = (petition.code or "") if petition else ""
    number = petition.id if petition else None
    return carry_out(turn, case, kind, seen, note=note, petition_id=number)
