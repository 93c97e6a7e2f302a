"""Who holds an SQLite file locked, as far as the system tells."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOCKS = Path("/proc/locks")
# "1: POSIX  ADVISORY  WRITE 4711 fd:01:1234 120 120"; a process that only waits has "->" before.
KIND, PROCESS, PLACE = 3, 4, 5
COMMAND_SHOWN = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """A process that keeps others from writing."""

    process: int
    command: str


def holders(path: Path) -> list[Holder]:
    """Who else holds the database at `path`; empty where the system does not tell."""
    files = (path, path.with_name(f"{path.name}-shm"))
    numbers = {str(file.stat().st_ino) for file in files if file.exists()}
    found = sorted(set(_writing(numbers)) - {os.getpid()})
    return [Holder(process=process, command=_command(process)) for process in found]


def _writing(numbers: set[str]) -> Iterator[int]:
    for line in LOCKS.read_text().splitlines() if LOCKS.exists() else ():
        words = line.split()
        holds = "->" not in words and words[KIND] == "WRITE"
        if holds and words[PLACE].rpartition(":")[2] in numbers:
            yield int(words[PROCESS])


def _command(process: int) -> str:
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return "of another user"
    return b" ".join(words).decode(errors="replace").strip()[:COMMAND_SHOWN]
