"""What a change of its author does to a petition that was sent."""

from dialogue.petition import CHANGEABLE, PetitionEvent, PetitionState, after, may
from dialogue.seat import SeatState
from handlers.messages import Reply
from handlers.petition.content import append
from handlers.turn import Answer, Turn
from storage import audit, petitions
from storage.tables import Petition, PetitionPart


def is_changeable(petition: Petition) -> bool:
    """Whether its author may still correct or withdraw it."""
    return PetitionState(petition.state) in CHANGEABLE


def supplemented(turn: Turn, petition: Petition, count: int) -> Reply:
    """Additions are done; documents that were asked for put the petition back in the queue."""
    if not count:
        return unchanged(turn, petition)
    state = PetitionState(petition.state)
    supplied = may(state, PetitionEvent.SUPPLY_DOCUMENTS)
    _change(
        turn,
        petition,
        "supplied" if supplied else "supplement",
        state=after(state, PetitionEvent.SUPPLY_DOCUMENTS) if supplied else state,
    )
    return _done(turn, petition, "amend-added")


def corrected(
    turn: Turn, petition: Petition, answer: Answer, only: PetitionPart | None = None
) -> Reply:
    """The new words take the place of all texts, or of `only` one; the old ones are kept.

    Later than that they are an addition.
    """
    if not is_changeable(petition):
        append(turn, petition, answer, supplement=True)
        return supplemented(turn, petition, 1)
    petitions.replace_texts(turn.work, petition, turn.now, only=only)
    append(turn, petition, answer)
    _change(turn, petition, "corrected")
    return _done(turn, petition, "amend-corrected")


def withdrawn(turn: Turn, petition: Petition) -> Reply:
    """Withdrawn, as long as it was not classified; its seat is given up with it."""
    state = PetitionState(petition.state)
    if not may(state, PetitionEvent.WITHDRAW):
        return _done(turn, petition, "amend-too-late")
    _change(
        turn,
        petition,
        "withdrawn",
        state=after(state, PetitionEvent.WITHDRAW),
        seat=SeatState.NOT_WANTED,
    )
    return _done(turn, petition, "amend-withdrawn")


def unchanged(turn: Turn, petition: Petition) -> Reply:
    """Nothing was done, and what one can do now."""
    return _done(turn, petition, "amend-unchanged")


def _change(turn: Turn, petition: Petition, kind: str, **values: object) -> None:
    assert petition.id is not None
    petitions.change(turn.work, petition, petition.version, turn.now, **values)
    petitions.note(turn.work, petition, kind, turn.now)
    audit.record(
        turn.work,
        commune_id=petition.commune_id,
        at=turn.now,
        action=kind,
        subject="petition",
        subject_id=petition.id,
        person_id=turn.person.id,
    )


def _done(turn: Turn, petition: Petition, key: str) -> Reply:
    choices = [
        turn.command("menu-follow", f"/xem {petition.code}"),
        turn.command("menu-home", "/start"),
    ]
    return turn.reply(key, choices=choices, code=petition.code)
