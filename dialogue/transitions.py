"""The table of a state machine, read once from its class: cheap to ask, never out of step."""

from collections.abc import Mapping
from types import MappingProxyType

from statemachine import StateMachine

from dialogue.errors import NotAllowed

Table = Mapping[tuple[str, str], str]


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
