"""A zip that is written file by file, with the sum of each: large ones need no more memory."""

import hashlib
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Self

MIME = "application/zip"
SUMS = "SHA256SUMS.txt"
PIECE = 1_000_000
# What is packed already does not become smaller.
_PACKED = (
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".pdf",
    ".docx",
    ".xlsx",
    ".mp3",
    ".m4a",
    ".mp4",
    ".ogg",
)


class Damaged(Exception):
    """The file is gone, or is not what it was when it was kept."""


class Archive:
    """Whole once it was left; what goes wrong inside leaves one that is good for nothing."""

    def __init__(self, out: IO[bytes], made_at: datetime) -> None:
        """`made_at` stands beside every file, in the hours that people live in."""
        self._zip = zipfile.ZipFile(out, "w")
        self._at = made_at.timetuple()[:6]
        self._sums: list[str] = []

    def put(self, path: str, data: bytes) -> None:
        """A file that was made just now."""
        self._write(path, lambda write: write(data))

    def copy(self, path: str, source: Path, sha256: str) -> None:
        """A file that is kept; raises Damaged before a byte of it is in the archive."""
        if sum_of(source) != sha256:
            raise Damaged(path)
        self._write(path, lambda write: _pour(source, write))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Add the sums, as `sha256sum -c` reads them."""
        with self._zip:
            if kind is None:
                told = "".join(sorted(self._sums, key=_path)).encode()
                self._write(SUMS, lambda write: write(told))

    def _write(self, path: str, pour: Callable[[Callable[[bytes], object]], object]) -> None:
        entry = zipfile.ZipInfo(path, date_time=self._at)
        entry.external_attr = 0o600 << 16
        packed = path.lower().endswith(_PACKED)
        entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        seen = hashlib.sha256()
        with self._zip.open(entry, "w", force_zip64=True) as file:

            def write(data: bytes) -> None:
                seen.update(data)
                file.write(data)

            pour(write)
        self._sums.append(f"{seen.hexdigest()}  {path}\n")


def sum_of(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read."""
    seen = hashlib.sha256()
    try:
        _pour(path, seen.update)
    except OSError:
        return ""
    return seen.hexdigest()


def _pour(path: Path, write: Callable[[bytes], object]) -> None:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            write(piece)


def _path(line: str) -> str:
    return line[66:]
