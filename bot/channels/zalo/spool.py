"""Bodies that were taken from a platform and are not handled yet: files that outlive a crash.

A body is on the disk, its name too, before anybody is told that it was taken. So an answer within
two seconds does not depend on the database, and what a platform gives only once is not lost.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import count
from pathlib import Path

ENDING = ".event"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Spooled:
    """One body, with the moment at which it came."""

    path: Path
    body: bytes
    received_at: datetime


@dataclass(frozen=True)
class Spool:
    """The bodies of one account; names sort in the order in which they came."""

    folder: Path
    _numbers: "count[int]" = field(default_factory=count, repr=False)

    def put(self, body: bytes, received_at: datetime) -> None:
        """Keep it; on the disk when this returns. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / self._name(received_at)
        made = path.with_suffix(".part")
        handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            made.rename(path)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        _keep_names(self.folder)

    def waiting(self, limit: int) -> list[Spooled]:
        """The oldest bodies; what a crash left half written was never acknowledged."""
        names = sorted(path for path in self.folder.glob(f"*{ENDING}"))[:limit]
        return [Spooled(path=p, body=p.read_bytes(), received_at=_moment(p)) for p in names]

    def count(self) -> int:
        """How many wait."""
        return sum(1 for _ in self.folder.glob(f"*{ENDING}"))

    def done(self, spooled: Spooled) -> None:
        """What came of it is committed. A name that a power cut brings back is met by the inbox."""
        spooled.path.unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether this process is the one that handles them; ends with it, even by a kill."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as file:
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def _name(self, received_at: datetime) -> str:
        microseconds = (received_at - _EPOCH).total_seconds() * 1_000_000
        number = next(self._numbers)
        return f"{round(microseconds):017d}-{number:09d}-{secrets.token_hex(4)}{ENDING}"


def _moment(path: Path) -> datetime:
    return datetime.fromtimestamp(int(path.name.partition("-")[0]) / 1_000_000, UTC)


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
