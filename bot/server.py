"""The web server: pages, sockets and webhooks on one port, started and stopped by the program."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

from bot.heads import Heads

SECONDS_TO_FINISH = 5
LARGEST_FRAME = 128 * 1024


class CannotListen(Exception):
    """The address is taken, or not ours."""


class _Quiet(uvicorn.Server):
    """Leaves the signals to the program, which has more than this to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Server:
    """Serves `app` on one address."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._server = _Quiet(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=SECONDS_TO_FINISH,
                ws_max_size=LARGEST_FRAME,
                http=Heads,
            )
        )
        self._socket: socket.socket | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it listens, with the port that it was given."""
        assert self._socket is not None
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def start(self) -> None:
        """Listen; raises CannotListen."""
        try:
            self._socket = _listen(self._host, self._port)
        except OSError as fault:
            raise CannotListen(fault.strerror) from fault
        self._task = asyncio.create_task(self._server.serve([self._socket]))
        # uvicorn has no event that says so
        while not (self._server.started or self._task.done()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Take nothing new, finish what is being answered, close."""
        self._server.should_exit = True
        if self._task is not None:
            await self._task
        if self._socket is not None:
            self._socket.close()


def _listen(host: str, port: int) -> socket.socket:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # With protocol 0 asyncio leaves Nagle's algorithm on, which costs 40 ms an answer.
    listening = socket.socket(family, kind, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening
