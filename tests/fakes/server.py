"""Runs a fake on 127.0.0.1 in a thread of its own, and leaves nothing behind when stopped."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Protocol

import httpx
import uvicorn

from fakes.changes import Changes

_PATIENCE = 30.0
# For deliveries that see by themselves that it is over.
_TO_END = 0.2
# Hands what waits to the webhook through a client, until it is over.
Deliver = Callable[[httpx.AsyncClient], Coroutine[Any, Any, None]]


class State(Protocol):
    """What a fake remembers, as far as its server needs it."""

    changes: Changes
    stopping: bool
    crashes: list[Exception]


class Server:
    """A port that stays the same over stop and start, so that an outage can be played."""

    def __init__(self, state: State, app: Any, deliver: Deliver) -> None:
        self._state, self._app, self._deliver = state, app, deliver
        self._port = 0
        self._thread: threading.Thread | None = None

    @property
    def port(self) -> int:
        if not self._port:
            raise RuntimeError("the fake was not started")
        return self._port

    @property
    def running(self) -> bool:
        return self._thread is not None

    def start(self) -> None:
        listening = _listen(self._port)
        self._port = listening.getsockname()[1]
        self._state.stopping = False
        uvicorn_server = _Uvicorn(self._state, self._app, self._deliver)
        self._thread = threading.Thread(target=uvicorn_server.run, args=([listening],), name="fake")
        self._thread.start()
        if not uvicorn_server.ready.wait(_PATIENCE):
            raise RuntimeError("the fake did not start")

    def stop(self) -> None:
        if self._thread is None:
            return
        with self._state.changes:
            self._state.stopping = True
            self._state.changes.notify()
        self._thread.join(_PATIENCE)
        if self._thread.is_alive():
            raise RuntimeError("the fake did not stop")
        self._thread = None


class _Uvicorn(uvicorn.Server):
    """Stops when the state says so, and keeps the webhook deliveries going until then."""

    def __init__(self, state: State, app: Any, deliver: Deliver) -> None:
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
        )
        super().__init__(config)
        self.ready = threading.Event()
        self._state, self._deliver = state, deliver

    async def main_loop(self) -> None:
        # Who is cancelled while closing connections leaves them open: so they are closed here.
        async with httpx.AsyncClient(verify=False, trust_env=False) as client:
            await self._until_stopped(asyncio.create_task(self._deliver(client)))

    async def _until_stopped(self, deliveries: "asyncio.Task[None]") -> None:
        self.ready.set()
        await self._state.changes.until(lambda: self._state.stopping, None)
        if deliveries.done() and (crash := deliveries.exception()):
            self._state.crashes.append(RuntimeError(f"webhook delivery ended: {crash!r}"))
        await asyncio.wait((deliveries,), timeout=_TO_END)
        deliveries.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await deliveries

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, without its waits of a tenth of a second: there are many tests."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.001)
        for server in self.servers:
            await server.wait_closed()


def _listen(port: int) -> socket.socket:
    """Named as TCP, or else asyncio leaves Nagle's delay on: 40 ms an answer."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    return listening
