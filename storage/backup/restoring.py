"""Bringing a backup back into a fresh place. The procedure, which the code follows:

1. Read through the whole backup; a damaged one changes nothing.
2. See that nothing is there that it would overwrite: no database with rows, no other key.
3. Bring back the key, the attachments and what had come in. Files named by their contents may be
   there already: a restore that broke off is simply begun again.
4. The database comes last, whole or not at all: without it the place stays fresh.
5. Bring its schema to what this program knows.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from storage import schema
from storage.backup import on_postgresql, on_sqlite
from storage.backup.checking import check
from storage.backup.manifest import (
    FILES,
    INCOMING,
    KEY,
    Manifest,
    hash_of,
    listed,
    make_private,
    place_of,
    sync,
    write_durably,
)
from storage.engine import is_sqlite, open_engine
from storage.errors import Refused
from storage.hosts import parse


class NotRestored(Refused):
    """Nothing was brought back; the text says what is in the way."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an installation is to be: its database, its data folder, and the print of a key that
    is configured ("" for none)."""

    url: str
    data: Path
    key_print: str


def restore(folder: Path, place: Place) -> Manifest:
    """Bring the backup back; raises NotWhole, NotRestored or TooNew."""
    manifest = check(folder)
    _see_that_it_fits(manifest, place)
    _see_that_it_is_fresh(manifest, folder, place)
    make_private(place.data)
    _bring_key(manifest, folder, place.data)
    _bring_files(folder, place.data / FILES)
    _bring_incoming(manifest, folder, place.data)
    if is_sqlite(place.url):
        _bring_file(folder, _file(place))
    else:
        _bring_tables(manifest, folder, place)
    _bring_up_to_date(place)
    return manifest


def _see_that_it_fits(manifest: Manifest, place: Place) -> None:
    engine = "sqlite" if is_sqlite(place.url) else "postgresql"
    if manifest.engine != engine:
        raise NotRestored(
            f"the backup is of {manifest.engine}, and [database] url names {engine}: "
            f"restore it into {manifest.engine}"
        )
    schema.refuse_unknown_revision(manifest.revision)
    if not manifest.has_key and not place.key_print:
        raise NotRestored(
            "the key of this backup was in the configuration: put it into [security] key"
        )
    if place.key_print not in ("", manifest.key_print):
        raise NotRestored(
            "[security] key is another than the one of the backup: with it no code and no secret "
            "that people hold would be taken"
        )


def _see_that_it_is_fresh(manifest: Manifest, folder: Path, place: Place) -> None:
    key = place.data / KEY
    if manifest.has_key and key.exists() and hash_of(key) != hash_of(folder / KEY):
        raise NotRestored(f"{key}: another key is there; name another [data] dir")
    if is_sqlite(place.url):
        path = _file(place)
        if any(path.with_name(path.name + end).exists() for end in ("", "-wal", "-journal")):
            raise NotRestored(f"{path}: a database is there already; name another [data] dir")
        return
    engine = open_engine(place.url)
    try:
        schema.check_known(engine)
        if not on_postgresql.is_without_rows(engine):
            raise NotRestored("the database has rows already: make a new one")
    finally:
        engine.dispose()


def _file(place: Place) -> Path:
    return Path(str(parse(place.url).database))


def _bring_key(manifest: Manifest, folder: Path, data: Path) -> None:
    if manifest.has_key and not (data / KEY).exists():
        _bring(folder / KEY, data / KEY)


def _bring_files(folder: Path, target: Path) -> None:
    for name, size in listed(folder):
        place = place_of(target, name)
        if not place.exists() or place.stat().st_size != size:
            make_private(place.parent)
            _bring(place_of(folder / FILES, name), place)


def _bring_incoming(manifest: Manifest, folder: Path, data: Path) -> None:
    for name in manifest.parts:
        if name.startswith(f"{INCOMING}/"):
            make_private((data / name).parent)
            _bring(folder / name, data / name)


def _bring(source: Path, target: Path) -> None:
    """A copy that appears whole, for its owner alone; it shares nothing with the backup."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    write_durably(part, b"")
    shutil.copyfile(source, part)
    sync(part)
    part.replace(target)
    sync(target.parent)


def _bring_file(folder: Path, target: Path) -> None:
    make_private(target.parent)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    write_durably(part, b"")
    shutil.copyfile(folder / on_sqlite.COPY, part)
    sync(part)
    on_sqlite.look_through(part)
    os.link(part, target)  # refused where somebody made one meanwhile
    part.unlink()
    sync(target.parent)


def _bring_tables(manifest: Manifest, folder: Path, place: Place) -> None:
    engine = open_engine(place.url)
    try:
        schema.upgrade(engine, manifest.revision)
        on_postgresql.load(engine, manifest, folder)
    finally:
        engine.dispose()


def _bring_up_to_date(place: Place) -> None:
    engine = open_engine(place.url)
    try:
        schema.upgrade(engine)
    finally:
        engine.dispose()
