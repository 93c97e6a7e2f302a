"""What a change of its author does to a petition that was sent."""

from dialogue.petition import CHANGEABLE, PetitionEvent, PetitionState, after, may
from dialogue.seat import SeatState
from handlers.messages import Reply
from handlers.petition import seating
from handlers.petition.content import append
from handlers.petition.record import record
from handlers.turn import Answer, Turn
from storage import petitions
from storage.tables import Petition, PetitionPart


def is_changeable(petition: Petition) -> bool:
    """Whether its author may still correct or withdraw it."""
    return PetitionState(petition.state) in CHANGEABLE


def is_withdrawn(petition: Petition) -> bool:
    """Whether nothing can be added any more."""
    return petition.state == PetitionState.WITHDRAWN


def add(turn: Turn, petition: Petition, answer: Answer, *, is_first: bool) -> None:
    """One message more: the office has it at once, whether or not its author says "done".

    What was asked for, or brings a declined petition new light, puts it back in the queue.
    """
    append(turn, petition, answer, supplement=True)
    before = petition.state
    state = _looked_at_again(petition, PetitionState.DECLINED)
    _change(turn, petition, state=state, seat_review_asked=_asks_for_seat(turn, petition))
    if is_first or state != before:  # the office may have decided between two messages
        supplied = before == PetitionState.DOCUMENTS_REQUESTED
        record(turn, petition, "supplied" if supplied else "supplement")


def added(turn: Turn, petition: Petition) -> Reply:
    """The office has what was added."""
    return _done(turn, petition, "amend-added")


def corrected(
    turn: Turn, petition: Petition, answer: Answer, only: PetitionPart | None = None
) -> Reply:
    """The new words take the place of all texts, or of `only` one; the old ones are kept.

    Where there are no new words, or when it is too late for them, it is an addition.
    """
    if is_withdrawn(petition):
        return too_late(turn, petition)
    if not is_changeable(petition) or not answer.text:
        add(turn, petition, answer, is_first=True)
        return added(turn, petition)
    petitions.replace_texts(turn.work, petition, turn.now, only=only)
    append(turn, petition, answer)
    # The office accepted other words than these.
    _change(turn, petition, state=_looked_at_again(petition, PetitionState.ACCEPTED))
    record(turn, petition, "corrected")
    return _done(turn, petition, "amend-corrected")


def withdrawn(turn: Turn, petition: Petition) -> Reply:
    """Withdrawn, as long as it was not classified; its seat is given up with it."""
    state = PetitionState(petition.state)
    if not may(state, PetitionEvent.WITHDRAW):
        return too_late(turn, petition)
    _change(
        turn,
        petition,
        state=after(state, PetitionEvent.WITHDRAW),
        seat=SeatState.NOT_WANTED,
        seat_review_asked=False,
        **seating.NOT_IN_LINE,
    )
    record(turn, petition, "withdrawn")
    seating.pass_on(turn, petition)
    return _done(turn, petition, "amend-withdrawn")


def unchanged(turn: Turn, petition: Petition) -> Reply:
    """Nothing was done, and what one can do now."""
    return _done(turn, petition, "amend-unchanged")


def too_late(turn: Turn, petition: Petition) -> Reply:
    """It has gone further in between."""
    return _done(turn, petition, "amend-too-late")


def _looked_at_again(petition: Petition, decided: PetitionState) -> PetitionState:
    """Back to the office, where it waited for its author or where this ends what was decided."""
    state = PetitionState(petition.state)
    if state is PetitionState.DOCUMENTS_REQUESTED:
        return after(state, PetitionEvent.SUPPLY_DOCUMENTS)
    return after(state, PetitionEvent.UNDO) if state is decided else state


def _asks_for_seat(turn: Turn, petition: Petition) -> bool:
    """A refusal of the office tells its author to write why it should be looked at again."""
    asked = turn.data.get("about") == "seat" and petition.seat == SeatState.REFUSED
    return petition.seat_review_asked or asked


def _change(turn: Turn, petition: Petition, **values: object) -> None:
    """The version grows: no officer decides on what he has not seen."""
    petitions.change(turn.work, petition, petition.version, turn.now, **values)


def _done(turn: Turn, petition: Petition, key: str) -> Reply:
    choices = [
        turn.command("menu-follow", f"/xem {petition.code}"),
        turn.command("menu-home", "/start"),
    ]
    return turn.reply(key, choices=choices, code=petition.code)
