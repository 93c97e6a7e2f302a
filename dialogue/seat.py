"""The life of a seat at a conference, apart from the life of the opinion."""

from enum import StrEnum

from statemachine import StateMachine
from statemachine.states import States

from dialogue.transitions import follow, table_of


class SeatState(StrEnum):
    """Published vocabulary: rows hold these names."""

    NOT_WANTED = "not_wanted"
    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"


class SeatEvent(StrEnum):
    REQUEST = "request"
    GRANT = "grant"
    REFUSE = "refuse"
    UNDO = "undo"
    GIVE_UP = "give_up"


class Seat(StateMachine):
    """A refusal by rule and one by an officer are the same event, with different reasons."""

    _ = States.from_enum(SeatState, initial=SeatState.NOT_WANTED, use_enum_instance=True)

    request = _.NOT_WANTED.to(_.REQUESTED)
    grant = _.REQUESTED.to(_.GRANTED)
    refuse = _.REQUESTED.to(_.REFUSED)
    undo = _.REQUESTED.from_(_.GRANTED, _.REFUSED)
    give_up = _.NOT_WANTED.from_(_.REQUESTED, _.GRANTED, _.REFUSED)


TABLE = table_of(Seat)


def after(state: SeatState | str, event: SeatEvent | str) -> SeatState:
    """The state that follows; NotAllowed where the state does not take the event."""
    return SeatState(follow(TABLE, state, event))


def may(state: SeatState | str, event: SeatEvent | str) -> bool:
    return (state, event) in TABLE
