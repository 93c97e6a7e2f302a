"""The charts of the conversations: no misspelt callback, no dead question, nothing swallowed."""

import pytest

from handlers.chart import NoSuchArrow
from handlers.conversation import Conversation, advance, initial_state, is_over
from handlers.who_answers import CONVERSATIONS

MACHINES = list(CONVERSATIONS.values())
PREFIXES = ("on_", "before_", "after_")
# Names that the library itself gives to callbacks of every state and every event.
GENERIC = {
    f"{prefix}{what}"
    for prefix in PREFIXES
    for what in ("transition", "enter_state", "exit_state", "invoke")
}


def states(machine: type[Conversation]) -> set[str]:
    return {state.id for state in machine.states}


def events(machine: type[Conversation]) -> set[str]:
    return {
        str(event)
        for state in machine.states
        for transition in state.transitions
        for event in transition.events
    }


def named_guards(machine: type[Conversation]) -> set[str]:
    """The methods that arrows name as their condition or their action, not found by prefix."""
    return {
        str(spec.attr_name)
        for state in machine.states
        for transition in state.transitions
        for spec in transition._specs
        if not spec.is_convention and isinstance(spec.func, str)
    }


def methods(machine: type[Conversation]) -> set[str]:
    return {name for name in dir(machine) if callable(getattr(machine, name))}


def own_methods(machine: type[Conversation]) -> set[str]:
    return {name for name, value in vars(machine).items() if callable(value)}


@pytest.mark.parametrize("machine", MACHINES)
def test_every_callback_names_an_event_or_a_state_that_exists(machine: type[Conversation]) -> None:
    """The library takes `on_entr_review` without a word."""
    real = (
        {f"{prefix}{event}" for prefix in PREFIXES for event in events(machine)}
        | {f"on_{way}_{state}" for way in ("enter", "exit") for state in states(machine)}
        | GENERIC
    )
    callbacks = {name for name in own_methods(machine) if name.startswith(PREFIXES)}

    assert callbacks - real == set()


def test_a_misspelt_callback_would_be_found() -> None:
    """The test above is worth something: the library itself says nothing."""
    from statemachine import State

    class Misspelt(Conversation):
        first = State(initial=True)
        last = State(final=True)
        begin = first.to(last)

        def on_entr_last(self) -> None: ...

    with pytest.raises(AssertionError):
        test_every_callback_names_an_event_or_a_state_that_exists(Misspelt)


@pytest.mark.parametrize("machine", MACHINES)
def test_every_guard_and_action_that_an_arrow_names_is_a_method(
    machine: type[Conversation],
) -> None:
    assert named_guards(machine) - methods(machine) == set()


@pytest.mark.parametrize("machine", MACHINES)
def test_every_method_is_used_by_the_chart_or_by_the_base(machine: type[Conversation]) -> None:
    known = named_guards(machine) | set(dir(Conversation))
    unused = {name for name in own_methods(machine) if not name.startswith((*PREFIXES, "_"))}

    assert unused - known - events(machine) - states(machine) == set()


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_at_which_it_waits_has_a_question(machine: type[Conversation]) -> None:
    waiting = {state.id for state in machine.states if not (state.initial or state.final)}

    assert set(machine.questions) == waiting


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_can_be_reached_and_every_question_has_a_way_on(
    machine: type[Conversation],
) -> None:
    reached = {initial_state(machine)}
    while (more := reached | _after(machine, reached)) != reached:
        reached = more

    assert reached == states(machine)
    assert all(state.final or state.transitions for state in machine.states)


@pytest.mark.parametrize("machine", MACHINES)
def test_every_conversation_begins_by_the_same_event_and_can_end(
    machine: type[Conversation],
) -> None:
    first = next(state for state in machine.states if state.initial)

    assert {str(event) for arrow in first.transitions for event in arrow.events} == {"begin"}
    assert any(is_over(machine, state) for state in states(machine))


@pytest.mark.parametrize("machine", MACHINES)
def test_an_event_that_nobody_knows_raises(machine: type[Conversation]) -> None:
    with pytest.raises(NoSuchArrow):
        advance(machine, initial_state(machine), "no_such_event")


@pytest.mark.parametrize("machine", MACHINES)
def test_an_event_that_the_state_does_not_take_raises(machine: type[Conversation]) -> None:
    for state in machine.questions:
        with pytest.raises(NoSuchArrow):
            advance(machine, state, "begin", turn=None)


@pytest.mark.parametrize("machine", MACHINES)
def test_what_it_resumes_collects_and_sums_up_are_questions_of_its_own(
    machine: type[Conversation],
) -> None:
    named = {machine.resuming, machine.summary, *machine.collecting} - {""}

    assert named <= set(machine.questions)


def test_conversations_of_the_office_are_for_staff() -> None:
    office = [machine for machine in MACHINES if machine.__module__.startswith("handlers.office")]

    assert office
    assert all(machine.staff for machine in office)


def test_no_two_conversations_have_the_same_name() -> None:
    """The name is what a row keeps."""
    assert len({machine.__name__ for machine in MACHINES}) == len(MACHINES)


def _after(machine: type[Conversation], reached: set[str]) -> set[str]:
    return {
        target.id
        for state in machine.states
        if state.id in reached
        for arrow in state.transitions
        for target in arrow.targets
    }
