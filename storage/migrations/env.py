"""How Alembic runs our migrations: in one transaction, one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - fills the metadata
from storage.engine import open_engine

# Any number, as long as it is always this one: who holds it migrates, the others wait.
MIGRATION_LOCK = 20_260_801


def run(connection: Connection) -> None:
    """Migrate within a transaction that holds the lock."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with _tables_may_be_made_anew(connection):
        begin_alone(connection)
        with context.begin_transaction():
            context.run_migrations()
            _check_references(connection)
        connection.commit()


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by a copy; dropping the old one must not count as deleting rows."""
    if connection.dialect.name != "sqlite":
        yield
        return
    switch = connection.connection.cursor().execute  # it works outside a transaction only
    switch("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        switch("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise ValueError(f"the migration breaks references: {broken[:5]}")


def begin_alone(connection: Connection) -> None:
    """Begin the transaction so that no second process migrates beside this one."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    url = context.config.get_main_option("sqlalchemy.url")
    assert url is not None
    with open_engine(url).connect() as opened:
        run(opened)
