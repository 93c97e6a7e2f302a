"""Machines keep nothing: what one person does in one thread never moves another (trap 14)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from statemachine import State

from handlers.conversation import Conversation, advance

THREADS, TURNS = 16, 200


class Fault(Exception):
    """A callback fails."""


class Walk(Conversation):
    """Three questions in a circle; each step is written into the notebook of who walks."""

    opening = State(initial=True)
    one = State()
    two = State()
    three = State()
    home = State(final=True)

    begin = opening.to(one)
    step = one.to(two) | two.to(three) | three.to(one)
    fail = one.to(two)
    leave = home.from_(one, two, three)

    def on_step(self, notebook: list[str], who: str) -> None:
        notebook.append(who)

    def on_fail(self) -> None:
        raise Fault


CIRCLE = {"one": "two", "two": "three", "three": "one"}


def walk(number: int, start: Barrier) -> dict[str, tuple[str, list[str]]]:
    """Two people take turns in one thread, each from their own state."""
    people = {f"{number}-an": "one", f"{number}-binh": "two"}
    notebooks: dict[str, list[str]] = {who: [] for who in people}
    start.wait()
    for turn in range(TURNS):
        for who, state in people.items():
            after = advance(Walk, state, "step", notebook=notebooks[who], who=who)
            assert after == CIRCLE[state], (who, turn)
            people[who] = after
    return {who: (state, notebooks[who]) for who, state in people.items()}


def test_two_people_in_each_of_many_threads_never_mix() -> None:
    start = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as threads:
        walks = list(threads.map(lambda number: walk(number, start), range(THREADS)))

    for people in walks:
        for who, (_, notebook) in people.items():
            assert notebook == [who] * TURNS
        assert [state for state, _ in people.values()] == ["three", "one"]


def test_after_a_fault_the_next_person_meets_a_sound_machine() -> None:
    with pytest.raises(Fault):
        advance(Walk, "one", "fail")

    assert advance(Walk, "one", "step", notebook=[], who="an") == "two"


def test_after_an_end_the_next_person_meets_a_machine_that_takes_events() -> None:
    assert advance(Walk, "two", "leave") == "home"

    assert advance(Walk, "three", "step", notebook=[], who="binh") == "one"
