"""A question in an online session: what may become of it, and whose turn it is."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue import session_question as life
from dialogue.roles import Mover, Role
from dialogue.turns import Waiting, in_turn


def line(*authors: int) -> list[Waiting]:
    """Questions of these authors, in the order in which they were sent."""
    return [Waiting(number=number, author=author) for number, author in enumerate(authors, 1)]


def numbers(waiting: list[Waiting], heard: dict[int, int] | None = None) -> list[int]:
    return [one.number for one in in_turn(waiting, heard or {})]


def test_who_sent_first_goes_first() -> None:
    assert numbers(line(7, 5, 6)) == [1, 2, 3]


def test_a_second_question_waits_until_everybody_has_had_a_first() -> None:
    assert numbers(line(1, 1, 1, 2, 3)) == [1, 4, 5, 2, 3]


def test_who_has_been_heard_goes_behind_who_has_not() -> None:
    assert numbers(line(1, 2), {1: 1}) == [2, 1]


def test_a_question_that_was_withdrawn_moves_the_next_of_its_author_up() -> None:
    assert numbers(line(1, 2, 1)[1:]) == [2, 3]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4), max_size=14), st.randoms(use_true_random=False))
def test_nobodys_next_question_goes_before_one_of_who_had_fewer_turns(
    authors: list[int], dice: object
) -> None:
    """However questions arrive between the turns."""
    coming, waiting, heard = line(*authors), [], Counter[int]()
    while coming or waiting:
        if coming and (not waiting or dice.random() < 0.5):  # type: ignore[attr-defined]
            waiting.append(coming.pop(0))
            continue
        first = in_turn(waiting, heard)[0]
        fewest = min(heard[one.author] for one in waiting)

        assert heard[first.author] == fewest
        waiting.remove(first)
        heard[first.author] += 1


@given(st.lists(st.integers(1, 5), max_size=20))
def test_the_order_holds_each_question_once(authors: list[int]) -> None:
    assert sorted(numbers(line(*authors))) == list(range(1, len(authors) + 1))


@pytest.mark.parametrize("state", ["held", "queued", "called"])
def test_what_still_waits_when_the_session_closes_becomes_a_petition(state: str) -> None:
    assert life.after(state, "carry_over") == "written"


def test_nothing_is_answered_before_it_was_let_through_and_called() -> None:
    assert not life.may("held", "call")
    assert not life.may("held", "answer")
    assert not life.may("queued", "answer")


def test_an_answer_may_be_followed_by_one_in_writing() -> None:
    """People may come back on the answer (hai-phong-13-hd V.2)."""
    assert life.after("answered", "defer") == "written"


def test_a_refusal_can_be_looked_at_again() -> None:
    assert life.after("refused", "reconsider") == "held"


def test_only_its_author_takes_a_question_back() -> None:
    assert life.may("queued", "withdraw", Mover.CITIZEN)
    assert not any(life.may("queued", "withdraw", role) for role in Role)


def test_no_author_lets_their_own_question_through() -> None:
    assert not life.may("held", "let_through", Mover.CITIZEN)
    assert life.may("held", "let_through", Role.OFFICE)


def test_a_question_that_is_being_answered_is_not_taken_back() -> None:
    assert not life.may("called", "withdraw")
