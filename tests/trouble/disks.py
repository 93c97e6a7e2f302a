"""Disks that can be filled and made read-only: real ones where the test may mount them."""

import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SIZE = 16_000_000
FILLING = "filling"


@dataclass(frozen=True, kw_only=True)
class Disk:
    """A small disk at a folder; `mounted` is False where only this process's files are limited."""

    folder: Path
    mounted: bool

    @contextmanager
    def full(self) -> Iterator[None]:
        """Takes no byte more while the block runs, and the journal has no old room either."""
        (database,) = self.folder.glob("*.db")
        with closing(sqlite3.connect(database, isolation_level=None)) as reader:
            if self.mounted:
                reader.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                with self._filled():
                    yield
            else:
                reader.execute("BEGIN")  # who reads an old state keeps the journal growing
                reader.execute("SELECT * FROM commune").fetchall()
                with _limited(database.with_name(f"{database.name}-wal").stat().st_size):
                    yield

    @contextmanager
    def _filled(self) -> Iterator[None]:
        filling = self.folder / FILLING
        with filling.open("wb", buffering=0) as file:
            block = b"x" * 4096
            with suppress(OSError):
                while True:
                    file.write(block)
        try:
            yield
        finally:
            filling.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk of a few megabytes at `folder`, which is made."""
    folder.mkdir()
    mounted = _mount("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    try:
        yield Disk(folder=folder, mounted=mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The same files where nobody can write: mounted once more, or without the rights."""
    second = folder.with_name(f"{folder.name}-read-only")
    second.mkdir()
    if _mount("--bind", str(folder), str(second)):
        subprocess.run(["mount", "-o", "remount,bind,ro", second], check=True)
        try:
            yield second
        finally:
            subprocess.run(["umount", "--lazy", second], check=True)
    else:
        shutil.copytree(folder, second, dirs_exist_ok=True)
        for each in (*second.iterdir(), second):
            each.chmod(0o555)
        try:
            yield second
        finally:
            second.chmod(0o755)


@contextmanager
def _limited(most: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _mount(*arguments: str) -> bool:
    if shutil.which("mount") is None:
        return False
    return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0
