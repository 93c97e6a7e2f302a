"""Where the time of one message goes, in one process and without a network.

`PYTHONPATH=.:tests python -m bench.where`: milliseconds of the processor in the thread that writes
and on the event loop, from the webhook on; then, more slowly, how many calls that thread makes and
how much of its time SQLite has. People write at once, so that a commit is shared by many.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from time import thread_time
from typing import Any

from bench.messages import FIRST, PIECES, SECRET, SECRET_HEADER, bodies, chats
from bench.ours import PATH, prepare, settings
from bot import loop
from bot.app import build
from bot.channels.hook import Hook
from storage.writer import Writer

PEOPLE = 40
ROUNDS = 5
ACCEPTED = 200


class Meter:
    """What the thread that writes has used."""

    def __init__(self, around: AbstractContextManager[Any]) -> None:
        self.seconds = 0.0
        self._around = around
        self._commit = Writer._commit

    def hold(self) -> None:
        """From now on every batch is measured."""
        meter = self

        def commit(writer: Writer, batch: list[Any]) -> None:
            since = thread_time()
            with meter._around:
                meter._commit(writer, batch)
            meter.seconds += thread_time() - since

        Writer._commit = commit  # type: ignore[method-assign]

    def let_go(self) -> None:
        """Nothing is measured any more."""
        Writer._commit = self._commit  # type: ignore[method-assign]


async def _post(hook: Hook, body: bytes) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        assert message.get("status", ACCEPTED) == ACCEPTED

    headers = [(SECRET_HEADER.lower().encode(), SECRET.encode())]
    await hook({"type": "http", "method": "POST", "path": PATH, "headers": headers}, receive, send)


def _said(people: Sequence[int]) -> list[tuple[bytes, ...]]:
    """What all of them say at once, piece after piece."""
    return list(zip(*map(bodies, people), strict=True))


async def _write(hook: Hook, said: Sequence[tuple[bytes, ...]]) -> None:
    for pieces in said:
        await asyncio.gather(*(_post(hook, piece) for piece in pieces))


def _once(folder: Path, around: AbstractContextManager[Any]) -> tuple[float, float]:
    """Milliseconds a message: of the thread that writes, of the event loop."""
    prepare(folder, PEOPLE + FIRST)
    app, meter = build(settings(folder)), Meter(around)
    hook = app.telegram["main"].routes[0].endpoint
    everybody = chats(PEOPLE + FIRST)
    before, said = _said(everybody[:FIRST]), _said(everybody[FIRST:])

    async def measure() -> float:
        await _write(hook, before)
        meter.hold()
        since = thread_time()
        await _write(hook, said)
        return thread_time() - since

    try:
        of_loop = loop.run(measure())
    finally:
        meter.let_go()
        app.database.close()
    return meter.seconds * 1000 / (PEOPLE * PIECES), of_loop * 1000 / (PEOPLE * PIECES)


def main() -> None:
    """Print both."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:  # on this disk
        told = [_run(Path(folder) / str(number), nullcontext()) for number in range(ROUNDS)]
        profile = Profile()
        _run(Path(folder) / "profiled", profile)
    for name, times in zip(("writes", "event loop"), zip(*told, strict=True), strict=True):
        print(f"{name}: {sorted(times)[ROUNDS // 2]:.2f} ({min(times):.2f} to {max(times):.2f}) ms")
    stats: Any = Stats(profile)
    sqlite = sum(own for (_, _, name), (_, _, own, *_) in stats.stats.items() if "sqlite3." in name)
    calls = stats.total_calls / (PEOPLE * PIECES)
    print(f"calls: {calls:.0f} a message; SQLite: {sqlite / stats.total_tt:.0%} of a profiled run")


def _run(folder: Path, around: AbstractContextManager[Any]) -> tuple[float, float]:
    folder.mkdir()
    return _once(folder, around)


if __name__ == "__main__":
    main()
