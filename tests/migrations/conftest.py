"""Databases of earlier revisions, with the rows that people left in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import pytest
from migrations import revisions
from migrations.data_set import DataSet, build, build_and_upgrade
from sqlalchemy import Engine
from stage import Actor, Program

from storage.database import Database
from storage.engine import open_engine

# After everything that the data sets tell of, and far from the events that they hold.
LATER = datetime(2025, 10, 1, 8, 0, tzinfo=UTC)
FRESH_EVENTS = 10_000


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """A database without a table, once for each engine."""
    opened = open_engine(empty_url)
    yield opened
    opened.dispose()


@pytest.fixture(params=revisions.described())
def revision(request: pytest.FixtureRequest) -> str:
    """Each that has a data set."""
    return str(request.param)


@pytest.fixture
def old(engine: Engine, revision: str) -> DataSet:
    """What stands in `engine`, which is at the data set's revision."""
    return build(engine, revision)


@pytest.fixture
def then(engine: Engine, revision: str) -> DataSet:
    """What stood in `engine`, which has been upgraded since."""
    return build_and_upgrade(engine, revision)


@dataclass(frozen=True, kw_only=True)
class Upgraded:
    """Today's program on a database of then."""

    program: Program
    then: DataSet

    def actor(self, name: str, channel: str = "telegram", account: str = "main") -> Actor:
        """Somebody of then, or a newcomer."""
        return Actor(program=self.program, name=name, channel=channel, account=account)


@pytest.fixture
def upgraded(engine: Engine, then: DataSet) -> Iterator[Upgraded]:
    """An old database, upgraded and opened."""
    database = Database(engine.url.render_as_string(hide_password=False))
    try:
        yield Upgraded(
            program=Program(database=database, now=LATER, events=count(FRESH_EVENTS)), then=then
        )
    finally:
        database.close()
