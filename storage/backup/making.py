"""Making a backup. The procedure, which the code follows:

1. Make a folder beside the wanted one, marked as unfinished; whoever finds one that nobody is
   writing any more removes it.
2. Copy what came in and is not handled yet, before the database: an event that was handled in
   between is known to the inbox, one that was copied too late would be in neither.
3. Copy the database as it stands at one moment, then the attachments: a row's bytes are there
   before the row is.
4. Read all of it again, write the manifest, bring everything to the disk.
5. Only then give the folder its name.
"""

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from storage import room
from storage.backup import on_postgresql, on_sqlite
from storage.backup.attachments import Copying
from storage.backup.checking import check
from storage.backup.manifest import (
    INCOMING,
    KEY,
    LISTED,
    Manifest,
    make_private,
    part_of,
    sync,
    write_durably,
)
from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import Refused
from storage.faults import named
from storage.standing import file_of

UNFINISHED = "unfinished"


class NoBackup(Refused):
    """No backup was made; the text says why. Nothing half is left that looks whole."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What belongs to an installation: its database, attachments, what came in, and its key.

    `key_file` is None where the key is in the configuration.
    """

    database: Database
    files: Path
    incoming: Path
    key_file: Path | None
    key_print: str


def make(sources: Sources, folder: Path, now: datetime, before: Path | None = None) -> Manifest:
    """Make a whole backup in `folder`, which is new or empty; raises NoBackup.

    Attachments that the backup `before` has are linked, not copied.
    """
    try:
        _see_that_it_is_free(folder)
        with _unfinished(folder) as made:
            manifest = _fill(sources, made, now, before)
            (made / UNFINISHED).unlink()
            sync(made)
            made.rename(folder)  # over an empty folder, too
        sync(folder.parent)
    except OSError as fault:
        raise NoBackup(_said(folder, fault)) from fault
    except _faults_of(sources.database) as fault:
        raise NoBackup(f"{folder}: the database: {named(fault)}".partition("\n")[0]) from None
    return manifest


def _faults_of(database: Database) -> tuple[type[Exception], ...]:
    if is_sqlite(database.url):
        return SQLAlchemyError, sqlite3.Error
    import psycopg  # loaded already, as nowhere else

    return SQLAlchemyError, psycopg.Error


def _fill(sources: Sources, made: Path, now: datetime, before: Path | None) -> Manifest:
    copying = Copying(live=sources.files, folder=made, before=before, now=now)
    _see_that_there_is_room(sources, made, copying)
    _copy_incoming(sources.incoming, made / INCOMING)
    if sources.key_file is not None:
        write_durably(made / KEY, sources.key_file.read_bytes())
    saved = _save_database(sources.database, made)
    copying.copy()
    manifest = Manifest(
        made_at=now,
        engine="sqlite" if is_sqlite(sources.database.url) else "postgresql",
        revision=saved.revision,
        rows=saved.rows,
        columns=saved.columns,
        sequences=saved.sequences,
        parts={name: part_of(made / name) for name in sorted(_parts(made))},
        key_print=sources.key_print,
        has_key=sources.key_file is not None,
        damaged=copying.damaged,
        files=len(copying.kept),
        bytes=sum(copying.kept.values()),
    )
    manifest.write(made)
    check(made, read_files=False)  # those were read when they were copied
    return manifest


def _save_database(database: Database, made: Path) -> on_postgresql.Saved:
    path = file_of(database.engine)
    if path is None:
        return on_postgresql.save(database.engine, made)
    revision, rows = on_sqlite.save(path, made)
    return on_postgresql.Saved(revision=revision, rows=rows, columns={}, sequences={})


def _parts(made: Path) -> Iterator[str]:
    """Every file but the attachments, which are listed by themselves."""
    named = (made / KEY, made / LISTED, made / on_sqlite.COPY)
    yield from (path.name for path in named if path.exists())
    for folder in (made / on_postgresql.FOLDER, made / INCOMING):
        yield from (str(path.relative_to(made)) for path in folder.rglob("*") if path.is_file())


def _copy_incoming(source: Path, target: Path) -> None:
    if not source.exists():
        return
    for path in source.rglob("*.event"):
        place = target / path.relative_to(source)
        make_private(place.parent)
        try:
            write_durably(place, path.read_bytes())
        except FileNotFoundError:  # handled just now, before the database is copied
            place.unlink(missing_ok=True)


def _see_that_it_is_free(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NoBackup(f"{folder}: something is there already; name a folder that is new or empty")


def _see_that_there_is_room(sources: Sources, made: Path, copying: Copying) -> None:
    """A backup must not take the room in which people's words are kept."""
    path = file_of(sources.database.engine)
    wanted = copying.missing() + (path.stat().st_size if path is not None else 0)
    left = room.free(made) - room.KEPT_FOR_WORDS
    if wanted > left:
        raise NoBackup(
            f"{made.parent}: {room.megabytes(wanted) + 1} MB are needed and "
            f"{max(0, room.megabytes(left))} MB may be used: make room, or name another disk"
        )


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A folder that becomes the backup; what goes wrong inside takes it away again."""
    make_private(folder.parent)
    made = folder.with_name(f".{folder.name}.part")
    remove_unfinished(made)
    made.mkdir(mode=0o700)
    with (made / UNFINISHED).open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield made
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise


def remove_unfinished(made: Path) -> None:
    """Remove what a killed program left; raises NoBackup where one is still writing there."""
    mark = made / UNFINISHED
    if not made.exists():
        return
    if not mark.exists():
        raise NoBackup(f"{made}: is in the way, and is not of this program: move it away")
    with mark.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NoBackup(f"{made}: another backup is being written there") from None
        shutil.rmtree(made)


def _said(folder: Path, fault: OSError) -> str:
    why = os.strerror(fault.errno) if fault.errno else type(fault).__name__
    advice = {
        errno.ENOSPC: "make room, or name another disk",
        errno.EACCES: "see who owns the folder",
        errno.EROFS: "name a folder on a disk that may be written",
    }.get(fault.errno or 0, "name another folder, or look at the system's log")
    return f"{folder}: {why}: {advice}; no backup was made"
