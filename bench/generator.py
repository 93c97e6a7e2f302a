"""Sends messages over a number of connections and times each answer; a process of its own.

`python -m bench.generator PORT PATH CONNECTIONS CHATS CORE` prints one line of JSON. It speaks
just as much HTTP as it takes, since it must not be what holds the others up; it tells the share of
its core that it used, so that this can be seen.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter, process_time

from bench.messages import FIRST, SECRET, SECRET_HEADER, bodies, chats


class Refused(Exception):
    """The server answered something else than 200."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A connection, and what is sent over it: each call when the one before is answered."""

    port: int
    calls: Sequence[bytes] = field(repr=False)


async def send(
    lines: Sequence[Line], quarter: Callable[[], object] = lambda: None
) -> dict[str, float]:
    """Send everything; how long it took, all in seconds. `quarter` is called once a fourth of all
    is answered."""
    opened = [await asyncio.open_connection("127.0.0.1", line.port) for line in lines]
    count = _Count(sum(len(line.calls) for line in lines) // 4, quarter)
    since, busy = perf_counter(), process_time()
    timed = await asyncio.gather(
        *(_send(*pair, line.calls, count) for pair, line in zip(opened, lines, strict=True))
    )
    whole, used = perf_counter() - since, process_time() - busy
    for _, writer in opened:
        writer.close()
    latencies = sorted(one for own in timed for one in own)
    return {
        "messages": len(latencies),
        "seconds": whole,
        "p50": latencies[len(latencies) // 2],
        "p99": latencies[int(len(latencies) * 0.99)],
        "generator": used / whole,
    }


def call(path: str, body: bytes) -> bytes:
    """A webhook's request."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"{SECRET_HEADER}: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@dataclass
class _Count:
    left: int
    reached: Callable[[], object]

    def one(self) -> None:
        self.left -= 1
        if not self.left:
            self.reached()


async def _send(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    calls: Sequence[bytes],
    count: _Count,
) -> list[float]:
    timed = []
    for one in calls:
        since = perf_counter()
        writer.write(one)
        await _answered(reader)
        timed.append(perf_counter() - since)
        count.one()
    return timed


async def _answered(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise Refused(head.splitlines()[0].decode())
    _, _, length = head.lower().partition(b"content-length:")
    await reader.readexactly(int(length.split(b"\r\n", 1)[0]) if length else 0)


def _line(port: int, path: str, whose: Sequence[int]) -> Line:
    return Line(port=port, calls=[call(path, body) for chat in whose for body in bodies(chat)])


def main(port: int, path: str, connections: int, count: int) -> None:
    """So many people write over so many connections; a few others do before, untimed."""
    everybody = chats(count + FIRST)
    asyncio.run(send([_line(port, path, everybody[count:])]))
    people = everybody[:count]
    lines = [_line(port, path, people[start::connections]) for start in range(connections)]
    print(json.dumps(asyncio.run(send(lines))))


if __name__ == "__main__":
    port, path, connections, count, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    main(int(port), path, int(connections), int(count))
