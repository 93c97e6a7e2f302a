"""What aiogram may hand in: states of every kind, and data that can be kept as JSON."""

import math
from collections.abc import Mapping
from typing import Any

from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State

from storage.errors import NotStorable


def state_text(state: object) -> str:
    """ "Group:question" of a state however it is given; empty for none.

    Raises NotStorable for what is no state, such as a StatesGroup without the name of one.
    """
    named = state.state if isinstance(state, State) else state
    if named is None:
        return ""
    if not isinstance(named, str):
        raise NotStorable(f"a state is a text, a State or None, not {_kind(named)}")
    return _text(named, "the state")


def plain_data(data: object) -> dict[str, Any]:
    """A copy of `data` as it can be stored.

    Raises aiogram's DataNotDictLikeError for what is no mapping, and NotStorable, which says
    where, for what JSON has no form for.
    """
    if not isinstance(data, Mapping):
        raise DataNotDictLikeError(f"Data must be a dict or dict-like object, got {_kind(data)}")
    return _mapping(data, "data", ())


def _plain(value: object, where: str, around: tuple[int, ...]) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, float):
        return _number(value, where)
    if id(value) in around:
        raise NotStorable(f"{where} contains itself; {NotStorable.__doc__}")
    return _composed(value, where, (*around, id(value)))


def _composed(value: object, where: str, around: tuple[int, ...]) -> Any:
    if isinstance(value, Mapping):
        return _mapping(value, where, around)
    if isinstance(value, list | tuple):
        return [_plain(one, f"{where}[{place}]", around) for place, one in enumerate(value)]
    raise NotStorable(f"{where} is {_kind(value)}. {NotStorable.__doc__}")


def _mapping(value: Mapping[Any, Any], where: str, around: tuple[int, ...]) -> dict[str, Any]:
    return {
        _name(name, where): _plain(one, f"{where}[{name!r}]", around) for name, one in value.items()
    }


def _name(name: object, where: str) -> str:
    if not isinstance(name, str):
        raise NotStorable(f"{where} has the key {name!r}; keys are texts")
    return _text(name, where)


def _text(text: str, where: str) -> str:
    """PostgreSQL keeps no NUL and no half of a surrogate pair, so neither engine does."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotStorable(f"{where} holds a character that no database keeps as text")
    return text


def _number(number: float, where: str) -> float:
    if not math.isfinite(number):
        raise NotStorable(f"{where} is {number}, which JSON has no form for")
    return number


def _kind(value: object) -> str:
    return type(value).__name__
