"""Scenes that many tests begin with: played once, kept as a file, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from stage.people import Actor
from stage.program import Program
from storage.database import Database

# Far from the events of the scene itself, so that none is taken for a redelivery.
LATER = 10_000


@dataclass(kw_only=True)
class Scenes:
    """Played scenes by name; each is a database and what An has seen until then."""

    migrated: Path
    folder: Path
    played: dict[str, tuple[Path, Actor]] = field(default_factory=dict)

    @contextmanager
    def at(self, name: str, play: Callable[[Actor], object]) -> Iterator[Actor]:
        """An on a copy of the scene; `play` leads to it the first time."""
        if name not in self.played:
            self.played[name] = self._play(name, play)
        path, an = self.played[name]
        copy = self.folder / f"{name}-{next(_numbers)}.db"
        shutil.copyfile(path, copy)
        with _opened(copy) as database:
            program = Program(database=database, events=count(LATER))
            yield replace(an, program=program, seen=list(an.seen))

    def _play(self, name: str, play: Callable[[Actor], object]) -> tuple[Path, Actor]:
        path = self.folder / f"{name}.db"
        shutil.copyfile(self.migrated, path)
        with _opened(path) as database:
            an = Actor(program=Program(database=database).set_up(), name="an")
            play(an)
        return path, an


_numbers = count(1)


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.close()
