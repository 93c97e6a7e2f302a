"""/xet and /bosung: the decisions, each for the roles that the one table allows."""

from collections.abc import Callable, Mapping

from dialogue import petition as life
from dialogue import seat as seat_life
from dialogue.petition import PetitionEvent, PetitionState
from dialogue.roles import Action
from dialogue.seat import SeatEvent, SeatState
from handlers import converse
from handlers.messages import Reply
from handlers.office import case, work_list
from handlers.office.decisions import Decision, carry_out, outdated
from handlers.office.refusal import Ask, Refusal
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition

Verb = Callable[[Turn, Petition, int], list[Reply]]


def review(turn: Turn, argument: str) -> list[Reply]:
    """/xet CODE [verb version]: show the petition, or decide on it as it was seen."""
    code, _, rest = argument.partition(" ")
    if not code:
        return work_list.show(turn)
    petition = petitions.by_code(turn.work, turn.commune_id, code.upper())
    if petition is None:
        return [_unknown(turn, code)]
    if not turn.may(Action.OPEN_PETITION):
        return [_not_allowed(turn)]
    if not rest:
        return [case.view(turn, petition)]
    return _decide(turn, petition, rest)


def ask_more(turn: Turn, argument: str) -> list[Reply]:
    """/bosung CODE: ask the author for documents, in the officer's own words."""
    code, _, version = argument.partition(" ")
    petition = petitions.by_code(turn.work, turn.commune_id, code.upper())
    if petition is None:
        return [_unknown(turn, code)]
    if not turn.may(Action.ASK_DOCUMENTS):
        return [_not_allowed(turn)]
    if not life.may(petition.state, PetitionEvent.REQUEST_DOCUMENTS):
        return [outdated(turn, petition)]
    seen = int(version) if version.isdigit() else petition.version
    return converse.begin(turn, Ask, petition=petition.id, version=seen)


def _decide(turn: Turn, petition: Petition, rest: str) -> list[Reply]:
    verb, _, version = rest.partition(" ")
    action, decide = VERBS.get(verb, (None, None))
    if action is None or decide is None:
        return [case.view(turn, petition, hint=turn.say("case-verb-unknown"))]
    if not turn.may(action):
        return [_not_allowed(turn)]
    return decide(turn, petition, int(version) if version.isdigit() else petition.version)


def _accept(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not life.may(petition.state, PetitionEvent.ACCEPT):
        return [outdated(turn, petition)]
    state = life.after(petition.state, PetitionEvent.ACCEPT)
    decision = Decision(kind="accepted", values={"state": state}, notice="notice-accepted")
    return carry_out(turn, petition, version, decision)


def _grant(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not _seat_may(petition, SeatEvent.GRANT):
        return [outdated(turn, petition)]
    values = {"seat": SeatState.GRANTED, "seat_decided_by": "office", "seat_review_asked": False}
    decision = Decision(kind="seat_granted", values=values, notice="notice-seat-granted")
    return carry_out(turn, petition, version, decision)


def _undo(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not life.may(petition.state, PetitionEvent.UNDO):
        return [outdated(turn, petition)]
    state = life.after(petition.state, PetitionEvent.UNDO)
    decision = Decision(kind="undone", values={"state": state}, notice="notice-undone")
    return carry_out(turn, petition, version, decision)


def _undo_seat(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not _seat_may(petition, SeatEvent.UNDO):
        return [outdated(turn, petition)]
    values = {
        "seat": SeatState.REQUESTED,
        "seat_rule": "",
        "seat_clause": "",
        "seat_decided_by": "",
        "seat_review_asked": False,
    }
    decision = Decision(kind="seat_undone", values=values, notice="notice-seat-undone")
    return carry_out(turn, petition, version, decision)


def _refuse(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not _seat_may(petition, SeatEvent.REFUSE):
        return [outdated(turn, petition)]
    return converse.begin(turn, Refusal, petition=petition.id, version=version, what="seat")


def _decline(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not life.may(petition.state, PetitionEvent.DECLINE):
        return [outdated(turn, petition)]
    return converse.begin(turn, Refusal, petition=petition.id, version=version, what="hearing")


def _seat_may(petition: Petition, event: SeatEvent) -> bool:
    withdrawn = petition.state == PetitionState.WITHDRAWN
    return not withdrawn and seat_life.may(petition.seat, event)


def _unknown(turn: Turn, code: str) -> Reply:
    work = turn.command("menu-work", "/viec")
    return turn.reply("case-unknown", choices=[work], code=code.upper() or "…")


def _not_allowed(turn: Turn) -> Reply:
    roles = ", ".join(turn.say(f"role-{duty.role}") for duty in turn.duties)
    work = turn.command("menu-work", "/viec")
    return turn.reply("role-may-not", choices=[work], roles=roles)


VERBS: Mapping[str, tuple[Action, Verb]] = {
    "nhan": (Action.DECIDE_HEARING, _accept),
    "khongnhan": (Action.DECIDE_HEARING, _decline),
    "xetlai": (Action.UNDO, _undo),
    "cho": (Action.DECIDE_SEAT, _grant),
    "tuchoi": (Action.DECIDE_SEAT, _refuse),
    "xetlaicho": (Action.UNDO, _undo_seat),
}
