"""Runs pieces of work in one transaction on SQLite, and commits them together.

Each has a session of its own, and no savepoint: that would take as long as the writing itself.
Should one raise, all that was done is rolled back; those that ran together run again, each with a
savepoint now, so that it fails alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm.session import JoinTransactionMode
from sqlmodel import Session

from storage import same_file
from storage.awaited import Waiting
from storage.errors import Unavailable
from storage.failpoints import Failpoint, reach
from storage.faults import named
from storage.troubles import Trouble
from storage.work import Topic, Work


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of work with who waits for it, since when (monotonic)."""

    work: Callable[[Work], Any]
    waiting: Waiting
    since: float = field(default_factory=monotonic)


@dataclass(slots=True)
class Outcome:
    """What came of a piece of work; told only after the commit."""

    waiting: Waiting
    result: Any = None
    fault: BaseException | None = None

    def settle(self) -> None:
        """Answer who waits."""
        if self.fault is None:
            self.waiting.set_result(self.result)
        else:
            self.waiting.set_exception(self.fault)


Run = Callable[[Connection, list[Item], set[Topic]], list[Outcome]]


class OneFailed(Exception):
    """Of several pieces of work one failed: they run again, so that it fails alone."""


def bare(connection: Connection, batch: list[Item], topics: set[Topic]) -> list[Outcome]:
    """Without savepoints, each of which takes as long as the writing itself."""
    outcomes = []
    opens = partial(_session_on, connection, "rollback_only")
    for item in batch:
        outcome = _run_one(item, Work(opens, connection), topics)
        if outcome.fault is None:
            _still_begun(connection, outcome)
        elif len(batch) > 1:
            raise OneFailed
        outcomes.append(outcome)
    return outcomes


def guarded(connection: Connection, batch: list[Item], topics: set[Topic]) -> list[Outcome]:
    """Each with a savepoint: one that raises takes nothing of the others with it."""
    return [_run_in_turn(connection, item, topics) for item in batch]


def run_and_commit(
    connection: Connection, batch: list[Item], topics: set[Topic], run: Run
) -> list[Outcome]:
    """Run them all and commit once; raises OneFailed when they have to run again, guarded."""
    try:
        outcomes = run(connection, batch, topics)
        reach(Failpoint.BEFORE_COMMIT)
        connection.commit()
        reach(Failpoint.AFTER_COMMIT)
        same_file.confirm(connection)
    except OneFailed:
        raise
    except BaseException:
        topics.clear()
        # Rolls back whatever SQLite has left open, and lets go of a connection in doubt.
        connection.invalidate()
        raise
    return outcomes


def _run_in_turn(connection: Connection, item: Item, topics: set[Topic]) -> Outcome:
    # Without a savepoint of its own, a session whose flush fails would roll back the neighbours.
    outcome = _run_one(item, Work(_session_on(connection, "create_savepoint")), topics)
    _still_begun(connection, outcome)
    return outcome


def _still_begun(connection: Connection, outcome: Outcome) -> None:
    """Raise Unavailable where SQLite has rolled back everything by itself.

    A full disk or an I/O error makes it: of what was done before nothing is left, and what came
    after would be committed statement by statement.
    """
    raw: Any = connection.connection.driver_connection
    if not raw.in_transaction:
        trouble = getattr(outcome.fault, "trouble", Trouble.FULL)
        raise Unavailable("the disk is full or fails", trouble) from outcome.fault


def _session_on(connection: Connection, mode: JoinTransactionMode) -> Session:
    return Session(connection, expire_on_commit=False, join_transaction_mode=mode)


def _run_one(item: Item, work: Work, topics: set[Topic]) -> Outcome:
    try:
        result = item.work(work)
        work.end()
        topics |= work.topics
        return Outcome(item.waiting, result=result)
    except BaseException as fault:
        work.give_up()
        return Outcome(item.waiting, fault=named(fault))
