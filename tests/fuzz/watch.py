"""Watches the program from outside: memory, descriptors, tasks, time taken, faults in the log."""

import asyncio
import ctypes
import gc
import logging
import os
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

body: ContextVar[int] = ContextVar("body", default=-1)
KILOBYTE = 1024


@dataclass(frozen=True, kw_only=True)
class Size:
    """What the process holds: memory in megabytes, open descriptors, tasks of the loop."""

    memory: float
    descriptors: int
    tasks: int


def size() -> Size:
    """Measured after everything that can be let go of was."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return Size(
        memory=memory_of(os.getpid()),
        descriptors=descriptors_of(os.getpid()),
        tasks=len(asyncio.all_tasks()),
    )


def memory_of(process: int) -> float:
    """The resident memory of a process in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    resident = next(line for line in lines if line.startswith("VmRSS"))
    return int(resident.split()[1]) / KILOBYTE


def descriptors_of(process: int) -> int:
    """How many files and sockets a process has open."""
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


class _Errors(logging.Handler):
    """Takes what libraries log as an error."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        text = logging.Formatter().format(record)
        self._faults.append((body.get(), text[-2000:]))


@contextmanager
def faults_in_the_log() -> Iterator[list[tuple[int, str]]]:
    """(number of the body, text) of each error that is logged while the block runs."""
    faults: list[tuple[int, str]] = []

    def keep(_: object, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if level in ("error", "critical", "exception"):
            faults.append((body.get(), str(dict(event))[-2000:]))
        raise structlog.DropEvent

    before = structlog.get_config()
    handler = _Errors(faults)
    structlog.configure(processors=[structlog.processors.format_exc_info, keep])
    logging.getLogger().addHandler(handler)
    try:
        yield faults
    finally:
        logging.getLogger().removeHandler(handler)
        structlog.configure(**before)


@contextmanager
def stopwatch() -> Iterator[list[float]]:
    """The seconds of processor time that the whole process took: neighbours do not count."""
    taken: list[float] = []
    begun = time.process_time()
    try:
        yield taken
    finally:
        taken.append(time.process_time() - begun)
