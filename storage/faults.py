"""Telling a database that is away from work that is wrong, by the drivers' own codes."""

import sqlite3
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import Unavailable

# https://www.sqlite.org/rescode.html: the low byte of a code says what kind it is of.
KIND = 0xFF
SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: what a standby answers a writer.
POSTGRESQL_READ_ONLY = "25006"


def named(fault: BaseException) -> BaseException:
    """`fault` itself, or Unavailable where it says that the database cannot be used now."""
    if isinstance(fault, PoolTimeout):
        return Unavailable(str(fault))
    if isinstance(fault, DBAPIError) and _is_away(fault):
        return Unavailable(str(fault.orig))
    return fault


def _is_away(fault: DBAPIError) -> bool:
    code: Any = getattr(fault.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & KIND in SQLITE_AWAY
    if getattr(fault.orig, "sqlstate", None) == POSTGRESQL_READ_ONLY:
        return True
    return isinstance(fault, OperationalError | InterfaceError)
