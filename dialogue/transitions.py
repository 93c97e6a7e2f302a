"""The table of a state machine, read once from its class: cheap to ask, never out of step.

Beside it stands who may send each event.
"""

from collections.abc import Mapping
from types import MappingProxyType

from statemachine import StateMachine

from dialogue.errors import NotAllowed
from dialogue.roles import ALLOWED, Action, Actor, Mover

Table = Mapping[tuple[str, str], str]
Who = Mapping[str, frozenset[Actor]]


def table_of(machine: type[StateMachine]) -> Table:
    """From (state, event) to the state that follows."""
    return MappingProxyType(
        {
            (str(state.value), str(event)): str(transition.target.value)
            for state in machine.states
            for transition in state.transitions
            for event in transition.events
        }
    )


def follow(table: Table, state: str, event: str) -> str:
    try:
        return table[state, event]
    except KeyError:
        raise NotAllowed(state, event) from None


def by(*ways: Action | Mover) -> frozenset[Actor]:
    """Those who may do this action by their role, and those who move a life without any."""
    actors: set[Actor] = set()
    for way in ways:
        actors |= ALLOWED[way] if isinstance(way, Action) else {way}
    return frozenset(actors)


def allows(who: Who, event: str, actor: Actor | None) -> bool:
    """Whether the event is this actor's to send; None asks only for the state, and is allowed."""
    return actor is None or actor in who.get(event, frozenset())
