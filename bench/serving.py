"""Starts servers and other processes of the measurements, each a process of its own."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_START = 120.0
Process = subprocess.Popen[str]


def run(*command: str) -> str:
    """Run a module to its end; what it printed."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", *command], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def begun(*command: str) -> Process:
    """A module that goes on by itself; its output is read by whoever began it."""
    whole = [sys.executable, "-m", *command]
    return subprocess.Popen(whole, stdout=subprocess.PIPE, text=True)  # noqa: S603


@contextmanager
def served(port: int, *command: str) -> Iterator[Process]:
    """A module that listens on a port, until the block ends."""
    server = subprocess.Popen([sys.executable, "-m", *command], text=True)  # noqa: S603
    try:
        _wait_for(port, server)
        yield server
    finally:
        server.kill()
        server.wait()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, server: Process) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not start: {server.args!r}")
