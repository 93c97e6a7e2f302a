"""What was expected where a file of law has something else, as a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

KeyPath = tuple[str | int, ...]

# Filled in by the loader; a file that states them would lie about its own origin.
RESERVED = frozenset({"key", "regulation", "governs", "overrides"})
# Where pydantic marks that a key is wrong, not its value.
KEY_MARK = "[key]"
# By the first word of pydantic's name of the fault.
MUST = {
    "string": 'must be text in quotes: "…"',
    "int": "must be a whole number without quotes",
    "bool": "must be true or false, without quotes",
    "date": "must be a day, written as 2025-09-26 without quotes",
    "tuple": "must be a list: [ … ], or [[tables]] of this name",
    "dataclass": "must be a table: [header] or { … }",
    "dict": "must be a table: [header] or { … }",
    "mapping": "must be a table: [header] or { … }",
}
UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")


def listed(values: Iterable[object]) -> str:
    """The values that are known, as they are written in a file."""
    return ", ".join(str(value) for value in values)


def place(fault: Mapping[str, Any]) -> KeyPath:
    """The path of the key that is wrong, or whose value is."""
    return tuple(part for part in fault["loc"] if part != KEY_MARK)


def expected(fault: Mapping[str, Any], shape: type) -> str:
    """The sentence for one fault that pydantic found."""
    kind = str(fault["type"])
    if kind == "missing":
        return "is required"
    if kind in UNKNOWN:
        return unknown(shape, place(fault))
    if kind == "enum":
        return f"must be one of {_values(str(fault['ctx']['expected']))}"
    return MUST.get(kind.partition("_")[0]) or str(fault["msg"])


def unknown(shape: type, path: KeyPath) -> str:
    """What is said of a key that nobody knows: those that may stand beside it."""
    return f"is not a known key; known: {listed(_keys(_table(shape, path[:-1])))}"


def _values(told: str) -> str:
    """Pydantic writes 'a', 'b' or 'c'."""
    return told.replace(" or ", ", ").replace("'", "")


def _keys(table: object) -> Iterable[str]:
    names = (field.name for field in fields(table)) if is_dataclass(table) else ()
    return [name for name in names if name not in RESERVED]


def _table(shape: Any, path: KeyPath) -> object:
    """The dataclass that a path leads to."""
    for part in path:
        shape = _inner(_stated(shape), part)
    return _stated(shape)


def _stated(shape: Any) -> Any:
    """What may stand in a file: there is no way to write None there."""
    kinds = [kind for kind in get_args(shape) if kind is not type(None)]
    return kinds[0] if type(None) in get_args(shape) else shape


def _inner(shape: Any, part: str | int) -> Any:
    if is_dataclass(shape):
        return get_type_hints(shape).get(str(part))
    arguments = get_args(shape)
    return arguments[0 if get_origin(shape) is tuple else -1] if arguments else None
