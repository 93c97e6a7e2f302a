"""SQLAlchemy engines set up so that a commit is on the disk and constraints hold."""

import json
import sqlite3
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, ExceptionContext, create_engine, event

from storage import same_file
from storage.hosts import parse

# Made once: `json.dumps` makes one for each text.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
BUSY_SECONDS = 10
BUSY_PAUSE = 0.01
# What a connection keeps of the file at most; SQLite's own 2 MB are too few for a large index.
CACHE_KIB = 8 * 1024


def is_sqlite(url: str) -> bool:
    """Whether `url` names the embedded database."""
    return url.startswith("sqlite")


def open_engine(url: str, *, pool_size: int = 4) -> Engine:
    """An engine for `url` (`sqlite:///…` or `postgresql://…`)."""
    if is_sqlite(url):
        return _sqlite(url, pool_size)
    return _postgresql(url, pool_size)


def _postgresql(url: str, pool_size: int) -> Engine:
    from storage import server  # its driver is not for who keeps an embedded database

    address = parse(url)
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        json_serializer=dump_json,
        hide_parameters=True,  # an error's text goes to the log, people's words do not
        connect_args=server.parameters(address),
    )
    event.listen(engine, "do_connect", _connect_patiently)
    event.listen(engine, "handle_error", _forget_detail)
    return engine


def dump_json(value: Any) -> str:
    """JSON as it is stored: Vietnamese stays readable and short."""
    return _JSON.encode(value)


def _sqlite(url: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        json_serializer=dump_json,
        hide_parameters=True,  # an error's text goes to the log, people's words do not
        # Without this pysqlite begins transactions by itself, and a released savepoint
        # survives the outer rollback.
        connect_args={
            "isolation_level": None,
            "check_same_thread": False,
            "timeout": BUSY_SECONDS,
        },
    )
    event.listen(engine, "connect", _harden)
    same_file.watch(engine)
    return engine


def _connect_patiently(_dialect: Any, _record: Any, args: Any, parameters: Any) -> Any:
    from storage import server

    return server.connect(*args, **parameters)


def _forget_detail(context: ExceptionContext) -> None:
    # The second line of PostgreSQL's message shows the whole row that it refused.
    first_line = str(context.original_exception).partition("\n")[0]
    context.original_exception.args = (first_line,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (first_line,)


def _harden(connection: Any, _record: Any) -> None:
    _use_wal(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", f"cache_size={-CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: Any) -> None:
    # Of two programs that open a new file at once, SQLite lets one fail here without waiting.
    patience = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > patience:
                raise
            sleep(BUSY_PAUSE)
        else:
            return
