"""Looking through a backup: everything that the manifest names is there, byte by byte."""

import re
from pathlib import Path

from storage.backup import on_sqlite
from storage.backup.manifest import FILES, Manifest, NotWhole, hash_of, listed, place_of
from storage.blobs import HASH

# Nothing in a manifest may lead out of its folder.
_PATH = re.compile(r"[\w.-]+(/[\w.-]+)*")


def check(folder: Path, *, read_files: bool = True) -> Manifest:
    """The manifest of a backup that is whole; raises NotWhole, which says what is not.

    Without `read_files` attachments are looked at by their size alone.
    """
    manifest = Manifest.read(folder)
    try:
        _check_parts(folder, manifest)
        _check_files(folder, manifest, read_files)
    except FileNotFoundError as fault:
        raise NotWhole(f"{fault.filename}: is missing") from None
    if manifest.engine == "sqlite":
        found = on_sqlite.look_through(folder / on_sqlite.COPY)
        if found != (manifest.revision, manifest.rows):
            raise NotWhole(f"{folder}: the database is not the one that the manifest names")
    return manifest


def _check_parts(folder: Path, manifest: Manifest) -> None:
    for name, part in manifest.parts.items():
        if not _PATH.fullmatch(name) or ".." in name.split("/"):
            raise NotWhole(f"{folder}: the manifest names a file outside of it")
        path = folder / name
        if path.stat().st_size != part.size or hash_of(path) != part.sha256:
            raise NotWhole(f"{path}: is damaged")


def _check_files(folder: Path, manifest: Manifest, read: bool) -> None:
    count = 0
    for name, size in listed(folder):
        if not HASH.fullmatch(name):
            raise NotWhole(f"{folder}: the list of files is damaged")
        path = place_of(folder / FILES, name)
        if path.stat().st_size != size or (read and hash_of(path) != name):
            raise NotWhole(f"{path}: is damaged")
        count += 1
    if count != manifest.files:
        raise NotWhole(f"{folder}: the list of files is not complete")
