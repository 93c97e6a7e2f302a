"""The bytes of attachments, kept once under the hash of their content, in the data folder."""

import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from storage import room
from storage.errors import Unavailable
from storage.outage import Outage
from storage.troubles import Trouble

PIECE = 1_000_000
HASH = re.compile(r"[0-9a-f]{64}")
TROUBLES = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EFBIG: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
}


class Blobs:
    """A folder of files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._outage = Outage("storing files")

    def keep(self, data: bytes) -> str:
        """Store `data` so that it survives a power cut; its hash.

        Raises Unavailable while the disk cannot take it, or should not for want of room.
        """
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        try:
            if not path.exists():
                self._see_that_there_is_room(len(data))
                _make_durably(path.parent)
                _write_durably(path, [data])
            else:
                _say_that_it_is_wanted(path)
        except OSError as fault:
            raise self._unavailable(fault) from fault
        self._outage.worked()
        return name

    def scratch(self) -> IO[bytes]:
        """A nameless file beside the others, gone with whoever holds it: a large one is written
        there. Raises Unavailable where it cannot be made."""
        try:
            _make_durably(self.folder)
            return tempfile.TemporaryFile(dir=self.folder)
        except OSError as fault:
            raise self._unavailable(fault) from fault

    def keep_stream(self, file: IO[bytes]) -> tuple[str, int]:
        """As `keep`, of a file that is too large to be held: its hash and its size in bytes."""
        size = file.seek(0, os.SEEK_END)
        name = _hash_of(file)
        path = self._path(name)
        try:
            if path.exists():
                _say_that_it_is_wanted(path)
            else:
                self._see_that_there_is_room(size)
                _make_durably(path.parent)
                _write_durably(path, _pieces(file))
        except OSError as fault:
            raise self._unavailable(fault) from fault
        self._outage.worked()
        return name, size

    def read(self, name: str) -> bytes:
        """The bytes under a hash; raises FileNotFoundError."""
        return self._path(name).read_bytes()

    def path(self, name: str) -> Path:
        """Where the bytes are, for those who stream them."""
        return self._path(name)

    def take_away(self, name: str, before: datetime) -> bool:
        """Put a file aside that nothing refers to, unless it was stored since `before`; whether.

        It is gone for `keep`, which stores the same content anew; `put_back` brings it back.
        """
        path = self._path(name)
        try:
            if path.stat().st_mtime >= before.timestamp():
                return False
            path.rename(_aside(path))
        except FileNotFoundError:
            return False
        return True

    def put_back(self, name: str) -> None:
        """It is referred to after all."""
        path = self._path(name)
        _aside(path).rename(path)

    def remove_taken(self, name: str) -> None:
        """Remove what was put aside for good."""
        _aside(self._path(name)).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        if not HASH.fullmatch(name):
            raise FileNotFoundError(name)
        return self.folder / name[:2] / name

    def _unavailable(self, fault: OSError) -> Unavailable:
        trouble = TROUBLES.get(fault.errno or 0, Trouble.FAILING)
        found = Unavailable(f"the folder of files: {fault.strerror}", trouble)
        self._outage.failed(found)
        return found

    def _see_that_there_is_room(self, wanted: int) -> None:
        if room.free(self.folder) - wanted < room.KEPT_FOR_WORDS:
            raise OSError(errno.ENOSPC, "the room that is left is kept for what people write")


def _say_that_it_is_wanted(path: Path) -> None:
    """Its row comes in a moment: till then its age protects it from who removes files."""
    with suppress(OSError):
        os.utime(path)


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.gone")


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def _hash_of(file: IO[bytes]) -> str:
    seen = hashlib.sha256()
    for piece in _pieces(file):
        seen.update(piece)
    return seen.hexdigest()


def _write_durably(path: Path, pieces: Iterable[bytes]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _make_durably(folder: Path) -> None:
    # A new folder is an entry in the one above, which has to reach the disk as well.
    if not folder.exists():
        _make_durably(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
