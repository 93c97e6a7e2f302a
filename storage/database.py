"""The one entry to the database: everything that reads or writes is a function handed in here.

SQLite has one writer thread that commits several waiting pieces of work together (a savepoint
each); PostgreSQL has a pool of threads with a transaction each. Callers see no difference.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, TypeVar

import structlog
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from storage.awaited import Awaited, Waiting
from storage.engine import is_sqlite, open_engine
from storage.errors import Unavailable
from storage.faults import BEGIN_ANEW, named
from storage.outage import Outage
from storage.patience import Patience
from storage.pool import THREADS, Pool
from storage.troubles import Trouble
from storage.work import Topic, Work
from storage.writer import Writer

T = TypeVar("T")
READERS = 4
log = structlog.get_logger()


class Runner(Protocol):
    """What runs work in a transaction and commits it."""

    def submit(self, work: Callable[[Work], Any], waiting: Waiting) -> None: ...

    def close(self) -> None: ...


class Database:
    """An open database; `write` and `read` run a function in a transaction of its own.

    Raises `storage.errors.Unavailable` when the database cannot be used now; whatever the
    function itself raises goes through after its work is rolled back.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url, pool_size=READERS + THREADS + 1)
        # Told, in whichever thread, how many seconds a piece of work waited for its turn to write.
        self.waited: Callable[[float], object] = _nobody_asks
        self._closed = False
        self._listeners: dict[Topic, list[Callable[[], object]]] = defaultdict(list)
        runner = Writer if is_sqlite(url) else Pool
        self._runner: Runner = runner(self.engine, self._tell)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._reading = Patience()
        self._writes, self._reads = (
            Outage("writing to the database"),
            Outage("reading the database"),
        )

    @property
    def trouble(self) -> Trouble | None:
        """What writing fails by; None while it works."""
        return self._writes.trouble

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where it stands on this machine's disks."""
        file = self.engine.url.database
        return (Path(str(file)).parent,) if is_sqlite(self.url) else ()

    def listen(self, topic: Topic, wake: Callable[[], object]) -> None:
        """Call `wake` (from any thread) after each commit that concerns `topic`."""
        self._listeners[topic].append(wake)

    async def write(self, work: Callable[[Work], T]) -> T:
        """Run `work` in a transaction; returns after its commit is on the disk."""
        awaited = Awaited[T]()
        self._hand_in(work, awaited)
        return await self._noted(self._writes, awaited)

    def write_now(self, work: Callable[[Work], T]) -> T:
        """`write` for code that is not asynchronous: the command line, tests."""
        try:
            return self.submit(work).result()
        except Unavailable as fault:
            self._begin_anew(fault)
            raise

    def submit(self, work: Callable[[Work], T]) -> Future[T]:
        """`write_now` for who waits later."""
        waiting: Future[T] = Future()
        self._hand_in(work, waiting)
        return waiting

    async def read(self, work: Callable[[Work], T]) -> T:
        """Run `work`, which changes nothing, beside the writers."""
        return await self._noted(self._reads, asyncio.wrap_future(self._submit_read(work)))

    def read_now(self, work: Callable[[Work], T]) -> T:
        """`read` for code that is not asynchronous."""
        if self._closed:  # the engine would open a connection that nobody closes any more
            raise Unavailable("the program is stopping", Trouble.STOPPING)
        try:
            with Session(self.engine, expire_on_commit=False) as session:
                self._begin_snapshot(session)
                return work(Work(session))
        except SQLAlchemyError as fault:
            raise named(fault) from fault.__cause__

    def _hand_in(self, work: Callable[[Work], Any], waiting: Waiting) -> None:
        self._runner.submit(self._accompanied(work), waiting)

    def _accompanied(self, work: Callable[[Work], T]) -> Callable[[Work], T]:
        """The work in the context of who hands it in (its trail), and how long it waited."""
        here, since = copy_context(), monotonic()

        def run(unit: Work) -> T:
            self.waited(monotonic() - since)
            return here.copy().run(work, unit)  # it may run again: a lost race

        return run

    def _submit_read(self, work: Callable[[Work], T]) -> Future[T]:
        try:
            here = copy_context()
            return self._readers.submit(here.run, self._read_in_time, work, monotonic())
        except RuntimeError as fault:
            raise Unavailable("the program is stopping", Trouble.STOPPING) from fault

    def _read_in_time(self, work: Callable[[Work], T], since: float) -> T:
        self._reading.check(since)
        return self.read_now(work)

    async def _noted(self, outage: Outage, awaited: Awaitable[T]) -> T:
        """For the log of the running program; a command tells its own faults."""
        try:
            result = await awaited
        except Unavailable as fault:
            self._begin_anew(fault)
            outage.failed(fault)
            raise
        outage.worked()
        return result

    def _begin_anew(self, fault: Unavailable) -> None:
        if fault.trouble in BEGIN_ANEW:
            self.engine.pool.dispose()  # connections that are idle keep what is old alive

    def _begin_snapshot(self, session: Session) -> None:
        # Left to themselves, both would show each statement another state.
        if is_sqlite(self.url):
            session.connection().exec_driver_sql("BEGIN")
        else:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})

    def ping(self) -> None:
        """Raise `Unavailable` unless a write would succeed now."""
        self.write_now(_write_to_file if is_sqlite(self.url) else _write_to_server)

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


def _nobody_asks(_seconds: float) -> None:
    """Until somebody measures."""


# The smallest writes: they need no table, and their commit has to reach the disk all the same.
def _write_to_file(work: Work) -> None:
    work.session.execute(text("PRAGMA user_version=1"))


def _write_to_server(work: Work) -> None:
    found = work.session.execute(
        text("SELECT pg_current_xact_id(), current_setting('transaction_read_only')")
    ).one()
    if found[1] == "on":  # a number is given out even so
        raise Unavailable("the server takes no changes", Trouble.STANDBY)


def _wake_quietly(wake: Callable[[], object]) -> None:
    # What was committed stays so, and the writer goes on, whatever became of who listens.
    try:
        wake()
    except Exception:
        log.exception("a listener failed")
