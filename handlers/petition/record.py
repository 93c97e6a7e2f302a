"""What happens to a petition is written down twice in one transaction: in its history, which its
author reads, and in the audit, which holds no words."""

from handlers.clock.life import follow_life
from handlers.turn import Turn
from storage import audit, petitions
from storage.tables import Petition, PetitionEvent, Staff


def record(
    turn: Turn,
    petition: Petition,
    kind: str,
    *,
    acting: Staff | None = None,
    rule: str = "",
    clause: str = "",
    note: str = "",
) -> PetitionEvent:
    """One line in each; `acting` is the role under which an officer did it."""
    staff_id = acting.id if acting else None
    event = petitions.note(
        turn.work, petition, kind, turn.now, staff_id=staff_id, rule=rule, clause=clause, note=note
    )
    turn.work.session.flush()
    assert petition.id is not None
    audit.record(
        turn.work,
        commune_id=petition.commune_id,
        at=turn.now,
        action=kind,
        subject="petition",
        subject_id=petition.id,
        person_id=turn.person.id,
        staff_id=staff_id,
        rule=rule,
        clause=clause,
    )
    follow_life(turn, petition, by=acting)
    return event
