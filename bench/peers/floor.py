"""The floor: Starlette, json and bare sqlite3, writing the rows that our program writes.

No conversation, no law, no checks: what it costs to take a message and to have it on the disk.
`python -m bench.peers.floor DATABASE PORT CORE` serves on a database that ours has prepared.
"""

import asyncio
import json
import os
import sqlite3
import sys
import threading
from asyncio import AbstractEventLoop, Future
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.messages import SECRET, SECRET_HEADER

SHARED = 64
REPLY = json.dumps({"text": "Đã ghi. Ông/Bà viết tiếp, hoặc bấm “Xong”.", "choices": ["Xong"]})


class Writer(threading.Thread):
    """Writes what comes, several messages in one commit."""

    def __init__(self, path: str, loop: AbstractEventLoop) -> None:
        super().__init__(daemon=True)
        self.path, self.loop = path, loop
        self.queue: SimpleQueue[tuple[dict[str, Any], Future[None]]] = SimpleQueue()

    def run(self) -> None:
        """For ever."""
        base = sqlite3.connect(self.path, isolation_level=None)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        base.execute("PRAGMA foreign_keys=ON")
        while True:
            batch = [self.queue.get()]
            while len(batch) < SHARED:
                try:
                    batch.append(self.queue.get_nowait())
                except Empty:
                    break
            base.execute("BEGIN IMMEDIATE")
            for message, _ in batch:
                write(base, message)
            base.execute("COMMIT")
            self.loop.call_soon_threadsafe(_settle, [future for _, future in batch])


def write(base: sqlite3.Connection, update: dict[str, Any]) -> None:
    """One message: taken once, kept as a piece of the draft, answered by a row of the outbox."""
    said, now = update["message"], datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    address, account, commune = base.execute(
        "SELECT address.id, account.id, account.commune_id FROM account JOIN address ON"
        " address.commune_id = account.commune_id AND address.account_id = account.id"
        " WHERE account.channel = 'telegram'"
        " AND account.name = 'main' AND address.external = ?",
        (str(said["chat"]["id"]),),
    ).fetchone()
    base.execute(
        "INSERT INTO inbox (commune_id, account_id, event_id, received_at, failed, trail)"
        " VALUES (?, ?, ?, ?, 0, '') ON CONFLICT DO NOTHING",
        (commune, account, str(update["update_id"]), now),
    )
    turn, data = base.execute(
        "SELECT turn, data FROM conversation WHERE address_id = ?", (address,)
    ).fetchone()
    draft = json.loads(data)["draft"]
    base.execute(
        "INSERT INTO petition_part (commune_id, petition_id, address_id, source_message, text,"
        " is_supplement, created_at) VALUES (?, ?, ?, ?, ?, 0, ?)",
        (commune, draft, address, str(said["message_id"]), said["text"], now),
    )
    base.execute(
        "UPDATE conversation SET turn = ?, data = ?, changed_at = ? WHERE address_id = ?",
        (turn + 1, data, now, address),
    )
    base.execute(
        'INSERT INTO outbox (commune_id, account_id, address_id, lane, "key", body, state,'
        " created_at, due_at, attempts, lease, external_id, reason, messages, trail, about, urgent)"
        " VALUES (?, ?, ?, 'reply', ?, ?, 'waiting', ?, ?, 0, '', '', '', 0, '', '', 0)",
        (commune, account, address, f"reply:{account}:{update['update_id']}:0", REPLY, now, now),
    )


def _settle(futures: list[Future[None]]) -> None:
    for future in futures:
        future.set_result(None)


async def serve(path: str, port: int) -> None:
    """Serve until the process is stopped."""
    writer = Writer(path, asyncio.get_running_loop())
    writer.start()

    async def receive(request: Request) -> Response:
        if request.headers.get(SECRET_HEADER) != SECRET:
            return Response(status_code=403)
        update = json.loads(await request.body())
        written: Future[None] = asyncio.get_running_loop().create_future()
        writer.queue.put((update, written))
        await written
        return Response()

    app = Starlette(routes=[Route("/", receive, methods=["POST"])])
    await uvicorn.Server(
        uvicorn.Config(app, port=port, log_level="error", access_log=False, http="httptools")
    ).serve()


if __name__ == "__main__":
    os.sched_setaffinity(0, {int(sys.argv[3])})
    import uvloop

    uvloop.run(serve(sys.argv[1], int(sys.argv[2])))
