"""Where lives of the program begin quickly: one process loads it, and forks for each of them.

Loading takes most of a start and proves nothing when it is done for the tenth time. What runs in a
life is the same, from its configuration on. `python -m crash.nursery FD` is the process; it is told
over a socket what to begin, with the descriptors for its output, and says which lives have ended.
"""

import asyncio
import json
import os
import select
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy.orm import configure_mappers

from crash import child

ROOT = Path(__file__).parents[2]
MOST = 65_536
# All that a start loads, as far as loading it starts nothing.
LOADED = (
    *("bot.running", "bot.channels.telegram.account", "storage.schema"),
    *("alembic.command", "uvicorn", "uvicorn.protocols.http.h11_impl", "websockets"),
    *("uvicorn.protocols.websockets.websockets_sansio_impl", "psycopg"),
)


@dataclass(eq=False)
class Forked:
    """A life, as `asyncio.subprocess.Process` shows one."""

    pid: int
    stdout: asyncio.StreamReader
    returncode: int | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> int:
        """Its exit code, negative if it was killed."""
        await self.ended.wait()
        assert self.returncode is not None
        return self.returncode


class Nursery:
    """The loaded process, seen from the storm; one for all programs of a storm."""

    def __init__(self) -> None:
        self._lives: dict[int, Forked] = {}
        self._answers: asyncio.Queue[int] = asyncio.Queue()
        self._asking = asyncio.Lock()

    async def open(self) -> None:
        """Load the program."""
        self._socket, theirs = socket.socketpair()
        paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "crash.nursery", str(theirs.fileno())),
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": paths},
        )
        theirs.close()
        self._socket.setblocking(False)
        self._hearing = asyncio.create_task(self._hear())

    async def close(self) -> None:
        """Every life has ended by now."""
        self._hearing.cancel()
        self._socket.close()
        await self._process.wait()

    async def begin(
        self, arguments: Sequence[str], *, env: dict[str, str], folder: Path, errors: int
    ) -> Forked:
        """Begin a life with these arguments of `crash.child`; its errors go to a descriptor."""
        reading, writing = os.pipe()
        asked = json.dumps({"arguments": list(arguments), "env": env, "folder": str(folder)})
        try:
            async with self._asking:
                socket.send_fds(self._socket, [asked.encode()], [writing, errors])
                pid = await self._answers.get()
        finally:
            os.close(writing)
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(reading, "rb")
        )
        return self._lives.setdefault(pid, Forked(pid, reader))

    async def _hear(self) -> None:
        loop, rest = asyncio.get_running_loop(), b""
        while heard := await loop.sock_recv(self._socket, MOST):
            *lines, rest = (rest + heard).split(b"\n")
            for line in lines:
                await self._take(json.loads(line))

    async def _take(self, said: dict[str, int]) -> None:
        if "code" not in said:
            self._answers.put_nowait(said["pid"])
            return
        while said["pid"] not in self._lives:  # it ended before its beginning was taken note of
            await asyncio.sleep(0)
        life = self._lives.pop(said["pid"])
        life.returncode = said["code"]
        life.ended.set()


def serve(asked: socket.socket) -> None:
    """Fork for each who asks; say who began and who has ended."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    while True:
        ready, _, _ = select.select([asked, woken], [], [])
        if woken in ready:
            os.read(woken, MOST)
            _tell_of_the_dead(asked)
        if asked in ready:
            content, descriptors, _, _ = socket.recv_fds(asked, MOST, 2)
            if not content:
                return
            _begin(asked, json.loads(content), descriptors)


def _begin(asked: socket.socket, wish: dict[str, Any], descriptors: Sequence[int]) -> None:
    pid = os.fork()
    if pid == 0:
        asked.close()
        _live(wish, descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    _say(asked, pid=pid)


def _live(wish: dict[str, Any], descriptors: Sequence[int]) -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for descriptor, number in zip(descriptors, (1, 2), strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.environ.update(wish["env"])
    os.chdir(wish["folder"])
    code = 1
    try:
        child.live(wish["arguments"])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter does at its end
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(code)


def _tell_of_the_dead(asked: socket.socket) -> None:
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            _say(asked, pid=found[0], code=os.waitstatus_to_exitcode(found[1]))


def _say(asked: socket.socket, **said: int) -> None:
    with suppress(BrokenPipeError):
        asked.sendall(json.dumps(said).encode() + b"\n")


if __name__ == "__main__":
    for name in LOADED:
        import_module(name)
    configure_mappers()
    # A fork copies one thread: nothing may run here.
    assert threading.active_count() == 1
    serve(socket.socket(fileno=int(sys.argv[1])))
