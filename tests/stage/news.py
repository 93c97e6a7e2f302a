"""Long work, done as the worker does it right after a commit."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.fetching import Fetch
from bot.tasks import Means
from bot.tasks import worker_of as worker_with
from scheduler.worker import Worker
from stage.program import Program
from storage.blobs import Blobs


def tell(program: Program, files: Path) -> None:
    """Do all the jobs that wait; files lie in `files`."""
    finish(worker_of(program, files))


def worker_of(program: Program, files: Path, fetchers: Mapping[int, Fetch] | None = None) -> Worker:
    """Who does all long work of the program."""
    return worker_with(
        Means(
            database=program.database,
            house=program.house,
            blobs=Blobs(files),
            clock=lambda: program.now,
            fetchers=fetchers or {},
        )
    )


def finish(worker: Worker) -> None:
    """Let it work until nothing waits."""

    async def work() -> None:
        while await worker.step():
            pass

    asyncio.run(work())
