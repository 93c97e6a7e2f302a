"""Speaks ASGI to the program, as the server would: one request, or one connection of the socket."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from typing import Any

from fuzz.calls import Call, Header
from fuzz.frames import CLOSES, TOLD, Connection
from starlette.types import ASGIApp, Message

PATIENCE = 600.0
PING = '{"type":"ping"}'


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of it; `wrong` says what should not have happened."""

    status: int
    wrong: str = ""


async def call(app: ASGIApp, request: Call) -> Answer:
    """One request, answered."""
    chunks, sent = deque(request.chunks), list[Message]()
    done = asyncio.Event()

    async def receive() -> Message:
        if chunks and not (request.leaves and len(chunks) == 1):
            return {"type": "http.request", "body": chunks.popleft(), "more_body": bool(chunks)}
        if not (request.leaves or done.is_set()):
            await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = _scope("http", request.path, request.query, request.headers) | {
        "method": request.method
    }
    try:
        async with asyncio.timeout(PATIENCE):
            await app(scope, receive, send)
    finally:
        done.set()
    status = next((one["status"] for one in sent if one["type"] == "http.response.start"), 0)
    return Answer(status=status, wrong="" if status in request.answers else f"status {status}")


class _Client:
    """The other end of a socket."""

    def __init__(self, script: Connection) -> None:
        self.script = script
        self.left: deque[str | bytes] = deque(script.frames)
        self.accepted, self.code, self.wrong = False, 0, ""
        self._begun = False
        self._over = asyncio.Event()

    async def receive(self) -> Message:
        if not self._begun:
            self._begun = True
            return {"type": "websocket.connect"}
        if self.left and not self.code:
            frame = self.left.popleft()
            return {
                "type": "websocket.receive",
                "text" if isinstance(frame, str) else "bytes": frame,
            }
        if self.script.polite and not self.code:
            return await self._ask()
        return {"type": "websocket.disconnect", "code": self.code or 1005}

    async def _ask(self) -> Message:
        if not self._asked():
            return {"type": "websocket.receive", "text": PING}
        try:
            async with asyncio.timeout(PATIENCE):
                await self._over.wait()
        except TimeoutError:
            self.wrong = "a ping was never answered"
        return {"type": "websocket.disconnect", "code": 1005}

    _has_asked = False

    def _asked(self) -> bool:
        asked, self._has_asked = self._has_asked, True
        return asked

    async def send(self, message: Message) -> None:
        if message["type"] == "websocket.accept":
            self.accepted = True
        elif message["type"] == "websocket.close":
            self.code = message.get("code", 1000)
            self._over.set()
        elif self.script.deaf:
            await self._deaf()
        else:
            self._read(message)

    async def _deaf(self) -> None:
        """A connection that takes nothing: the server's buffer is full until the client is gone."""
        while self.left:
            await asyncio.sleep(0.01)
        raise OSError("gone")

    def _read(self, message: Message) -> None:
        try:
            told = json.loads(message["text"])
            message["text"].encode()
        except (KeyError, ValueError) as fault:
            self.wrong = f"a frame that is no JSON: {fault!r}"
            return
        if told["type"] not in TOLD:
            self.wrong = f"a frame of type {told['type']}"
        if told["type"] == "pong" and self._has_asked and not self.left:
            self._over.set()


async def connect(app: ASGIApp, script: Connection) -> Answer:
    """One connection, from its handshake to its end."""
    client = _Client(script)
    scope = _scope("websocket", script.path, script.query, script.headers) | {"subprotocols": []}
    async with asyncio.timeout(2 * PATIENCE):
        await app(scope, client.receive, client.send)
    wrong = client.wrong
    if client.code and not wrong and client.code not in (CLOSES if client.accepted else {1000}):
        wrong = f"closed with {client.code}"
    return Answer(status=client.code or 101, wrong=wrong)


def _scope(kind: str, path: str, query: bytes, headers: tuple[Header, ...]) -> dict[str, Any]:
    return {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "scheme": "ws" if kind == "websocket" else "http",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": query,
        "root_path": "",
        "headers": list(headers),
        "client": ("127.0.0.1", 4242),
        "server": ("127.0.0.1", 80),
        "state": {},
        "extensions": {},
    }
