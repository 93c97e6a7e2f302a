"""Attachments in a backup: copied once, and from then on the same file in every later backup.

Their names are the hashes of what is in them, and they never change. So a backup of yesterday has
them already: a hard link costs no room. They are never linked to the files that the program
itself uses: what damages those must not damage the backup. A thirtieth of them is read again with
each backup, so that a disk that forgets is found out within a month.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from storage.backup.manifest import FILES, LISTED, hash_of, place_of, sync, write_durably
from storage.blobs import HASH

DAYS = 30


@dataclass(kw_only=True)
class Copying:
    """Copies the attachments of `live` into the backup `folder`; `before` is an earlier backup."""

    live: Path
    folder: Path
    before: Path | None
    now: datetime
    damaged: list[str] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)

    def missing(self) -> int:
        """How many bytes the earlier backup does not have."""
        return sum(path.stat().st_size for path in blobs(self.live) if self._earlier(path) is None)

    def copy(self) -> None:
        """Copy or link each; what is damaged is noted, and does not stop the others."""
        (self.folder / FILES).mkdir(mode=0o700)
        for path in blobs(self.live):
            try:
                self._take(path)
            except FileNotFoundError:  # it went meanwhile: nothing refers to it
                continue
        self._list()

    def _take(self, path: Path) -> None:
        target = place_of(self.folder / FILES, path.name)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        if not (self._linked(path, target) or self._copied(path, target)):
            self.damaged.append(path.name)
            return
        self.kept[path.name] = target.stat().st_size

    def _linked(self, path: Path, target: Path) -> bool:
        earlier = self._earlier(path)
        if earlier is None or (self._is_read_today(path.name) and hash_of(earlier) != path.name):
            return False
        try:
            target.hardlink_to(earlier)
        except OSError:  # another disk, or one that knows no links
            return False
        return True

    def _copied(self, path: Path, target: Path) -> bool:
        shutil.copyfile(path, target)
        target.chmod(0o600)
        sync(target)
        if hash_of(target) == path.name:
            return True
        target.unlink()
        return False

    def _earlier(self, path: Path) -> Path | None:
        if self.before is None:
            return None
        earlier = place_of(self.before / FILES, path.name)
        try:
            return earlier if earlier.stat().st_size == path.stat().st_size else None
        except OSError:
            return None

    def _is_read_today(self, name: str) -> bool:
        return int(name[:8], 16) % DAYS == self.now.toordinal() % DAYS

    def _list(self) -> None:
        lines = "".join(f"{name} {size}\n" for name, size in sorted(self.kept.items()))
        write_durably(self.folder / LISTED, lines.encode("ascii"))
        for each in (self.folder / FILES).iterdir():
            sync(each)
        sync(self.folder / FILES)


def blobs(folder: Path) -> Iterator[Path]:
    """Every stored attachment below a folder, in the order of their names."""
    if not folder.exists():
        return
    for shelf in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if shelf.is_dir():
            entries = sorted(os.scandir(shelf.path), key=lambda entry: entry.name)
            yield from (Path(entry.path) for entry in entries if HASH.fullmatch(entry.name))
