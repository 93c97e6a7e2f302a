"""What is in a backup, by name, size and hash. It is written last: without it there is none."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.errors import Refused

NAME = "manifest.json"
FORMAT = 1
# Attachments: a line each, "hash size"; the names of files are their hashes.
LISTED = "files.txt"
FILES, INCOMING, KEY = "files", "incoming", "key"
CHUNK = 1024 * 1024


class NotWhole(Refused):
    """A folder that is no whole backup; the text says what is missing or damaged."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file of the backup."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The contents of a backup; `rows` and `columns` by table, `sequences` by their name.

    `key_print` tells one key from another without showing it; `has_key` where the key itself is in
    the backup, and not in the configuration. `damaged` are attachments that were damaged already.
    """

    made_at: datetime
    engine: str
    revision: str
    rows: Mapping[str, int]
    parts: Mapping[str, Part]
    key_print: str
    has_key: bool
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sequences: Mapping[str, int] = field(default_factory=dict)
    damaged: Sequence[str] = ()
    files: int = 0
    bytes: int = 0

    def write(self, folder: Path) -> None:
        """Put it into the folder, on the disk when this returns."""
        told = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        write_durably(folder / NAME, json.dumps(told, ensure_ascii=False, indent=1).encode())

    @staticmethod
    def read(folder: Path) -> "Manifest":
        """What a folder says that it holds; raises NotWhole."""
        try:
            told = json.loads((folder / NAME).read_bytes())
        except FileNotFoundError:
            raise NotWhole(f"{folder}: no backup, or one that was not finished") from None
        except (OSError, ValueError) as fault:
            raise NotWhole(f"{folder / NAME}: cannot be read ({type(fault).__name__})") from None
        return _understood(folder, told)


def _understood(folder: Path, told: Any) -> Manifest:
    if not isinstance(told, dict) or not isinstance(told.get("format"), int):
        raise NotWhole(f"{folder / NAME}: is not the manifest of a backup")
    if told.pop("format") > FORMAT:
        raise NotWhole(f"{folder}: made by a newer version of this program; install that one")
    try:
        told["made_at"] = datetime.fromisoformat(told["made_at"])
        told["parts"] = {name: Part(**part) for name, part in told["parts"].items()}
        return Manifest(**told)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotWhole(f"{folder / NAME}: is not the manifest of a backup") from None


def part_of(path: Path) -> Part:
    """Size and hash of a file as it stands there."""
    return Part(size=path.stat().st_size, sha256=hash_of(path))


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    made = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            made.update(chunk)
    return made.hexdigest()


def listed(folder: Path) -> Iterator[tuple[str, int]]:
    """The attachments that a backup lists: hash and size."""
    for line in (folder / LISTED).read_text("ascii").splitlines():
        name, _, size = line.partition(" ")
        yield name, int(size)


def place_of(folder: Path, name: str) -> Path:
    """Where an attachment lies below a folder of files."""
    return folder / name[:2] / name


def write_durably(path: Path, data: bytes) -> None:
    """Write a new file for its owner alone; on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def make_private(folder: Path) -> None:
    """A folder, and what is missing above it, for its owner alone."""
    if not folder.exists():
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def sync(path: Path) -> None:
    """Bring a file's contents, or a folder's names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
