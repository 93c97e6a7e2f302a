"""Databases and programs for every test: fresh ones, migrated once and copied for each test.

`database` and `program` run a test on both engines, `sqlite_…` and `postgresql_…` on one. Quickly
on SQLite only: `pytest -k "not postgresql"`. PostgreSQL comes with a wheel and is never skipped.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import postgresql
import pytest
import structlog
from sqlalchemy import Engine, create_engine
from sqlalchemy.event import listen
from stage import Program

from storage import schema
from storage.database import Database
from storage.engine import open_engine

ENGINES = ("sqlite", "postgresql")
# Every run throws the same at a test, however slow the machine; to look further:
# `--hypothesis-profile explore`.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", max_examples=20_000, deadline=None)
hypothesis.settings.load_profile("same")


def pytest_configure() -> None:
    """Temporary files lie in memory where there is room: on a disk each commit waits for it."""
    if memory := postgresql.roomy_memory():
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)
    # A traceback as the program prints it: with every variable in it, one takes half a minute.
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer()]
    )


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """A command that a test runs sets up the log as the program has it."""
    before, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.configure(**before)
    root.handlers[:], root.level = handlers, level


@pytest.fixture(autouse=True, scope="session")
def _compiled_once() -> Iterator[None]:
    """Each test has an engine of its own; all of a kind share what SQL has been compiled.

    That is a third of the time of a short test. Nothing else of an engine is shared.
    """
    first: dict[str, Engine] = {}

    def sharing(*args: Any, **more: Any) -> Engine:
        engine = create_engine(*args, **more)

        def share(*_: object) -> None:
            # Not before: what the program listens to hangs on the engine's own dialect, and what
            # a dialect knows of its server it learns with the first connection.
            known = first.setdefault(engine.dialect.name, engine)
            engine.dialect, engine._compiled_cache = known.dialect, known._compiled_cache

        listen(engine, "first_connect", share)
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.engine.create_engine", sharing)
        yield


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
def postgresql_server() -> Iterator[str]:
    """A server of this process's own, by the address of its first database."""
    with postgresql.served() as address:
        postgresql.administer(address, "CREATE DATABASE migrated")
        _migrate(postgresql.named(address, "migrated"))
        yield address


@pytest.fixture
def empty_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database without a table."""
    with postgresql.created(postgresql_server) as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    with postgresql.created(postgresql_server, "migrated") as url:
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
