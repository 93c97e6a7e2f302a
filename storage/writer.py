"""SQLite's one writer: a thread that runs waiting work in turn and shares each commit.

The procedure, which the code follows:
1. Wait for a piece of work; take the others that wait behind it, up to a limit. Who has given
   up waiting (a cancelled future) is left out; from here on nobody can.
2. BEGIN IMMEDIATE, so that a second process is waited for here and not in the middle. If that is
   in vain, so it is for all who came meanwhile.
3. Run each piece in a session of its own (`storage/batch.py`); one that raises fails alone.
4. COMMIT once, see that the file still stands there, and only then answer all of them; if the
   commit fails, all of them fail.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from storage.awaited import Waiting
from storage.batch import Item, OneFailed, Outcome, Run, bare, guarded, run_and_commit
from storage.errors import Unavailable
from storage.faults import named, trouble_of
from storage.patience import Patience
from storage.troubles import Trouble
from storage.work import Topic, Work

SHARED_COMMIT_LIMIT = 64


class Writer:
    """Runs work one piece after the other in the order in which it was handed in."""

    def __init__(self, engine: Engine, tell: Callable[[set[Topic]], None]) -> None:
        self._engine = engine
        self._tell = tell
        self._queue: SimpleQueue[Item | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._patience = Patience()
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Work], Any], waiting: Waiting) -> None:
        """Queue `work`; who waits is told after the commit that holds it."""
        with self._lock:
            if self._closed:
                raise Unavailable("the program is stopping", Trouble.STOPPING)
            self._queue.put(Item(work, waiting))

    def close(self) -> None:
        """Finish all work that was handed in, then stop the thread."""
        with self._lock:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (item := self._queue.get()) is not None:
            batch, last = self._with_those_behind(item)
            awaited = [item for item in batch if item.waiting.set_running_or_notify_cancel()]
            if awaited:
                self._commit(awaited)
            if last:
                return

    def _with_those_behind(self, first: Item) -> tuple[list[Item], bool]:
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

    def _commit(self, batch: list[Item]) -> None:
        topics: set[Topic] = set()
        outcomes, in_time = self._send_late_away(batch)
        if in_time:
            outcomes += self._run_together(in_time, topics)
        for outcome in outcomes:
            outcome.settle()
        self._tell(topics)

    def _send_late_away(self, batch: list[Item]) -> tuple[list[Outcome], list[Item]]:
        late, in_time = [], []
        for item in batch:
            try:
                self._patience.check(item.since)
                in_time.append(item)
            except Unavailable as fault:
                late.append(Outcome(item.waiting, fault=fault))
        return late, in_time

    def _run_together(self, batch: list[Item], topics: set[Topic]) -> list[Outcome]:
        try:
            try:
                return self._run_all(batch, topics, bare)
            except OneFailed:
                topics.clear()
                return self._run_all(batch, topics, guarded)
        except BaseException as fault:  # whatever happens, nobody may wait for ever
            return [_failed(item, fault) for item in batch]

    def _run_all(self, batch: list[Item], topics: set[Topic], run: Run) -> list[Outcome]:
        with self._begun() as connection:
            return run_and_commit(connection, batch, topics, run)

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        with ExitStack() as opened:
            try:
                connection = opened.enter_context(self._engine.connect())
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except DBAPIError as fault:
                self._patience.tried_in_vain(trouble_of(fault) or Trouble.UNKNOWN)
                raise
            yield connection


def _failed(item: Item, fault: BaseException) -> Outcome:
    if isinstance(fault, DBAPIError):  # whatever it was, nothing of theirs was saved
        fault = Unavailable(str(fault.orig), trouble_of(fault) or Trouble.UNKNOWN)
    return Outcome(item.waiting, fault=named(fault))
