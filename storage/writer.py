"""SQLite's one writer: a thread that runs waiting work in turn and shares each commit.

The procedure, which the code follows:
1. Wait for a piece of work; take the others that wait behind it, up to a limit.
2. BEGIN IMMEDIATE, so that a second process is waited for here and not in the middle.
3. Run each piece in a savepoint of its own; one that raises is rolled back alone.
4. COMMIT once, and only then answer all of them; if the commit fails, all of them fail.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from storage.errors import StorageError, Unavailable
from storage.work import Topic, Work

SHARED_COMMIT_LIMIT = 64


@dataclass(frozen=True, slots=True)
class _Item:
    work: Callable[[Work], Any]
    future: Future[Any]


@dataclass(slots=True)
class _Outcome:
    future: Future[Any]
    result: Any = None
    fault: BaseException | None = None

    def settle(self) -> None:
        if self.fault is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.fault)


class Writer:
    """Runs work one piece after the other in the order in which it was handed in."""

    def __init__(self, engine: Engine, tell: Callable[[set[Topic]], None]) -> None:
        self._engine = engine
        self._tell = tell
        self._queue: SimpleQueue[_Item | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Work], Any]) -> Future[Any]:
        """Queue `work`; the future is settled after the commit that holds it."""
        future: Future[Any] = Future()
        with self._lock:
            if self._closed:
                raise Unavailable("the program is stopping")
            self._queue.put(_Item(work, future))
        return future

    def close(self) -> None:
        """Finish all work that was handed in, then stop the thread."""
        with self._lock:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (item := self._queue.get()) is not None:
            batch, last = self._with_those_behind(item)
            self._commit(batch)
            if last:
                return

    def _with_those_behind(self, first: _Item) -> tuple[list[_Item], bool]:
        batch = [first]
        while len(batch) < SHARED_COMMIT_LIMIT:
            try:
                item = self._queue.get_nowait()
            except Empty:
                break
            if item is None:
                return batch, True
            batch.append(item)
        return batch, False

    def _commit(self, batch: list[_Item]) -> None:
        topics: set[Topic] = set()
        outcomes: list[_Outcome] = []
        try:
            with self._engine.connect() as connection:
                outcomes = self._run_all(connection, batch, topics)
        except DBAPIError as fault:
            outcomes = [_failed(item, fault) for item in batch]
        except Exception as fault:  # whatever happens, nobody may wait for ever
            outcomes = [_Outcome(item.future, fault=fault) for item in batch]
        for outcome in outcomes:
            outcome.settle()
        self._tell(topics)

    def _run_all(
        self, connection: Connection, batch: list[_Item], topics: set[Topic]
    ) -> list[_Outcome]:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            outcomes = [_run_one(connection, item, topics) for item in batch]
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            topics.clear()
            _roll_back(connection)
            raise
        return outcomes


def _run_one(connection: Connection, item: _Item, topics: set[Topic]) -> _Outcome:
    connection.exec_driver_sql("SAVEPOINT piece")
    session = Session(connection, expire_on_commit=False)
    try:
        work = Work(session)
        result = item.work(work)
        session.flush()
        connection.exec_driver_sql("RELEASE piece")
        topics |= work.topics
        return _Outcome(item.future, result=result)
    except Exception as fault:
        # A full disk or an I/O error makes SQLite roll back by itself: then no savepoint is
        # left, this raises too, and the whole batch fails as it must.
        connection.exec_driver_sql("ROLLBACK TO piece")
        connection.exec_driver_sql("RELEASE piece")
        return _Outcome(item.future, fault=_named(fault))
    finally:
        session.close()


def _roll_back(connection: Connection) -> None:
    try:
        connection.exec_driver_sql("ROLLBACK")
    except DBAPIError:
        connection.invalidate()


def _failed(item: _Item, fault: DBAPIError) -> _Outcome:
    return _Outcome(item.future, fault=Unavailable(str(fault.orig)))


def _named(fault: Exception) -> Exception:
    if isinstance(fault, DBAPIError) and not isinstance(fault, StorageError):
        return _by_kind(fault)
    return fault


def _by_kind(fault: DBAPIError) -> Exception:
    transient = ("disk", "full", "readonly", "locked", "I/O", "unable to open")
    return Unavailable(str(fault.orig)) if any(w in str(fault.orig) for w in transient) else fault
