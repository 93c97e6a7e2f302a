"""What the tests of the storage share: rows to begin with, many threads, second processes."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel, func, select

from dialogue.petition import PetitionState
from storage import addresses, counters, outbox, schema
from storage.database import Database
from storage.engine import open_engine
from storage.errors import StorageError
from storage.outbox import Claimed
from storage.tables import Address, Person, Petition
from storage.turns import BY_DAY, Kinds
from storage.work import Work

T = TypeVar("T")
NOW = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
COMMUNE = 1
PATIENCE = 20.0


def address_of(work: Work, name: str = "An", channel: str = "telegram") -> Address:
    """Where somebody writes from, made at first use."""
    return addresses.arrive(work, addresses.account(work, channel, "main"), name, NOW)


def submitted(work: Work, code: str = "VH25-0001", **values: Any) -> Petition:
    """A petition of An's."""
    address = address_of(work)
    petition = Petition(
        commune_id=COMMUNE,
        person_id=address.person_id,
        address_id=address.id,
        code=code,
        state=PetitionState.RECEIVED,
        created_at=NOW,
        changed_at=NOW,
        submitted_at=NOW,
        **values,
    )
    work.session.add(petition)
    work.session.flush()
    return petition


def queue(database: Database, *keys: str, to: str = "An", lane: str = "reply", **more: Any) -> None:
    """Messages in one lane, in this order; `due_at`, `body` as wanted."""
    body = more.pop("body", {"text": "Chào"})

    def put(work: Work) -> None:
        for key in keys:
            outbox.put(work, address_of(work, to), lane=lane, key=key, body=body, now=NOW, **more)

    database.write_now(put)


def claim(
    database: Database, now: datetime = NOW, limit: int = 20, kinds: Kinds = BY_DAY
) -> list[Claimed]:
    """What the relay of the Telegram account would send now."""

    def work(work: Work) -> list[Claimed]:
        account = addresses.account(work, "telegram", "main")
        assert account.id is not None
        return outbox.claim(work, [account.id], now, limit, kinds=kinds)

    return database.write_now(work)


def count(database: Database, model: type[SQLModel], *conditions: Any) -> int:
    """How many rows there are."""
    counted = select(func.count()).select_from(model).where(*conditions)
    return database.read_now(lambda work: work.session.exec(counted).one())


def people(database: Database) -> int:
    return count(database, Person)


def at_once(
    databases: list[Database], times: int, work: Callable[[Work], T]
) -> list[T | Exception]:
    """Write so often, from as many threads, turn by turn through each of the databases."""
    barrier = threading.Barrier(times)

    def write(number: int) -> T | Exception:
        barrier.wait(PATIENCE)
        try:
            return databases[number % len(databases)].write_now(work)
        except (StorageError, SQLAlchemyError) as fault:
            return fault

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(write, range(times)))


@contextmanager
def held(database: Database) -> Iterator[Callable[[Callable[[Work], T]], "Future[T]"]]:
    """Keeps SQLite's writer busy while work is handed in, so that it shares one commit."""
    busy, go = threading.Event(), threading.Event()

    def wait(_: Work) -> None:
        busy.set()
        go.wait(PATIENCE)

    waiting = database.submit(wait)
    busy.wait(PATIENCE)
    try:
        yield database.submit
    finally:
        go.set()
        waiting.result(PATIENCE)


@contextmanager
def statements(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def in_processes(times: int, function: Callable[..., T], *arguments: Any) -> list[T]:
    """Call `function` in so many processes that all begin at the same moment."""
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(times)
    with ProcessPoolExecutor(times, spawn, _remember, (barrier,)) as processes:
        calls = [processes.submit(_together, function, arguments) for _ in range(times)]
        return [call.result(60) for call in calls]


_barrier: Any = None


def _remember(barrier: Any) -> None:
    global _barrier
    _barrier = barrier


def _together(function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
    _barrier.wait(60)
    return function(*arguments)


def take_numbers(url: str, times: int) -> list[int]:
    """In a second process: take so many numbers."""
    database = Database(url)
    try:
        return [
            database.write_now(lambda work: counters.take_number(work, COMMUNE, "petition"))
            for _ in range(times)
        ]
    finally:
        database.close()


def migrate(url: str) -> str | None:
    """In a second process: bring a database to the newest schema."""
    engine = open_engine(url)
    try:
        schema.upgrade(engine)
        return schema.current(engine)
    finally:
        engine.dispose()


def pragmas(url: str) -> dict[str, Any]:
    """In this or a second process: what the writer's and a reader's connection are set to."""
    database = Database(url)
    try:
        return {"writer": database.write_now(settings), "reader": database.read_now(settings)}
    finally:
        database.close()


def settings(work: Work) -> tuple[str, int, int]:
    """How the connection of this work keeps its promises."""
    connection = work.session.connection()
    found = [
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    return found[0], found[1], found[2]
