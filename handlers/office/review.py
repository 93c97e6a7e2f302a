"""/xet and /bosung: the decisions, each for the roles that the one table allows."""

from collections.abc import Callable, Mapping

from dialogue import petition as life
from dialogue import seat as seat_life
from dialogue.petition import PetitionEvent
from dialogue.roles import Action
from dialogue.seat import SeatEvent, SeatState
from handlers import converse
from handlers.messages import Reply
from handlers.office import case, work_list
from handlers.office.decisions import Decision, carry_out, outdated
from handlers.office.refusal import Ask, Refusal
from handlers.office.renewal import Renewal
from handlers.petition import seating
from handlers.petition.code import shown_code, tidy_code
from handlers.petition.sight import not_given, sees
from handlers.petition.why import because
from handlers.reading import whole_number
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition

Verb = Callable[[Turn, Petition, int], list[Reply]]


def review(turn: Turn, argument: str) -> list[Reply]:
    """/xet CODE [verb version]: show the petition, or decide on it as it was seen."""
    code, _, rest = argument.partition(" ")
    if not code:
        return work_list.show(turn)
    petition = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if petition is None:
        return [_unknown(turn, code)]
    if not turn.may(Action.OPEN_PETITION):
        return [not_allowed(turn)]
    if not sees(turn, petition):
        return [not_given(turn, petition)]
    if not rest:
        return [case.view(turn, petition)]
    return _decide(turn, petition, rest)


def ask_more(turn: Turn, argument: str) -> list[Reply]:
    """/bosung CODE: ask the author for documents, in the officer's own words."""
    code, _, typed = argument.partition(" ")
    petition = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if petition is None:
        return [_unknown(turn, code)]
    if not turn.may(Action.ASK_DOCUMENTS):
        return [not_allowed(turn)]
    if not sees(turn, petition):
        return [not_given(turn, petition)]
    if not life.may(petition.state, PetitionEvent.REQUEST_DOCUMENTS):
        return outdated(turn, petition)
    if _seen(petition, typed) != petition.version:
        return outdated(turn, petition)
    return converse.begin(turn, Ask, petition=petition.id, version=petition.version)


def _decide(turn: Turn, petition: Petition, rest: str) -> list[Reply]:
    verb, _, typed = rest.partition(" ")
    action, decide = VERBS.get(verb, (None, None))
    if action is None or decide is None:
        return [turn.reply("case-verb-unknown"), case.view(turn, petition)]
    if not turn.may(action):
        return [not_allowed(turn)]
    if _seen(petition, typed) != petition.version:
        return outdated(turn, petition)
    return decide(turn, petition, petition.version)


def _seen(petition: Petition, typed: str) -> int | None:
    """The version on which the officer decides: that of the button, or as it stands now."""
    return whole_number(typed) if typed else petition.version


def _accept(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not life.may(petition.state, PetitionEvent.ACCEPT):
        return outdated(turn, petition)
    state = life.after(petition.state, PetitionEvent.ACCEPT)
    decision = Decision(
        action=Action.DECIDE_HEARING,
        kind="accepted",
        values={"state": state},
        notice="notice-accepted",
    )
    return carry_out(turn, petition, version, decision)


def _grant(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not _seat_may(turn, petition, SeatEvent.GRANT):
        return outdated(turn, petition)
    if seating.has_room(turn, petition):
        return carry_out(turn, petition, version, _seat_given(petition))
    if petition.waiting_since is not None:
        return [turn.reply("case-still-waiting"), case.view(turn, petition)]
    return carry_out(turn, petition, version, _put_in_line(turn))


def _seat_given(petition: Petition) -> Decision:
    return Decision(
        action=Action.DECIDE_SEAT,
        kind="seat_granted",
        values={
            "seat": seat_life.after(petition.seat, SeatEvent.GRANT),
            "seat_decided_by": "office",
            "seat_review_asked": False,
            "waiting_since": None,
        },
        notice="notice-seat-granted",
    )


def _put_in_line(turn: Turn) -> Decision:
    """All seats are taken: the seat stays asked for, and has its place on the waiting list."""
    return Decision(
        action=Action.DECIDE_SEAT,
        kind="seat_waiting",
        values={
            "seat_decided_by": "office",
            "seat_review_asked": False,
            "waiting_since": turn.now,
        },
        notice="notice-seat-waiting",
    )


def _undo(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not life.may(petition.state, PetitionEvent.UNDO):
        return outdated(turn, petition)
    state = life.after(petition.state, PetitionEvent.UNDO)
    decision = Decision(
        action=Action.UNDO, kind="undone", values={"state": state}, notice="notice-undone"
    )
    return carry_out(turn, petition, version, decision)


def _reopen(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    """Those to whom it went have sent it back, or have answered: it goes on here."""
    if petition.state not in life.FORWARDED:
        return outdated(turn, petition)
    state = life.after(petition.state, PetitionEvent.REOPEN)
    decision = Decision(
        action=Action.UNDO, kind="reopened", values={"state": state}, notice="notice-reopened"
    )
    return carry_out(turn, petition, version, decision)


def _undo_seat(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not _seat_may(turn, petition, SeatEvent.UNDO):
        return outdated(turn, petition)
    values = {
        "seat": SeatState.REQUESTED,
        "seat_rule": "",
        "seat_clause": "",
        "seat_decided_by": "",
        "seat_review_asked": False,
        **seating.NOT_IN_LINE,
    }
    decision = Decision(
        action=Action.UNDO, kind="seat_undone", values=values, notice="notice-seat-undone"
    )
    done = carry_out(turn, petition, version, decision)
    seating.pass_on(turn, petition)
    return done


def _refuse(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not _seat_may(turn, petition, SeatEvent.REFUSE):
        return outdated(turn, petition)
    return converse.begin(turn, Refusal, petition=petition.id, version=version, what="seat")


def _decline(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    if not life.may(petition.state, PetitionEvent.DECLINE):
        return outdated(turn, petition)
    return converse.begin(turn, Refusal, petition=petition.id, version=version, what="hearing")


def _renew(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    return converse.begin(turn, Renewal, petition=petition.id, version=version)


def _why(turn: Turn, petition: Petition, version: int) -> list[Reply]:
    back = turn.command("work-open", f"/xet {petition.code}", code=petition.code)
    work = turn.command("menu-work", "/viec")
    return [because(turn, petition, choices=[back, work])]


def _seat_may(turn: Turn, petition: Petition, event: SeatEvent) -> bool:
    return seating.is_open(turn, petition) and seat_life.may(petition.seat, event)


def _unknown(turn: Turn, code: str) -> Reply:
    work = turn.command("menu-work", "/viec")
    return turn.reply("case-unknown", choices=[work], code=shown_code(code))


VERBS: Mapping[str, tuple[Action, Verb]] = {
    "nhan": (Action.DECIDE_HEARING, _accept),
    "khongnhan": (Action.DECIDE_HEARING, _decline),
    "xetlai": (Action.UNDO, _undo),
    "cho": (Action.DECIDE_SEAT, _grant),
    "tuchoi": (Action.DECIDE_SEAT, _refuse),
    "xetlaicho": (Action.UNDO, _undo_seat),
    "molai": (Action.UNDO, _reopen),
    "caplai": (Action.RENEW_CODE, _renew),
    "visao": (Action.OPEN_PETITION, _why),
}
