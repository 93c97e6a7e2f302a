"""Sends the messages over a number of connections and times each answer; a process of its own.

`python -m bench.generator PORT PATH CONNECTIONS CHATS CORE` prints one line of JSON. It speaks
just as much HTTP as it takes, since it must not be what holds the others up; it tells the share of
its core that it used, so that this can be seen.
"""

import asyncio
import json
import os
import sys
from time import perf_counter, process_time

from bench.messages import SECRET, SECRET_HEADER, bodies, chats


class Refused(Exception):
    """The server answered something else than 200."""


async def main(port: int, path: str, connections: int, count: int) -> dict[str, object]:
    """Send everything; how long it took, all in seconds."""
    whose = [list(chats(count))[start::connections] for start in range(connections)]
    calls = [[_call(path, body) for chat in own for body in bodies(chat)] for own in whose]
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in whose]
    since, busy = perf_counter(), process_time()
    timed = await asyncio.gather(
        *(_send(*pair, own) for pair, own in zip(opened, calls, strict=True))
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


async def _send(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, calls: list[bytes]
) -> list[float]:
    timed = []
    for call in calls:
        since = perf_counter()
        writer.write(call)
        await _answered(reader)
        timed.append(perf_counter() - since)
    return timed


async def _answered(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise Refused(head.splitlines()[0].decode())
    _, _, length = head.lower().partition(b"content-length:")
    await reader.readexactly(int(length.split(b"\r\n", 1)[0]) if length else 0)


def _call(path: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"{SECRET_HEADER}: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


if __name__ == "__main__":
    port, path, connections, count, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    told = asyncio.run(main(int(port), path, int(connections), int(count)))
    print(json.dumps(told))
