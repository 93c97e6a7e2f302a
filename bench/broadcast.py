"""News to many: the whole program, one bot, and a Bot API server that counts by itself.

With Telegram's limits so many are queued and the first of them are watched, while people write and
wait for a reply; without limits all of a smaller number. SQLite; the program has one core, the
server the other. `python -m bench.broadcast FOLDER PORT PLATFORM PER_SECOND CORE` is the program.
"""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from load.outbox import fill

from bench.compare import GENERATOR_CORE, SERVER_CORE
from bench.messages import FIRST_CHAT
from bench.ours import settings
from bench.platform import TOKEN
from bench.processes import resident_megabytes
from bench.serving import begun, free_port, served
from bench.spread import Told, middle, rows, spread
from bench.walks import QUARTER
from bot import logs, loop
from bot.app import build
from bot.app import serve as serve_all
from bot.settings import Settings
from storage.database import Database

QUEUED, WATCHED, REPLIES = 200_000, 2_000, 25
LIMITED, FREE = 30, 1_000
HEAD = (
    "messages",
    "of the limit used",
    "refused",
    "reply after, s",
    "the longest, s",
    "resident after a quarter, MB",
    "at the end, MB",
)


def section(rounds: int) -> str:
    """The part of the page."""
    limited, free = [], []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        many, few = Path(name) / "many", Path(name) / "few"
        _queue(many, QUEUED)
        _queue(few, WATCHED)
        for _ in range(rounds):
            limited.append(_once(many, Path(name) / "run", LIMITED))
            free.append(_once(few, Path(name) / "run", FREE))
            print(json.dumps([limited[-1], free[-1]]), file=sys.stderr, flush=True)
    return "\n".join(["## News to many", "", *_told(limited, free)])


def _stated(folder: Path, port: int = 0, platform: int = 0, per_second: int = LIMITED) -> Settings:
    bot = {"token": TOKEN, "mode": "webhook", "base_url": f"http://127.0.0.1:{platform}/bot"}
    rate = {"messages_per_second": per_second, "chat_seconds": 1.0 if per_second == LIMITED else 0}
    return settings(
        folder,
        telegram={"main": {**bot, **rate}},
        web={"port": port, "public_url": f"http://127.0.0.1:{port}"},
        quiet_hours={"begin": "00:00", "end": "00:00"},
        health={"line_hour": -1},
    )


def _queue(folder: Path, notices: int) -> None:
    folder.mkdir()
    build(_stated(folder)).database.close()
    database = Database(f"sqlite:///{folder / 'doithoai.db'}")
    database.write_now(lambda work: fill(work, datetime.now(UTC), notices, first=FIRST_CHAT))
    database.close()


def _once(prepared: Path, data: Path, per_second: int) -> dict[str, Any]:
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(prepared, data)
    ours, theirs = free_port(), free_port()
    replies, limited = (REPLIES, ("limited",)) if per_second == LIMITED else (0, ())
    watching = begun(
        *("bench.platform", str(theirs), str(GENERATOR_CORE), str(WATCHED), str(replies)), *limited
    )
    assert watching.stdout is not None
    words = (data, ours, theirs, per_second, SERVER_CORE)
    with served(ours, "bench.broadcast", *map(str, words)) as program:
        resident = {}
        for line in watching.stdout:
            if line.strip() == QUARTER:
                resident["quarter"] = resident_megabytes([program.pid])
            else:
                told: dict[str, Any] = json.loads(line)
                resident["end"] = resident_megabytes([program.pid])
    if watching.wait():
        raise RuntimeError("the platform failed")
    return {**told, **resident}


def _told(limited: Sequence[Told], free: Sequence[Told]) -> Iterator[str]:
    yield (
        f"{QUEUED} notices to as many people are queued on one bot. The first {WATCHED} messages"
        " that the platform takes are counted, without those of the first second; every two seconds"
        " somebody writes."
    )
    yield ""
    cells = (
        str(WATCHED),
        spread(limited, "share", 100) + " %",
        str(max(one["refused"] for one in limited)),
        spread(limited, "reply", digits=2),
        spread(limited, "longest", digits=2),
        spread(limited, "quarter", digits=0),
        f"{spread(limited, 'end', digits=0)}, {_grown(limited):.2f} times",
    )
    yield from rows(HEAD, [cells])
    speeds = [{"speed": one["messages"] / one["span"]} for one in free]
    yield ""
    yield f"Without a limit, {WATCHED} notices: {spread(speeds, 'speed', digits=0)} a second."


def _grown(told: Sequence[Told]) -> float:
    return middle(told, "end") / middle(told, "quarter")


async def _serve(stated: Settings) -> None:
    await serve_all(build(stated), stop=asyncio.Event(), ready=lambda _: None)


if __name__ == "__main__":
    folder, *numbers = sys.argv[1:]
    port, platform, per_second, core = map(int, numbers)
    os.sched_setaffinity(0, {core})
    logs.set_up("ERROR", "text")  # that the platform goes when it has seen enough is no news
    loop.run(_serve(_stated(Path(folder), port, platform, per_second)))
