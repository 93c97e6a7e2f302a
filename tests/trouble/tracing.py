"""The real program in a process of its own, with every byte that it writes to disk and network."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from trouble.servers import free_port

ROOT = Path(__file__).parents[2]
CALLS = "fsync,fdatasync,write,pwrite64,pwritev,sendto,sendmsg,writev,openat"
PAGE_SHOWN = 5000
PATIENCE = 20.0
SECRET = "a-secret_42"
JOURNAL = "doithoai.db-wal>"
# A call of another thread may come between: "fdatasync(9<…-wal> <unfinished ...>".
CUT, TAKEN_UP = "<unfinished ...>", re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>")
CALLED = re.compile(r"^(\d+) +(\w+)\(")

AS_SHIPPED = ("-m", "bot")
# What must make the tests below fail: SQLite no longer waits for the disk.
CARELESS_LAUNCHER = """
from sqlalchemy import Engine, event
from storage import engine

harden = engine._harden

def careless(connection, record):
    harden(connection, record)
    connection.execute("PRAGMA synchronous=OFF")

engine._harden = careless
from bot.__main__ import main; main()
"""
CARELESS = ("-c", CARELESS_LAUNCHER)


@dataclass(frozen=True, kw_only=True)
class Traced:
    """A running program and the file to which its calls are written."""

    url: str
    log: Path

    def lines(self) -> list[str]:
        """Each call in the order in which it ended."""
        return list(_whole(self.log.read_text(errors="replace").splitlines()))


@contextmanager
def traced(folder: Path, launcher: tuple[str, str] = AS_SHIPPED) -> Iterator[Traced]:
    """`doithoai run` with a Telegram bot that is called by webhook."""
    log, port = folder / "calls.txt", free_port()
    command = [
        *shlex.split(f"strace -f --seccomp-bpf -y -s {PAGE_SHOWN} -e trace={CALLS} -o"),
        *(str(log), sys.executable, *launcher, "run"),
    ]
    environment = os.environ | {
        "DOITHOAI_DATA__DIR": str(folder / "data"),
        "DOITHOAI_WEB__PORT": str(port),
        "DOITHOAI_WEB__PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DOITHOAI_TELEGRAM__MAIN__TOKEN": "1:none",
        "DOITHOAI_TELEGRAM__MAIN__MODE": "webhook",
        "DOITHOAI_TELEGRAM__MAIN__SECRET": SECRET,
        "DOITHOAI_TELEGRAM__MAIN__BASE_URL": "http://127.0.0.1:9/bot",
    }
    with (folder / "log.txt").open("w") as errors:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    try:
        yield Traced(url=_greeted(process), log=log)
    finally:
        _end(process)


def synced_before(program: Traced, mark: str, answer: str) -> bool:
    """Whether the journal page that holds `mark` was forced to the disk before the answer."""
    end = monotonic() + PATIENCE
    while True:
        lines = program.lines()
        written = _first(lines, 0, "pwrite", JOURNAL, mark)
        answered = _first(lines, written, answer)
        if answered < len(lines):
            return _first(lines, written, "sync(", JOURNAL) < answered
        assert monotonic() < end, "the answer is not among the calls"
        sleep(0.05)  # strace notes a call a moment after it was made


def _first(lines: list[str], start: int, *words: str) -> int:
    found = (n for n in range(start, len(lines)) if all(word in lines[n] for word in words))
    return next(found, len(lines))


def _whole(lines: list[str]) -> Iterator[str]:
    begun: dict[str, str] = {}
    for line in lines:
        thread = line.partition(" ")[0]
        if line.endswith(CUT):
            begun[thread] = line.removesuffix(CUT)
        elif TAKEN_UP.match(line):
            yield begun.pop(thread, "") + line
        elif CALLED.match(line):
            yield line


def _greeted(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError("the program did not start")


def _end(process: "subprocess.Popen[str]") -> None:
    # strace passes the signal on to nobody: its child is asked.
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), 15)
    process.wait(120)
    assert process.stdout is not None
    process.stdout.close()
