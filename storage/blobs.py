"""The bytes of attachments, kept once under the hash of their content, in the data folder."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

HASH = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Store `data` so that it survives a power cut; its hash."""
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if not path.exists():
            _make_durably(path.parent)
            _write_durably(path, data)
        return name

    def read(self, name: str) -> bytes:
        """The bytes under a hash; raises FileNotFoundError."""
        return self._path(name).read_bytes()

    def path(self, name: str) -> Path:
        """Where the bytes are, for those who stream them."""
        return self._path(name)

    def _path(self, name: str) -> Path:
        if not HASH.fullmatch(name):
            raise FileNotFoundError(name)
        return self._folder / name[:2] / name


def _write_durably(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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
