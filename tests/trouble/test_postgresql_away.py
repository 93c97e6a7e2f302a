"""PostgreSQL is stopped, cuts its connections, is crowded, falls silent, or is a standby."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from integration.storage_kit import at_once, count, people
from sqlalchemy.exc import OperationalError
from stage import Actor, Program
from trouble.proxy import Proxy, between
from trouble.servers import Server
from trouble.town import lives_through, town

from bot.dispatch import Dispatch
from handlers.messages import Incoming
from storage import counters
from storage.database import READERS, Database
from storage.engine import open_engine
from storage.errors import Unavailable
from storage.pool import THREADS
from storage.server import unhurried
from storage.tables import Inbox, Outbox
from storage.troubles import Trouble
from storage.work import Work

WRITERS, EACH, OUTAGES = 6, 20, 3


@contextmanager
def stopped(server: Server) -> Iterator[None]:
    """The server has crashed; it is started again at the end."""
    server.stop()
    try:
        yield
    finally:
        server.start()


@contextmanager
def crowded(server: Server) -> Iterator[None]:
    """Others hold every connection that the server gives."""
    server.administer("ALTER USER doithoai CONNECTION LIMIT 0")
    server.cut()
    try:
        yield
    finally:
        server.administer("ALTER USER doithoai CONNECTION LIMIT -1")


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """A database that is closed at the end."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture
def database(postgresql_primary: Server) -> Iterator[Database]:
    with opened(postgresql_primary.url()) as found:
        yield found


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.server.Patient.patience", 0.5)
    monkeypatch.setattr("storage.server.CONNECT_SECONDS", 2)


async def test_the_program_lives_through_a_server_that_is_stopped(
    postgresql_primary: Server, tmp_path: Path
) -> None:
    """503 and “later” while it is away; it comes back, and all is answered once."""
    async with town(postgresql_primary.url(), tmp_path) as found:
        await lives_through(found, stopped(postgresql_primary), Trouble.AWAY)


async def test_the_program_lives_through_refused_connections(
    postgresql_primary: Server, tmp_path: Path
) -> None:
    """The same where the server has no connection left for us."""
    async with town(postgresql_primary.url(), tmp_path) as found:
        await lives_through(found, crowded(postgresql_primary), Trouble.CROWDED)


async def test_the_program_lives_through_a_server_that_only_reads(
    postgresql_primary: Server, tmp_path: Path
) -> None:
    """The same where the other side has become a standby."""

    @contextmanager
    def standby() -> Iterator[None]:
        postgresql_primary.administer(
            "ALTER DATABASE doithoai SET default_transaction_read_only=on"
        )
        postgresql_primary.cut()
        try:
            yield
        finally:
            postgresql_primary.administer(
                "ALTER DATABASE doithoai RESET default_transaction_read_only"
            )

    async with town(postgresql_primary.url(), tmp_path) as found:
        await lives_through(found, standby(), Trouble.STANDBY)


@pytest.mark.usefixtures("_impatient")
async def test_the_program_lives_through_a_network_that_swallows(
    postgresql_primary: Server, tmp_path: Path
) -> None:
    """No answer and no error ever comes; the program does not wait for one."""
    with between(postgresql_primary.port) as proxy:
        async with town(beyond(proxy, postgresql_primary), tmp_path) as found:
            await lives_through(found, proxy.swallowing(), Trouble.AWAY)


@pytest.mark.usefixtures("_impatient")
def test_nobody_waits_longer_for_a_silent_server_than_is_said(postgresql_primary: Server) -> None:
    """Many at once wait as long as one answer and one call may take, not one after the other."""
    with (
        between(postgresql_primary.port) as proxy,
        opened(beyond(proxy, postgresql_primary)) as far,
    ):
        Program(database=far).set_up()
        with proxy.swallowing():
            begun = monotonic()
            waiting = [far.submit(take) for _ in range(60)]
            faults = [future.exception(30) for future in waiting]
            waited = monotonic() - begun

    assert [type(fault) for fault in faults] == [Unavailable] * 60
    assert waited < 6


async def test_what_was_acknowledged_is_there_once(
    postgresql_primary: Server, database: Database
) -> None:
    """Many write while the server crashes and comes back; who is refused sends again."""
    program = Program(database=database).set_up()
    dispatch = Dispatch(database=database, house=program.house)
    refused: list[str] = []
    half = asyncio.Event()

    async def insist(name: str) -> None:
        writer = Actor(program=program, name=name)
        for number in range(EACH):
            event = writer.incoming(text="/lich", event_id=f"{name}-{number}")
            while not await taken(event):
                await asyncio.sleep(0.02)
            if number == EACH // 2:
                half.set()

    async def taken(event: Incoming) -> bool:
        try:
            await dispatch.receive(event)
        except Unavailable:
            refused.append(event.event_id)
            return False
        return True

    async def crash() -> None:
        await half.wait()
        await asyncio.to_thread(postgresql_primary.stop)
        await asyncio.to_thread(postgresql_primary.start)

    await asyncio.gather(crash(), *(insist(f"người {number}") for number in range(WRITERS)))

    assert refused
    assert count(database, Inbox) == count(database, Outbox) == WRITERS * EACH
    assert people(database) == WRITERS


def test_connections_that_were_cut_are_made_anew(
    postgresql_primary: Server, database: Database
) -> None:
    """An administrator ends them all; at most one piece of work is told to come again."""
    Program(database=database).set_up()
    postgresql_primary.cut()
    results = at_once([database], 8, take)

    assert sorted(results) == list(range(1, 9))


def test_a_connection_that_may_only_read_is_given_up(
    postgresql_primary: Server, database: Database
) -> None:
    """It would say the same for ever, though the address leads to another server by now."""
    Program(database=database).set_up()
    read_only = "SET SESSION default_transaction_read_only = on"
    database.write_now(lambda work: work.session.connection().exec_driver_sql(read_only))
    with pytest.raises(Unavailable) as caught:
        database.write_now(take)

    assert database.write_now(take) == 1
    assert caught.value.trouble is Trouble.STANDBY


def test_no_connection_and_no_thread_is_left_behind_by_outages(
    postgresql_primary: Server, database: Database
) -> None:
    """After several outages there are no more than before the first."""
    Program(database=database).set_up()
    at_once([database], 30, take)
    threads = threading.active_count()
    for _ in range(OUTAGES):
        with stopped(postgresql_primary):
            faults = at_once([database], 30, take)
        assert [type(fault) for fault in faults] == [Unavailable] * 30
        assert all(isinstance(taken, int) for taken in at_once([database], 30, take))

    assert postgresql_primary.connections() <= READERS + THREADS + 1
    assert threading.active_count() <= max(threads, THREADS + READERS + 2)


def test_a_row_that_another_holds_is_not_waited_for_for_ever(
    postgresql_primary: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forgotten transaction of somebody else: `Unavailable`, and the next one succeeds."""
    monkeypatch.setattr("storage.server.LOCK_SECONDS", "0.1")
    with opened(postgresql_primary.url()) as database:
        Program(database=database).set_up()
        database.write_now(take)
        with psycopg.connect(postgresql_primary.url()) as other:
            other.execute("SELECT * FROM counter FOR UPDATE")
            with pytest.raises(Unavailable) as caught:
                database.write_now(take)
            other.rollback()
        assert database.write_now(take) == 2

    assert caught.value.trouble is Trouble.LOCKED


def test_a_slow_statement_is_ended(
    postgresql_primary: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the server itself, so that it does not go on there without us."""
    monkeypatch.setattr("storage.server.STATEMENT_SECONDS", "0.1")
    with opened(postgresql_primary.url()) as database, pytest.raises(Unavailable) as caught:
        database.read_now(sleep)

    assert caught.value.trouble is Trouble.SLOW


def test_a_program_that_stands_still_does_not_hold_up_others(
    postgresql_primary: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends its transaction; what it did is undone, and it is told."""
    monkeypatch.setattr("storage.server.IDLE_SECONDS", "0.1")
    with opened(postgresql_primary.url()) as database:
        Program(database=database).set_up()

        def stand_still(work: Work) -> int:
            taken = take(work)
            assert threading.Event().wait(0.5) is False
            take(work)
            return taken

        with pytest.raises(Unavailable) as caught:
            database.write_now(stand_still)
        assert database.write_now(take) == 1

    assert caught.value.trouble in (Trouble.SLOW, Trouble.AWAY)


def test_a_migration_may_take_as_long_as_it_needs(
    postgresql_primary: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limits are for messages; a large table is copied in one statement."""
    monkeypatch.setattr("storage.server.STATEMENT_SECONDS", "0.1")
    monkeypatch.setattr("storage.server.Patient.patience", 0.2)
    engine = open_engine(postgresql_primary.url())
    try:
        with engine.connect() as connection:
            with unhurried(connection):
                connection.exec_driver_sql("SELECT pg_sleep(0.5)")
            connection.rollback()
            with pytest.raises(OperationalError):
                connection.exec_driver_sql("SELECT pg_sleep(0.5)")
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lock_timeout", "6s"),
        ("statement_timeout", "7s"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("tcp_keepalives_idle", "30"),
        ("tcp_user_timeout", "30000"),
        ("TimeZone", "UTC"),
        ("synchronous_commit", "on"),
    ],
)
def test_every_connection_has_its_limits(
    postgresql_primary: Server, database: Database, name: str, value: str
) -> None:
    """On the server's side, so that they hold even when the program has vanished."""

    def shown(work: Work) -> str:
        return str(work.session.connection().exec_driver_sql(f"SHOW {name}").scalar_one())

    assert (database.read_now(shown), database.write_now(shown)) == (value, value)


def take(work: Work) -> int:
    return counters.take_number(work, 1, "petition")


def sleep(work: Work) -> None:
    work.session.connection().exec_driver_sql("SELECT pg_sleep(5)")


def beyond(proxy: Proxy, server: Server) -> str:
    """The server's address by way of the network between."""
    return server.url().replace(f":{server.port}/", f":{proxy.port}/")
