"""PostgreSQL: a pool of threads, one transaction for each piece of work.

Work that lost a race which the database settled (deadlock, serialization) runs again.
"""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlmodel import Session

from storage.awaited import Waiting
from storage.errors import Unavailable
from storage.failpoints import Failpoint, reach
from storage.faults import named
from storage.patience import Patience
from storage.troubles import Trouble
from storage.work import Topic, Work

THREADS = 8
TRIES = 3
PAUSE = (0.01, 0.05)
# https://www.postgresql.org/docs/current/errcodes-appendix.html
LOST_RACES = ("40001", "40P01")
# What no other piece of work would find otherwise.
EVERYBODYS = (Trouble.AWAY, Trouble.STANDBY, Trouble.CROWDED, Trouble.REFUSED)


class Pool:
    """Runs pieces of work beside each other; rows decide between them by their locks."""

    def __init__(self, engine: Engine, tell: Callable[[set[Topic]], None]) -> None:
        self._engine = engine
        self._tell = tell
        self._patience = Patience()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="write")

    def submit(self, work: Callable[[Work], Any], waiting: Waiting) -> None:
        """Queue `work`; who waits is told after its commit."""
        try:
            self._threads.submit(self._answer, waiting, work, monotonic())
        except RuntimeError as fault:
            raise Unavailable("the program is stopping", Trouble.STOPPING) from fault

    def close(self) -> None:
        """Finish all work that was handed in."""
        self._threads.shutdown(wait=True)

    def _answer(self, waiting: Waiting, work: Callable[[Work], Any], since: float) -> None:
        if not waiting.set_running_or_notify_cancel():
            return
        try:
            result = self._run_in_time(work, since)
        except BaseException as fault:  # noqa: BLE001 - it is raised where somebody waits
            waiting.set_exception(fault)
        else:
            waiting.set_result(result)

    def _run_in_time(self, work: Callable[[Work], Any], since: float) -> Any:
        self._patience.check(since)
        try:
            return self._run(work)
        except Unavailable as fault:
            if fault.trouble in EVERYBODYS:
                self._patience.tried_in_vain(fault.trouble)
            raise

    def _run(self, work: Callable[[Work], Any]) -> Any:
        for left in reversed(range(TRIES)):
            try:
                return self._once(work)
            except SQLAlchemyError as fault:
                if not (left and _lost_race(fault)):
                    raise named(fault) from fault.__cause__
                # The one who won has to reach the row before this work locks it again.
                sleep(random.uniform(*PAUSE))  # noqa: S311 - spreads load, hides nothing
        raise AssertionError("unreachable")

    def _once(self, work: Callable[[Work], Any]) -> Any:
        with self._engine.connect() as connection, connection.begin() as transaction:
            unit = Work(partial(_session_on, connection), connection)
            result = _all_of(work, unit)
            reach(Failpoint.BEFORE_COMMIT)
            transaction.commit()
            reach(Failpoint.AFTER_COMMIT)
        self._tell(unit.topics)
        return result


def _session_on(connection: Connection) -> Session:
    # It never commits by itself: of what is done past it, it knows nothing.
    return Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")


def _all_of(work: Callable[[Work], Any], unit: Work) -> Any:
    """What a piece of work returns, once all that its session held back is written."""
    try:
        result = work(unit)
        unit.end()
    except BaseException:
        unit.give_up()
        raise
    return result


def _lost_race(fault: SQLAlchemyError) -> bool:
    return isinstance(fault, DBAPIError) and getattr(fault.orig, "sqlstate", None) in LOST_RACES
