"""Telling a database that cannot be used now from work that is wrong, by the drivers' own codes."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import Unavailable
from storage.troubles import Trouble

# https://www.sqlite.org/rescode.html: the low byte of a code says what kind it is of.
KIND = 0xFF
SQLITE = {
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Trouble.LOCKED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_NOMEM: Trouble.UNKNOWN,
    sqlite3.SQLITE_IOERR: Trouble.FAILING,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_CANTOPEN: Trouble.GONE,
}
# Codes that say more than their kind.
SQLITE_EXACT = {
    sqlite3.SQLITE_READONLY_DBMOVED: Trouble.GONE,
    sqlite3.SQLITE_IOERR_SHMSIZE: Trouble.FULL,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html: whole codes, then classes.
POSTGRESQL = {
    "25006": Trouble.STANDBY,
    "25P03": Trouble.SLOW,
    "25P04": Trouble.SLOW,
    "42501": Trouble.REFUSED,
    "53100": Trouble.FULL,
    "53300": Trouble.CROWDED,
    "55P03": Trouble.LOCKED,
    "57014": Trouble.SLOW,
    "08": Trouble.AWAY,
    "28": Trouble.REFUSED,
    "3D": Trouble.REFUSED,
    "53": Trouble.UNKNOWN,
    "57": Trouble.AWAY,
    "58": Trouble.FAILING,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}
CLASS = 2
# After these no connection is used any more: what it holds of the file or of the server is old.
BEGIN_ANEW = (Trouble.DAMAGED, Trouble.FAILING, Trouble.GONE, Trouble.STANDBY)
# A server that refuses a connection gives no code to its driver, only words.
SPOKEN = {
    "too many": Trouble.CROWDED,
    "connection slots": Trouble.CROWDED,
    "read-only": Trouble.STANDBY,
    "standby": Trouble.STANDBY,
    "authentication failed": Trouble.REFUSED,
    "pg_hba.conf": Trouble.REFUSED,
    "does not exist": Trouble.REFUSED,
}


def named(fault: BaseException) -> BaseException:
    """`fault` itself, or Unavailable where it says that the database cannot be used now."""
    if isinstance(fault, PoolTimeout):
        return Unavailable(str(fault), Trouble.SLOW)
    if isinstance(fault, DBAPIError) and (trouble := trouble_of(fault)) is not None:
        return Unavailable(str(fault.orig), trouble)
    return fault


def trouble_of(fault: DBAPIError) -> Trouble | None:
    """What is wrong with the database; None where it is the work that is wrong."""
    if isinstance(fault.orig, sqlite3.Error):
        return _of_sqlite(fault.orig)
    return _of_postgresql(fault)


def _of_sqlite(fault: sqlite3.Error) -> Trouble | None:
    code: int | None = getattr(fault, "sqlite_errorcode", None)
    if code is None:  # the driver itself: bytes in the file that are no text, for one
        return Trouble.UNKNOWN if isinstance(fault, sqlite3.OperationalError) else None
    return SQLITE_EXACT.get(code) or SQLITE.get(code & KIND)


def _of_postgresql(fault: DBAPIError) -> Trouble | None:
    state: str = getattr(fault.orig, "sqlstate", None) or ""
    known = POSTGRESQL.get(state) or POSTGRESQL.get(state[:CLASS])
    if known is None and isinstance(fault, OperationalError | InterfaceError):
        return Trouble.UNKNOWN if state else _spoken(str(fault.orig))
    return known


def _spoken(words: str) -> Trouble:
    return next((trouble for told, trouble in SPOKEN.items() if told in words), Trouble.AWAY)
