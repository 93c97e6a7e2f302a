"""How Alembic runs our migrations: in one transaction, one process at a time."""

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
    begin_alone(connection)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()


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
