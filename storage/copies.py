"""The copy of an embedded database that is kept before a migration changes it."""

import glob
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.errors import Refused

MEGABYTE = 1_000_000


class NoCopy(Refused):
    """No copy of the database could be kept, so it was not migrated."""


def copy_of(path: Path, revision: str) -> Path:
    """Where the copy lies that is kept before a database becomes `revision`."""
    return path.with_name(f"{path.name}.before-{revision}")


def keep_copy(path: Path, revision: str) -> Path:
    """Copy what is committed, whole or not at all; raises NoCopy, where the disk is full."""
    copy = copy_of(path, revision)
    with _or_no_copy(path):
        part = _empty(copy.with_name(f"{copy.name}.part"))
        _copy(path, part)
        part.replace(copy)
        _settle(copy.parent)
    return copy


def drop_others(copy: Path) -> None:
    """Of the copies of a database only the newest is kept."""
    name, _, _ = copy.name.rpartition(".before-")
    for other in copy.parent.glob(f"{glob.escape(name)}.before-*"):
        if other != copy:
            other.unlink()


def _empty(path: Path) -> Path:
    """A file for its owner alone; what a killed program left there goes."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    return path


def _copy(path: Path, part: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)


def _settle(folder: Path) -> None:
    """Bring the new name to the disk: the migration that follows is committed to it as well."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _or_no_copy(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        room = path.stat().st_size // MEGABYTE + 1
        raise NoCopy(
            f"no copy of {path.name} could be kept before the migration ({fault}): "
            f"make room for {room} MB beside it, then start again; nothing was changed"
        ) from fault
