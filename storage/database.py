"""The one entry to the database: everything that reads or writes is a function handed in here.

SQLite has one writer thread that commits several waiting pieces of work together (a savepoint
each); PostgreSQL has a pool of threads with a transaction each. Callers see no difference.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

import structlog
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from storage.engine import is_sqlite, open_engine
from storage.errors import Unavailable
from storage.faults import named
from storage.pool import THREADS, Pool
from storage.work import Topic, Work
from storage.writer import Writer

T = TypeVar("T")
READERS = 4
log = structlog.get_logger()


class Runner(Protocol):
    """What runs work in a transaction and commits it."""

    def submit(self, work: Callable[[Work], T]) -> Future[T]: ...

    def close(self) -> None: ...


class Database:
    """An open database; `write` and `read` run a function in a transaction of its own.

    Raises `storage.errors.Unavailable` when the database cannot be used now; whatever the
    function itself raises goes through after its work is rolled back.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url, pool_size=READERS + THREADS + 1)
        self._closed = False
        self._listeners: dict[Topic, list[Callable[[], object]]] = defaultdict(list)
        runner = Writer if is_sqlite(url) else Pool
        self._runner: Runner = runner(self.engine, self._tell)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")

    def listen(self, topic: Topic, wake: Callable[[], object]) -> None:
        """Call `wake` (from any thread) after each commit that concerns `topic`."""
        self._listeners[topic].append(wake)

    async def write(self, work: Callable[[Work], T]) -> T:
        """Run `work` in a transaction; returns after its commit is on the disk."""
        return await asyncio.wrap_future(self._runner.submit(work))

    def write_now(self, work: Callable[[Work], T]) -> T:
        """`write` for code that is not asynchronous: the command line, tests."""
        return self._runner.submit(work).result()

    async def read(self, work: Callable[[Work], T]) -> T:
        """Run `work`, which changes nothing, beside the writers."""
        return await asyncio.wrap_future(self._submit_read(work))

    def read_now(self, work: Callable[[Work], T]) -> T:
        """`read` for code that is not asynchronous."""
        if self._closed:  # the engine would open a connection that nobody closes any more
            raise Unavailable("the program is stopping")
        try:
            with Session(self.engine, expire_on_commit=False) as session:
                self._begin_snapshot(session)
                return work(Work(session))
        except SQLAlchemyError as fault:
            raise named(fault) from fault.__cause__

    def _submit_read(self, work: Callable[[Work], T]) -> Future[T]:
        try:
            return self._readers.submit(self.read_now, work)
        except RuntimeError as fault:
            raise Unavailable("the program is stopping") from fault

    def _begin_snapshot(self, session: Session) -> None:
        # Left to themselves, both would show each statement another state.
        if is_sqlite(self.url):
            session.connection().exec_driver_sql("BEGIN")
        else:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})

    def ping(self) -> None:
        """Raise `Unavailable` unless a write would succeed now."""
        self.write_now(lambda work: work.session.execute(text(self._smallest_write())))

    def _smallest_write(self) -> str:
        # Needs no table, and its commit has to reach the disk all the same.
        return "PRAGMA user_version=1" if is_sqlite(self.url) else "SELECT pg_current_xact_id()"

    def close(self) -> None:
        """Finish what waits, then let go of every connection and thread."""
        self._runner.close()
        self._readers.shutdown()
        self._closed = True
        self.engine.dispose()

    def _tell(self, topics: set[Topic]) -> None:
        for topic in topics:
            for wake in self._listeners[topic]:
                _wake_quietly(wake)


def _wake_quietly(wake: Callable[[], object]) -> None:
    # What was committed stays so, and the writer goes on, whatever became of who listens.
    try:
        wake()
    except Exception:
        log.exception("a listener failed")
