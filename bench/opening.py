"""Databases for measuring: no commit waits for the disk, which would hide what grows."""

from typing import Any

from sqlalchemy.event import listen

from storage.database import Database
from storage.engine import is_sqlite


def opened(url: str) -> Database:
    """The database open; on PostgreSQL the server itself is told (`tests/postgresql.py`)."""
    database = Database(url)
    if is_sqlite(url):
        listen(database.engine, "connect", _hurry)
    return database


def _hurry(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
