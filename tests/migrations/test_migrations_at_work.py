"""Migrating beside others: a second migration waits and says so, a running program goes on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from migrations import revisions
from migrations.data_set import build
from sqlalchemy import Connection, Engine, text
from stage import Actor, Program
from stage.walks import ROAD, lead_to, register
from structlog.testing import capture_logs

from storage import schema
from storage.engine import is_sqlite, open_engine
from storage.schema import MIGRATION_LOCK, TooNew

PATIENCE = 20.0
OFTEN = 8
# What a next version might do: a column, a table, and on SQLite a table made anew.
WIDEN = """
op.add_column("petition", sa.Column("colour", sa.String(), nullable=False, server_default="xanh"))
op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
if op.get_bind().dialect.name == "sqlite":
    with op.batch_alter_table("commune", recreate="always") as table:
        table.add_column(sa.Column("note", sa.String()))
"""


@contextmanager
def another_migration(url: str) -> Iterator[Connection]:
    """A connection that holds the lock as a migration does."""
    engine = open_engine(url)
    lock = "BEGIN IMMEDIATE" if is_sqlite(url) else f"SELECT pg_advisory_lock({MIGRATION_LOCK})"
    with engine.connect() as connection:
        connection.execute(text(lock))
        yield connection
    engine.dispose()


def wait_for(said: list[Any]) -> None:
    """Until something was said."""
    patience = monotonic() + PATIENCE
    while not said:
        assert monotonic() < patience, "nothing was said"
        sleep(0.01)


def test_who_finds_another_at_it_says_so_waits_and_finishes(engine: Engine, empty_url: str) -> None:
    build(engine, "0001")
    with capture_logs() as said, ThreadPoolExecutor(1) as threads:
        with another_migration(empty_url):
            upgrade = threads.submit(schema.upgrade, engine)
            wait_for(said)
            assert not upgrade.done()
        upgrade.result(PATIENCE)

    assert said[0]["event"].startswith("another program holds the database")
    assert said[0]["log_level"] == "warning"
    assert schema.is_current(engine)


def test_who_waited_for_a_newer_program_is_refused(engine: Engine, empty_url: str) -> None:
    """What was found before the wait is looked at again after it."""
    build(engine, "0001")
    with capture_logs() as said, ThreadPoolExecutor(1) as threads:
        with another_migration(empty_url) as newer:
            upgrade = threads.submit(schema.upgrade, engine)
            wait_for(said)
            newer.execute(text("UPDATE alembic_version SET version_num = '9999'"))
            newer.commit()
        with pytest.raises(TooNew, match="9999"):
            upgrade.result(PATIENCE)


def test_a_program_that_runs_goes_on_while_the_next_version_migrates_under_it(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A next version widens, so nothing that is asked or written stops; started again, the old
    program is refused."""
    an = Actor(program=program, name="an")
    first = register(an)
    binh = lead_to(Actor(program=program, name="binh"), "writing")
    for _ in range(OFTEN):  # by then the server has prepared what is asked often
        an.say(f"/xem {first}")

    other = open_engine(program.database.url)
    with monkeypatch.context() as next_version:
        revisions.add_next(next_version, tmp_path, WIDEN)
        schema.upgrade(other)
    other.dispose()

    assert ROAD in an.say(f"/xem {first}").text
    assert "XM25-0002" in binh.say(ROAD).press("Xong").press("Gửi").text
    assert register(Actor(program=program, name="hoa"), conference=False) == "XM25-0003"
    with pytest.raises(TooNew, match=revisions.next_one()):
        schema.check_known(program.database.engine)
