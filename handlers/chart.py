"""The arrows of a conversation, read once from its chart and followed without the library's engine.

python-statemachine holds the charts: it knows what may stand in one, and `docs/life.md` is drawn
from it. Its engine is made for far more (nested states, history, timers) and takes as long over one
arrow as everything else in a message together. What a conversation uses is followed here, in the
same order: the first arrow of the event whose conditions hold; its action, then the event's; then
what is done on entering. `tests/unit/test_conversation_steps.py` holds both against each other.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import Parameter, signature
from typing import Any

from statemachine import StateMachine
from statemachine.callbacks import CallbackSpec
from statemachine.transition import Transition

Values = Mapping[str, Any]
# What the library would call besides, and no conversation has.
UNUSED = ("on_transition", "before_transition", "after_transition", "on_enter_state")


class NoSuchArrow(LookupError):
    """The chart has no arrow for this event in this state, or none whose conditions hold."""


@dataclass(frozen=True, slots=True)
class Step:
    """A method of the machine, and which of the values it takes; None: all of them."""

    name: str
    takes: tuple[str, ...] | None

    def run(self, machine: object, values: Values) -> Any:
        """What it returns."""
        method = getattr(machine, self.name)
        if self.takes is None:
            return method(**values)
        return method(**{name: values[name] for name in self.takes if name in values})


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrow:
    """Where an event leads, under which conditions (with what each must say), and what it does."""

    target: str
    conditions: tuple[tuple[Step, bool], ...]
    actions: tuple[Step, ...]

    def holds(self, machine: object, values: Values) -> bool:
        """Whether it may be taken now."""
        return all(bool(step.run(machine, values)) is wanted for step, wanted in self.conditions)


Chart = Mapping[tuple[str, str], tuple[Arrow, ...]]


def follow(machine: type[StateMachine], state: str, event: str, values: Values) -> str:
    """The state after `event`; raises NoSuchArrow where the chart has no such arrow.

    Its methods are called on a machine that holds nothing: they may not keep anything in it.
    """
    itself = machine.__new__(machine)
    for arrow in chart_of(machine).get((state, event), ()):
        if arrow.holds(itself, values):
            for step in arrow.actions:
                step.run(itself, values)
            return arrow.target
    raise NoSuchArrow(f"{machine.__name__} in {state!r} takes no {event!r}")


@cache
def chart_of(machine: type[StateMachine]) -> Chart:
    """The arrows from each state by each event, in their order.

    Raises TypeError for a chart that asks for more than is followed here.
    """
    if more := [name for name in UNUSED if hasattr(machine, name)]:
        raise TypeError(f"{machine.__name__} has {more[0]}, which is not followed")
    found: dict[tuple[str, str], tuple[Arrow, ...]] = {}
    for state in machine.states:
        for transition in state.transitions:
            for event in transition.events:
                key = (state.id, str(event))
                found[key] = (*found.get(key, ()), _arrow(machine, transition, str(event)))
    return found


def _arrow(machine: type[StateMachine], transition: Transition, event: str) -> Arrow:
    source, target = transition.source, transition.target
    assert target is not None
    left_out = (*transition.before, *transition.after, *transition.validators, *source.exit)
    if more := list(_steps(machine, left_out)):
        raise TypeError(f"{machine.__name__} has {more[0].name}, which is not followed")
    entering = () if transition.internal else target.enter
    own = [one for one in transition.on if one.func in (f"on_{event}",) or not one.is_convention]
    return Arrow(
        target=target.id,
        conditions=tuple(
            (step, spec.expected_value)
            for spec in transition.cond
            for step in _steps(machine, [spec])
        ),
        actions=(*_steps(machine, own), *_steps(machine, entering)),
    )


def _steps(machine: type[StateMachine], specs: Iterable[CallbackSpec]) -> Iterable[Step]:
    """What of these the machine has: the library looks for several names by convention."""
    for spec in specs:
        if isinstance(spec.func, str) and hasattr(machine, spec.func):
            yield Step(spec.func, _takes(getattr(machine, spec.func)))


def _takes(method: Callable[..., Any]) -> tuple[str, ...] | None:
    asked = list(signature(method).parameters.values())[1:]
    if any(one.kind is Parameter.VAR_KEYWORD for one in asked):
        return None
    return tuple(one.name for one in asked)
