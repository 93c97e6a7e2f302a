"""Builds frozen dataclasses from plain data at once; what does not fit it does not explain.

Pydantic does, and takes longer to load than a whole command: only who made a mistake waits for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")
Build = Callable[[Any], Any]
SIMPLE = (str, int, bool, date)


class Misfit(Exception):
    """The data is not of this shape, or not without being bent to it."""


def build(shape: type[Shape], raw: object) -> Shape:
    """`raw` as `shape`; raises Misfit."""
    built: Shape = _builder(shape)(raw)  # type: ignore[arg-type]  # a class hashes
    return built


@cache
def _builder(shape: Any) -> Build:
    """How a value of this annotation is built."""
    if is_dataclass(shape):
        return _dataclass(shape)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return lambda raw: _member(shape, raw)
    if shape in SIMPLE:
        return lambda raw: _simple(shape, raw)
    return _generic(shape)


def _generic(shape: Any) -> Build:
    arguments = get_args(shape)
    if type(None) in arguments:  # TOML has no null: where one may stand, nothing stands
        return _builder(arguments[0])
    if get_origin(shape) is tuple:
        return lambda raw: _tuple(_builder(arguments[0]), raw)
    if get_origin(shape) is Mapping:
        return lambda raw: _mapping(_builder(arguments[0]), _builder(arguments[1]), raw)
    return _unbuilt


def _dataclass(shape: Any) -> Build:
    stated = fields(shape)
    needed = {field.name for field in stated if _is_needed(field)}
    hints = get_type_hints(shape)
    known = {field.name: hints[field.name] for field in stated}

    def built(raw: Any) -> Any:
        if not isinstance(raw, dict) or not needed <= raw.keys() <= known.keys():
            raise Misfit
        return shape(**{name: _builder(known[name])(value) for name, value in raw.items()})

    return built


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _member(shape: type[Enum], raw: object) -> Enum:
    try:
        return shape(raw)
    except ValueError as fault:
        raise Misfit from fault


def _simple(shape: type, raw: object) -> object:
    # Exactly this type: to Python true is a number, and a moment is a day.
    if type(raw) is not shape:
        raise Misfit
    return raw


def _tuple(inner: Build, raw: object) -> tuple[object, ...]:
    if not isinstance(raw, list):
        raise Misfit
    return tuple(map(inner, raw))


def _mapping(key: Build, value: Build, raw: object) -> Mapping[object, object]:
    if not isinstance(raw, dict):
        raise Misfit
    return {key(name): value(inner) for name, inner in raw.items()}


def _unbuilt(raw: object) -> object:
    raise Misfit
