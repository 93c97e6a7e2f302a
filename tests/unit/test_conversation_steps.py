"""Charts are followed as the library's own engine would: the same arrow, the same calls."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from statemachine import State

from handlers.chart import UNUSED, chart_of
from handlers.conversation import Conversation, advance
from handlers.who_answers import CONVERSATIONS

MACHINES = list(CONVERSATIONS.values())


class Slot:
    """Where the library's engine keeps the state."""

    state: str | None = None


class Engine:
    """A machine as the library runs it."""

    def __init__(self, machine: type[Conversation]) -> None:
        self._machine = machine
        self._build()

    def _build(self) -> None:
        self._slot = Slot()
        self._built = self._machine(self._slot)

    def send(self, state: str, event: str) -> str:
        """The state after the event."""
        self._slot.state = state
        self._built.send(event)
        after = str(self._slot.state)
        if self._machine.states_map[after].final:
            self._build()  # an engine that reached its end takes no event any more
        return after


def names_in(machine: type[Conversation]) -> set[str]:
    """Every method that its arrows call."""
    arrows = [arrow for arrows in chart_of(machine).values() for arrow in arrows]
    conditions = {step.name for arrow in arrows for step, _ in arrow.conditions}
    return conditions | {step.name for arrow in arrows for step in arrow.actions}


def outcomes(machine: type[Conversation], key: tuple[str, str]) -> Iterator[dict[str, bool]]:
    """Everything that the conditions of these arrows can say together, but where no arrow holds."""
    arrows = chart_of(machine)[key]
    named = sorted({step.name for arrow in arrows for step, _ in arrow.conditions})
    for said in product((True, False), repeat=len(named)):
        told = dict(zip(named, said, strict=True))
        if any(all(told[s.name] is wanted for s, wanted in a.conditions) for a in arrows):
            yield told


@pytest.mark.parametrize("machine", MACHINES)
def test_every_arrow_is_followed_as_the_engine_follows_it(
    machine: type[Conversation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Conditions may be asked in any number: they change nothing. What is done counts."""
    told: dict[str, bool] = {}
    done: list[str] = []

    def stub(name: str) -> Any:
        def step(self: object, **values: object) -> bool:
            if name not in told:
                done.append(name)
            return told.get(name, False)

        return step

    for name in names_in(machine):
        monkeypatch.setattr(machine, name, stub(name))
    engine = Engine(machine)
    values = {step: None for arrows in chart_of(machine).values() for step in _taken(arrows)}
    for state, event in chart_of(machine):
        for told in outcomes(machine, (state, event)):
            engine_state, engine_did = engine.send(state, event), list(done)
            done.clear()
            assert advance(machine, state, event, **values) == engine_state, (state, event, told)
            assert done == engine_did, (state, event, told)
            done.clear()


def test_a_chart_that_asks_for_more_is_refused() -> None:
    """Nothing that somebody writes into a chart is passed over in silence."""

    class Before(Conversation):
        first = State(initial=True)
        last = State(final=True)
        begin = first.to(last)

        def before_begin(self) -> None: ...

    class Everywhere(Conversation):
        first = State(initial=True)
        last = State(final=True)
        begin = first.to(last)

        def on_transition(self) -> None: ...

    for machine, name in ((Before, "before_begin"), (Everywhere, UNUSED[0])):
        with pytest.raises(TypeError, match=name):
            chart_of(machine)


def _taken(arrows: Any) -> set[str]:
    steps = [step for arrow in arrows for step in arrow.actions]
    steps += [step for arrow in arrows for step, _ in arrow.conditions]
    return {name for step in steps for name in step.takes or ()}
