"""Makes a new embedded database at once, as all revisions together would: from `newest.sql`.

Alembic and the revisions stay in memory until the program ends, for a database that nobody has yet.
`PYTHONPATH=tests python -m migrations.newest` writes the file; a test holds it to the revisions.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from storage.failpoints import Failpoint, reach
from storage.standing import file_of, standing_of

NAME = "newest.sql"
# Between two statements; within one no line is empty.
APART = "\n\n"


def make(engine: Engine, file: Path, revision: str) -> bool:
    """Make an empty database in one transaction; False leaves it to the revisions.

    They do it for a server, where the file is of another revision, and where somebody else holds
    the database, who may be making it.
    """
    if file_of(engine) is None or not file.exists():
        return False
    number, *statements = file.read_text(encoding="utf-8").strip().split(APART)
    if number != f"-- {revision}":
        return False
    with engine.connect() as connection:
        return _began_alone(connection) and _made(connection, statements)


def _began_alone(connection: Connection) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as fault:
        if getattr(fault.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            return False
        raise
    return standing_of(connection).is_empty


def _made(connection: Connection, statements: list[str]) -> bool:
    for statement in statements:
        connection.exec_driver_sql(statement)
    reach(Failpoint.IN_MIGRATION)
    connection.commit()
    return True
