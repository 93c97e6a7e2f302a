"""SQLAlchemy engines set up so that a commit is on the disk and constraints hold."""

import json
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

BUSY_SECONDS = 10


def is_sqlite(url: str) -> bool:
    """Whether `url` names the embedded database."""
    return url.startswith("sqlite")


def open_engine(url: str, *, pool_size: int = 4) -> Engine:
    """An engine for `url` (`sqlite:///…` or `postgresql://…`)."""
    if is_sqlite(url):
        return _sqlite(url, pool_size)
    return create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        json_serializer=dump_json,
        connect_args={"options": "-c timezone=UTC", "connect_timeout": 5},
    )


def dump_json(value: Any) -> str:
    """JSON as it is stored: Vietnamese stays readable and short."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _sqlite(url: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        json_serializer=dump_json,
        # Without this pysqlite begins transactions by itself, and a released savepoint
        # survives the outer rollback.
        connect_args={
            "isolation_level": None,
            "check_same_thread": False,
            "timeout": BUSY_SECONDS,
        },
    )
    event.listen(engine, "connect", _harden)
    return engine


def _harden(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
