"""The seat in a draft: what this conference's regulation asks, and whom it bars.

Decision A only: whatever it says, the opinion itself is taken (decision B).
"""

from dialogue.eligibility import Question, SeatDecision, SeatOutcome, decide_seat, questions
from dialogue.names import Decider
from dialogue.seat import SeatState
from handlers.intake import draft
from handlers.petition.conference import regulation_of
from handlers.petition.listing import listing
from handlers.turn import Turn
from storage.tables import Petition


def choose(turn: Turn, want: str) -> None:
    """Attend, speak or only send; earlier answers about a seat do not count any more."""
    seat = SeatState.NOT_WANTED if want == "send" else SeatState.REQUESTED
    draft.put(turn, want=want, seat=seat, **draft.NOTHING_OF_A_SEAT)


def first_question(turn: Turn, want: str) -> Question | None:
    """The first question for who wants a seat."""
    asked = _questions(turn, wants_seat=want != "send")
    return asked[0] if asked else None


def open_question(turn: Turn) -> Question:
    """The question that is not answered yet."""
    return _left(turn)[0]


def next_question(turn: Turn) -> Question | None:
    """The question that follows the open one."""
    left = _left(turn)
    return left[1] if len(left) > 1 else None


def has_open_question(turn: Turn) -> bool:
    """Whether a seat is wanted and something that the regulation asks is still open."""
    return draft.current(turn).seat == SeatState.REQUESTED and bool(_left(turn))


def is_barred(turn: Turn) -> bool:
    """Whether the regulation, as it is now, refuses the seat for what was answered."""
    in_box = draft.current(turn).conference_id is None
    return not in_box and decision(turn).outcome is SeatOutcome.REFUSED


def is_barred_by_list(turn: Turn) -> bool:
    """Whether it does so because the name is not on the list of delegates."""
    return is_barred(turn) and decision(turn).decided_by is Decider.LIST


def reopen_last(turn: Turn) -> None:
    """Take the last answer back, with the refusal that it may have brought."""
    petition = draft.current(turn)
    asked = [q.key for q in _questions(turn, wants_seat=True) if q.key in petition.answers]
    kept = {key: petition.answers[key] for key in asked[:-1]}
    choose(turn, petition.want)
    draft.put(turn, answers=kept)


def bars(turn: Turn, answer: bool) -> bool:
    """Whether this answer to the open question leaves no seat."""
    return decision(turn, {open_question(turn).key: answer}).outcome is SeatOutcome.REFUSED


def decision(
    turn: Turn, more: dict[str, bool] | None = None, name: str | None = None
) -> SeatDecision:
    """What the regulation says of the seat, from the answers and the name so far."""
    petition = draft.current(turn)
    regulation = regulation_of(turn, petition)
    assert regulation is not None
    answers = {**petition.answers, **(more or {})}
    on_list = listing(turn, petition, petition.name if name is None else name)
    return decide_seat(
        regulation, answers=answers, on_delegate_list=on_list.listed, invited=on_list.invited
    )


def keep_answer(turn: Turn, answer: bool) -> None:
    """Record the answer; one that bars is recorded as the refusal that it is."""
    petition = draft.current(turn)
    key = open_question(turn).key
    draft.put(turn, answers={**petition.answers, key: answer})
    _keep_refusal(turn)


def list_bars(turn: Turn, name: str) -> bool:
    """Whether a seat is wanted that this name, missing on the list of delegates, leaves without."""
    petition = draft.current(turn)
    if petition.conference_id is None or not _depends_on_name(petition):
        return False
    return decision(turn, name=name).decided_by is Decider.LIST


def keep_name(turn: Turn, name: str) -> None:
    """Record the name; what the list said of another one does not count any more."""
    petition = draft.current(turn)
    if petition.seat_decided_by == Decider.LIST:
        left_open = {**draft.NOTHING_OF_A_SEAT, "answers": petition.answers}
        draft.put(turn, seat=SeatState.REQUESTED, **left_open)
    draft.put(turn, name=name)
    if list_bars(turn, name):
        _keep_refusal(turn)


def _depends_on_name(petition: Petition) -> bool:
    by_list = petition.seat_decided_by == Decider.LIST
    return petition.seat == SeatState.REQUESTED or by_list


def _keep_refusal(turn: Turn) -> None:
    decided = decision(turn)
    if decided.outcome is SeatOutcome.REFUSED:
        draft.put(
            turn,
            seat=SeatState.REFUSED,
            seat_rule=decided.rule or "",
            seat_clause=decided.clause or "",
            seat_decided_by=str(decided.decided_by),
        )


def accept_bar(turn: Turn, *, look_again: bool) -> None:
    """Go on without a seat; the office may be asked to look at it again."""
    draft.put(turn, seat_review_asked=look_again)


def _left(turn: Turn) -> list[Question]:
    answers = draft.current(turn).answers
    return [q for q in _questions(turn, wants_seat=True) if q.key not in answers]


def _questions(turn: Turn, *, wants_seat: bool) -> tuple[Question, ...]:
    regulation = regulation_of(turn, draft.current(turn))
    return questions(regulation, wants_seat=wants_seat) if regulation else ()
