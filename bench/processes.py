"""What processes have used, as /proc tells it (Linux, proc(5))."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(processes: Iterable[int]) -> float:
    """What they have had of a processor until now, with those of their children that have ended."""
    return sum(sum(map(int, _stat(one)[11:15])) for one in processes) / TICKS


def resident_megabytes(processes: Iterable[int]) -> float:
    """How much of the memory is theirs now; what they share counts once for each."""
    return sum(_resident(one) for one in processes) / 1024


def family(first: int) -> Iterator[int]:
    """A process and all below it."""
    yield first
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(_stat(int(folder.name))[1])
        except OSError:  # it has ended meanwhile
            continue
        if parent == first:
            yield from family(int(folder.name))


def _stat(process: int) -> list[str]:
    """The fields after the name, which may hold anything: the state is the first."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _resident(process: int) -> int:
    told = Path(f"/proc/{process}/status").read_text()
    return int(told.partition("VmRSS:")[2].split()[0])
