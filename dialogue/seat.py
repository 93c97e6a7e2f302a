"""The life of a seat at a conference, apart from the life of the opinion."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from statemachine import StateMachine
from statemachine.states import States

from dialogue.roles import Action, Actor, Mover
from dialogue.transitions import allows, by, follow, table_of


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

WHO: Mapping[str, frozenset[Actor]] = MappingProxyType(
    {
        SeatEvent.REQUEST: by(Mover.CITIZEN, Action.ENTER_PETITION),
        SeatEvent.GRANT: by(Action.DECIDE_SEAT),
        SeatEvent.REFUSE: by(Mover.RULE, Action.DECIDE_SEAT),
        SeatEvent.UNDO: by(Action.UNDO),
        SeatEvent.GIVE_UP: by(Mover.CITIZEN, Action.ENTER_PETITION),
    }
)


def after(state: SeatState | str, event: SeatEvent | str) -> SeatState:
    """The state that follows; NotAllowed where the state does not take the event."""
    return SeatState(follow(TABLE, state, event))


def may(state: SeatState | str, event: SeatEvent | str, actor: Actor | None = None) -> bool:
    """Whether the state takes the event; with `actor`, whether it is also theirs to send."""
    return (state, event) in TABLE and allows(WHO, event, actor)
