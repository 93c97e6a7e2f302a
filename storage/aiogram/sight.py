"""What aiogram sees of a conversation of ours, and what its writing leaves of it.

The data of a conversation is one flat mapping that both sides read and write:
- What the router notes for itself (`BOOKKEEPING`) aiogram neither sees nor replaces. A name that
  is taken so is kept for aiogram under another one.
- What an open conversation knows (its draft, its petition) aiogram sees and may change by name.
  If `set_data` leaves it out, it is out of aiogram's sight only: the question that is open needs
  it. It goes when the conversation ends.
- All else aiogram has put there itself, and `set_data` replaces it.
"""

from collections.abc import Mapping, Set
from typing import Any

# As `handlers/converse.py` and `handlers/held.py` call them.
TRAIL, LEFT = "trail", "left"
HELD_ANSWERS, HELD_CONTENT = "held_answers", "held_content"
BOOKKEEPING = frozenset({TRAIL, LEFT, HELD_ANSWERS, HELD_CONTENT})
# Which names aiogram has put, and which of the others it has left out.
RECORD = "aiogram"
PREFIX = f"{RECORD}:"


def seen(data: Mapping[str, Any], *, is_open: bool) -> dict[str, Any]:
    """The data as aiogram gets it; of a conversation that was left, nothing but its own."""
    dark = _noted(data, "hidden") if is_open else _of_ours(data)
    shown = data.keys() - BOOKKEEPING - {RECORD} - dark
    return {_outer(name): data[name] for name in data if name in shown}


def replaced(data: Mapping[str, Any], new: Mapping[str, Any], *, is_open: bool) -> dict[str, Any]:
    """The data after aiogram has set what it sees to `new`."""
    put = {_inner(name): value for name, value in new.items()}
    ours = _of_ours(data) if is_open else frozenset[str]()
    hidden = ours - put.keys()
    kept = {name: data[name] for name in data if name in hidden | BOOKKEEPING}
    return {**kept, **put, **_record(put=put.keys() - ours, hidden=hidden)}


def moved(data: Mapping[str, Any], before: str, after: str) -> dict[str, Any]:
    """The data after aiogram has set the state; where another conversation begins, ours ends."""
    if before == after:
        return dict(data)
    if _group(before) != _group(after):
        return _ended(data, is_open=bool(before))
    kept = {name: value for name, value in data.items() if name not in (LEFT, HELD_ANSWERS)}
    return {**kept, TRAIL: _trail(data.get(TRAIL, []), _question(before), _question(after))}


def _ended(data: Mapping[str, Any], *, is_open: bool) -> dict[str, Any]:
    """As our own way out: what was said before it was asked for waits for the next conversation."""
    held = {name: data[name] for name in data if name == HELD_CONTENT}
    left = {_inner(name): value for name, value in seen(data, is_open=is_open).items()}
    return {**held, **left, **_record(put=left.keys(), hidden=frozenset())}


def _trail(trail: list[str], before: str, after: str) -> list[str]:
    """The questions behind, so that "back" leads to the one before."""
    return trail[: trail.index(after)] if after in trail else [*trail, before]


def _of_ours(data: Mapping[str, Any]) -> Set[str]:
    return data.keys() - BOOKKEEPING - {RECORD} - _noted(data, "put")


def _noted(data: Mapping[str, Any], what: str) -> frozenset[str]:
    return frozenset(data.get(RECORD, {}).get(what, ()))


def _record(*, put: Set[str], hidden: Set[str]) -> dict[str, Any]:
    return {RECORD: {"put": sorted(put), "hidden": sorted(hidden)}} if put or hidden else {}


def _inner(name: str) -> str:
    is_taken = name in BOOKKEEPING or name == RECORD or name.startswith(PREFIX)
    return f"{PREFIX}{name}" if is_taken else name


def _outer(name: str) -> str:
    return name.removeprefix(PREFIX)


def _group(state: str) -> str:
    return state.partition(":")[0]


def _question(state: str) -> str:
    return state.partition(":")[2]
