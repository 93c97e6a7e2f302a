"""What happens to a petition is written down twice in one transaction: in its history, which its
author reads, and in the audit, which holds no words."""

from handlers.clock.life import follow_life
from handlers.turn import Turn
from handlers.voice import Voice
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
    person_id = turn.person.id
    return write_down(
        turn, petition, kind, person_id, acting=acting, rule=rule, clause=clause, note=note
    )


def write_down(
    voice: Voice,
    petition: Petition,
    kind: str,
    person_id: int | None,
    *,
    acting: Staff | None = None,
    rule: str = "",
    clause: str = "",
    note: str = "",
) -> PetitionEvent:
    """The same where nobody speaks: `person_id` is None when the command line does it."""
    staff_id = acting.id if acting else None
    event = petitions.note(
        voice.work,
        petition,
        kind,
        voice.now,
        staff_id=staff_id,
        rule=rule,
        clause=clause,
        note=note,
    )
    assert petition.id is not None
    audit.record(
        voice.work,
        commune_id=petition.commune_id,
        at=voice.now,
        action=kind,
        subject="petition",
        subject_id=petition.id,
        person_id=person_id,
        staff_id=staff_id,
        rule=rule,
        clause=clause,
    )
    follow_life(voice, petition, by=acting)
    return event
