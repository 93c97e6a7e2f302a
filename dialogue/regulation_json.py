"""A regulation as JSON and back, so that what was bound to it keeps its rules when the file moves.

A kept regulation may be older than this program: a field that rules get later needs a default.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from dialogue.regulation import Regulation


def to_json(regulation: Regulation) -> dict[str, Any]:
    """All that it states, with what it inherits."""
    kept: dict[str, Any] = _plain(regulation)
    return kept


def from_json(content: dict[str, Any]) -> Regulation:
    """The regulation that `to_json` kept; raises pydantic's ValidationError for anything else."""
    return _adapter().validate_python(content)


@cache
def _adapter() -> TypeAdapter[Regulation]:
    return TypeAdapter(Regulation)


def _plain(value: Any) -> Any:
    """Values as JSON has them."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value
