"""Whose petition it is, and what its author may do with it now."""

from dialogue.petition import CHANGEABLE, PetitionState
from handlers.messages import Choice, Reply
from handlers.petition import afterwards
from handlers.petition.code import shown_code, tidy_code
from handlers.petition.seating import can_give_up
from handlers.petition.timeline import timeline
from handlers.petition.why import can_ask
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition

# Behind "/them CODE": what is added says why the seat should be looked at again.
ABOUT_SEAT = "cho"


def theirs(turn: Turn, code: str) -> Petition | None:
    """The petition with this code, if it is this person's or was proved at this address."""
    petition = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if petition is None or turn.address.id is None:
        return None
    own = petitions.is_theirs(turn.work, petition, turn.person.id, turn.address.id)
    return petition if own else None


def not_theirs(turn: Turn, code: str) -> Reply:
    """What to do instead: look it up with code and secret."""
    lookup = turn.command("menu-lookup", "/tracuu")
    return turn.reply(
        "mine-not-yours",
        choices=[lookup, turn.command("menu-home", "/start")],
        code=shown_code(code),
    )


def view(turn: Turn, petition: Petition) -> Reply:
    """The timeline with what its author may do now."""
    return timeline(turn, petition, choices=actions(turn, petition))


def actions(turn: Turn, petition: Petition) -> list[Choice]:
    """Add, correct, withdraw: as long as each is possible."""
    state = PetitionState(petition.state)
    offered = []
    if state is not PetitionState.WITHDRAWN:
        offered.append(turn.command("mine-add", f"/them {petition.code}"))
    if state in CHANGEABLE:
        offered.append(turn.command("mine-correct", f"/sua {petition.code}"))
        offered.append(turn.command("mine-withdraw", f"/rut {petition.code}"))
    if can_give_up(turn, petition):
        offered.append(turn.command("seats-give-up", f"/khongden {petition.code}"))
    if can_ask(turn, petition):
        offered.append(turn.command("timeline-why", f"/visao {petition.code}"))
    return [*afterwards.ways(turn, petition), *offered, turn.command("menu-home", "/start")]
