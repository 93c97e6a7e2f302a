"""What aiogram may hand in is copied as JSON would keep it, or refused with its place."""

import math
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State, StatesGroup, any_state, default_state

from storage.aiogram.values import plain_data, state_text
from storage.errors import NotStorable

LOOP: list[Any] = []
LOOP.append(LOOP)
SHARED: list[int] = [1]
NOT_JSON = {
    "moment": (datetime(2025, 10, 1, tzinfo=UTC), r"data\['a'\] is datetime\. What can be stored"),
    "set": ({1}, r"data\['a'\] is set"),
    "bytes": (b"x", r"data\['a'\] is bytes"),
    "deep": ([{"b": object()}], r"data\['a'\]\[0\]\['b'\] is object"),
    "key": ({1: 2}, r"data\['a'\] has the key 1; keys are texts"),
    "infinite": (math.inf, r"data\['a'\] is inf"),
    "nul": ("a\0b", r"data\['a'\] holds a character"),
    "surrogate": ("\ud83d", r"data\['a'\] holds a character"),
    "loop": (LOOP, "contains itself"),
}


class Order(StatesGroup):
    """States as a bot declares them."""

    naming = State()

    class Payment(StatesGroup):
        card = State()

        class Refund(StatesGroup):
            reason = State()


@pytest.mark.parametrize(("value", "said"), NOT_JSON.values(), ids=NOT_JSON)
def test_what_json_cannot_hold_is_refused_and_the_place_is_named(value: Any, said: str) -> None:
    with pytest.raises(NotStorable, match=said):
        plain_data({"a": value})


@pytest.mark.parametrize("wrong", [(), "text", None, 5, [("name", "An")]])
def test_data_that_is_no_mapping_is_refused_as_aiogram_does(wrong: Any) -> None:
    with pytest.raises(DataNotDictLikeError):
        plain_data(wrong)


def test_any_mapping_is_data_and_tuples_become_lists() -> None:
    given = MappingProxyType({"a": (1, 2), "b": MappingProxyType({})})

    assert plain_data(given) == {"a": [1, 2], "b": {}}


def test_a_list_that_stands_in_two_places_is_no_loop() -> None:
    assert plain_data({"a": [SHARED, SHARED]}) == {"a": [[1], [1]]}


def test_states_of_nested_groups_have_their_full_names() -> None:
    states = (Order.naming, Order.Payment.card, Order.Payment.Refund.reason, any_state)

    assert [state_text(state) for state in states] == [
        "Order:naming",
        "Order.Payment:card",
        "Order.Payment.Refund:reason",
        "*",
    ]


@pytest.mark.parametrize("none", [None, default_state, ""], ids=["none", "default", "empty"])
def test_the_default_state_is_none(none: Any) -> None:
    assert state_text(none) == ""


@pytest.mark.parametrize("wrong", [Order, 5, b"Order:naming"])
def test_what_is_no_state_is_refused(wrong: Any) -> None:
    """A group without the name of a state is a slip that would never match again."""
    with pytest.raises(NotStorable, match="a state is a text, a State or None"):
        state_text(wrong)
