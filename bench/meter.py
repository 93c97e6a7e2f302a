"""What an act cost: milliseconds, rows read, and the statements by which it read them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.event import listen, remove

from storage.database import Database

# Every entry of an index that was looked at, and every row where no index was asked.
_READ = """
SELECT (SELECT coalesce(sum(seq_tup_read), 0) FROM pg_stat_user_tables)
     + (SELECT coalesce(sum(idx_tup_read), 0) FROM pg_stat_user_indexes)
"""


def timed(run: Callable[[], object]) -> float:
    """How many milliseconds it takes."""
    since = perf_counter()
    run()
    return (perf_counter() - since) * 1000


@dataclass
class Read:
    """What was asked of the database, and how many rows it looked at for that.

    SQLite tells how often its machine has gone on to another row, PostgreSQL how many entries of
    indexes it has read, and rows where by no index.
    """

    rows: int = 0
    asked: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def reading(database: Database) -> Iterator[Read]:
    """Look over the shoulder of all connections; what is measured meanwhile takes longer."""
    read, engine = Read(), database.engine

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        read.asked.append((statement, parameters))

    listen(engine, "before_cursor_execute", note)
    try:
        with (_steps if engine.dialect.name == "sqlite" else _entries)(engine, read):
            yield read
    finally:
        remove(engine, "before_cursor_execute", note)


@contextmanager
def _steps(engine: Engine, read: Read) -> Iterator[None]:
    def count() -> int:
        read.rows += 1
        return 0

    def begin(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(count, 1)

    def end(connection: Any, *_: Any) -> None:
        if connection is not None:
            connection.set_progress_handler(None, 1)

    listen(engine, "checkout", begin)
    listen(engine, "checkin", end)
    try:
        yield
    finally:
        remove(engine, "checkout", begin)
        remove(engine, "checkin", end)


@contextmanager
def _entries(engine: Engine, read: Read) -> Iterator[None]:
    """The server adds up what a connection has read when that is told to say so."""

    def say(connection: Any) -> None:
        connection.connection.driver_connection.execute("SELECT pg_stat_force_next_flush()")

    for moment in ("commit", "rollback"):
        listen(engine, moment, say)
    try:
        _say_all(engine, say)
        before = _so_far(engine)
        yield
        read.rows = _so_far(engine) - before
    finally:
        for moment in ("commit", "rollback"):
            remove(engine, moment, say)


def _say_all(engine: Engine, say: Callable[[Any], None]) -> None:
    """What was read before, by whichever connection, counts no more."""
    with ExitStack() as opened:
        idle = engine.pool.checkedin()  # type: ignore[attr-defined]
        for connection in [opened.enter_context(engine.connect()) for _ in range(idle)]:
            say(connection)
            connection.rollback()


def _so_far(engine: Engine) -> int:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        return int(driver.execute(_READ).fetchone()[0])


def middle(values: Sequence[float]) -> float:
    """The median."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
