"""How Alembic runs our migrations: in one transaction, one process at a time.

The procedure, which the code follows:
1. Take the lock; who holds it migrates, others wait and say so.
2. Look again: another program may have migrated meanwhile, and further than this one can.
3. Of an embedded database with data keep a copy.
4. Run every revision that is missing, check the references, and commit once: a program that is
   killed anywhere before leaves the database as it was.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
from alembic import context
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - fills the metadata
from storage.copies import drop_others, keep_copy
from storage.distribution import as_on
from storage.engine import BUSY_SECONDS, open_engine
from storage.failpoints import Failpoint, reach
from storage.migrations import search_0005
from storage.schema import MIGRATION_LOCK, refuse_unknown
from storage.server import unhurried
from storage.standing import file_of, standing_of
from storage.tables.search import is_compared

# A running program holds SQLite for moments only; who holds it longer is worth a word.
MOMENT = 1.0

log = structlog.get_logger()


def run(connection: Connection, target: str | None = None) -> None:
    """Migrate within a transaction that holds the lock; `target` is where an upgrade leads."""
    context.configure(
        connection=connection,
        target_metadata=as_on(connection.dialect.name, SQLModel.metadata),
        compare_type=True,
        include_object=is_compared,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
        on_version_apply=lambda **_: reach(Failpoint.IN_MIGRATION),
    )
    with unhurried(connection), _tables_may_be_made_anew(connection):
        begin_alone(connection)
        copied = _keep_copy(connection, target)
        with context.begin_transaction():
            context.run_migrations()
            search_0005.put_back(connection)
            _check_references(connection)
        connection.commit()
        if copied is not None:
            drop_others(copied)


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by a copy; dropping the old one must not count as deleting rows."""
    if connection.dialect.name != "sqlite":
        yield
        return
    switch = connection.connection.cursor().execute  # it works outside a transaction only
    switch("PRAGMA foreign_keys=OFF")
    switch("PRAGMA legacy_alter_table=ON")  # a trigger may name a table that is being made anew
    try:
        yield
    finally:
        connection.rollback()
        switch("PRAGMA legacy_alter_table=OFF")
        switch("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise ValueError(f"the migration breaks references: {broken[:5]}")


def begin_alone(connection: Connection) -> None:
    """Begin the transaction so that no second process migrates beside this one."""
    if connection.dialect.name == "sqlite":
        _begin_immediately(connection)
    elif not connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({MIGRATION_LOCK})")):
        _say_that_it_waits()
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
    refuse_unknown(standing_of(connection))


def _begin_immediately(connection: Connection) -> None:
    if not _began(connection, MOMENT):
        _say_that_it_waits()
        while not _began(connection, BUSY_SECONDS):
            pass


def _began(connection: Connection, patience: float) -> bool:
    switch = connection.connection.cursor().execute
    switch(f"PRAGMA busy_timeout={round(patience * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as fault:
        if not _is_busy(fault.orig):
            raise
        return False
    finally:
        switch(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    return True


def _is_busy(fault: Any) -> bool:
    return getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY


def _say_that_it_waits() -> None:
    log.warning("another program holds the database, perhaps to migrate it; waiting until it ends")


def _keep_copy(connection: Connection, target: str | None) -> Path | None:
    """The copy, where an upgrade is about to change what people have written."""
    path = file_of(connection.engine)
    found = standing_of(connection).revision
    if path is None or target is None or found is None or found >= target:
        return None
    if connection.scalar(text("SELECT count(*) FROM commune")) == 0:
        return None
    copy = keep_copy(path, target)
    log.info("copied the database before its migration", copy=str(copy))
    return copy


given = context.config.attributes.get("connection")
if given is not None:
    run(given, context.config.attributes.get("target"))
else:
    url = context.config.get_main_option("sqlalchemy.url")
    assert url is not None
    with open_engine(url).connect() as opened:
        run(opened)
