"""A PostgreSQL server for each module that ill-treats it, with a migrated database."""

from collections.abc import Iterator

import pytest
from trouble.servers import Server, running

from storage import schema
from storage.engine import open_engine

TEMPLATE = "ready"


@pytest.fixture(scope="module")
def _primary(postgresql_server: str) -> Iterator[Server]:
    with running(postgresql_server) as server:
        engine = open_engine(server.url())
        schema.upgrade(engine)
        engine.dispose()
        server.administer(f"ALTER DATABASE doithoai RENAME TO {TEMPLATE}")
        yield server


@pytest.fixture
def postgresql_primary(_primary: Server) -> Iterator[Server]:
    """A running server with a fresh, migrated database."""
    _primary.administer(f"CREATE DATABASE doithoai TEMPLATE {TEMPLATE} OWNER doithoai")
    yield _primary
    _primary.administer("DROP DATABASE doithoai")
