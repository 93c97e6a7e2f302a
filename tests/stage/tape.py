"""Walks that many tests go first are gone once, and then put back.

A program that begins as the copy of a scene has a tape. As long as nothing but such walks has been
done to its database, the next one leads where it has led before: database and actor are set to
what they were then. Whatever else was written to the database, by whomever, ends the tape.
"""

import sqlite3
from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass, field
from functools import wraps
from itertools import count
from typing import Concatenate, ParamSpec, TypeVar

from stage.people import Actor
from stage.program import Program, house

P = ParamSpec("P")
R = TypeVar("R")
Way = tuple[Hashable, ...]
OF_ACTOR = ("seen", "fresh", "answer", "message", "before")


@dataclass(kw_only=True)
class Tape:
    """The walks that a program has gone since it began, and a look at its database."""

    watch: sqlite3.Connection
    way: Way = ()
    is_playing: bool = False
    _version: int = field(init=False)

    def __post_init__(self) -> None:
        self.note()

    @staticmethod
    def of(program: Program) -> "Tape":
        """A tape for a program that has just begun."""
        return Tape(watch=sqlite3.connect(str(program.database.engine.url.database)))

    def note(self) -> None:
        """Nothing but walks has been done until now."""
        self._version = self._now()

    def is_untouched(self) -> bool:
        """Whether nobody has written to the database since."""
        return self._version == self._now()

    def _now(self) -> int:
        # SQLite counts for each connection what others have committed.
        return int(self.watch.execute("PRAGMA data_version").fetchone()[0])


@dataclass(frozen=True, kw_only=True)
class _End:
    """Where a walk has led: everything that it left behind."""

    database: sqlite3.Connection
    actor: dict[str, object]
    next_event: int
    returned: object


_ends: dict[Way, _End] = {}


def taped(
    walk: Callable[Concatenate[Actor, P], R],
) -> Callable[Concatenate[Actor, P], R]:
    """Let a walk be gone once from each place where it begins."""

    @wraps(walk)
    def go(actor: Actor, /, *args: P.args, **more: P.kwargs) -> R:
        tape = _tape_of(actor.program)
        if tape is None:
            return walk(actor, *args, **more)
        step = (walk.__name__, _beginning(actor), args, tuple(sorted(more.items())))
        tape.way = (*tape.way, step)
        if tape.way in _ends:
            returned = _put_back(_ends[tape.way], actor)
        else:
            returned = _play(tape, actor, lambda: walk(actor, *args, **more))
        tape.note()
        return returned  # type: ignore[return-value]

    return go


def _tape_of(program: Program) -> Tape | None:
    tape: Tape | None = program.tape
    if tape is None or tape.is_playing:
        return None
    if program.house is not house() or not tape.is_untouched():
        program.tape = tape = None
    return tape


def _beginning(actor: Actor) -> Hashable:
    now, event = actor.program.now, next(copy(actor.program.events))
    return actor.name, actor.channel, actor.account, actor.embedded, len(actor.seen), now, event


def _play(tape: Tape, actor: Actor, walk: Callable[[], object]) -> object:
    tape.is_playing = True
    try:
        returned = walk()
    finally:
        tape.is_playing = False
    kept = sqlite3.connect(":memory:")
    tape.watch.backup(kept)
    _ends[tape.way] = _End(
        database=kept,
        actor={name: copy(getattr(actor, name)) for name in OF_ACTOR},
        next_event=next(copy(actor.program.events)),
        returned=None if returned is actor else returned,
    )
    return returned


def _put_back(end: _End, actor: Actor) -> object:
    file = sqlite3.connect(str(actor.program.database.engine.url.database))
    end.database.backup(file)
    file.close()
    for name, value in end.actor.items():
        setattr(actor, name, copy(value))
    actor.program.events = count(end.next_event)
    return actor if end.returned is None else end.returned
