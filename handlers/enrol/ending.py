"""How a role begins and ends: each time with a line in the audit."""

from handlers.standing_in import give_back_work
from handlers.turn import Turn
from storage import audit, staff
from storage.tables import Staff


def record(turn: Turn, action: str, duty: Staff, **detail: object) -> None:
    """That somebody took or gave up a role ("join", "leave")."""
    assert duty.id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action=action,
        subject="staff",
        subject_id=duty.id,
        person_id=turn.person.id,
        staff_id=duty.id,
        role=duty.role,
        **detail,
    )


def end(turn: Turn, *, why: str) -> int:
    """End every role of this person in the commune ("left", "idle"); how many there were."""
    for duty in turn.duties:
        record(turn, "leave", duty, why=why)
    ended = staff.leave(turn.work, turn.commune_id, turn.person.id, turn.now)
    turn.forget_duties()
    give_back_work(turn, turn.person.id)
    return ended
