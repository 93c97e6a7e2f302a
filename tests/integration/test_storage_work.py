"""The one entry to the database: what callers may rely on, whichever engine is behind it."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from integration.storage_kit import PATIENCE, at_once, count, in_processes, take_numbers
from sqlalchemy.exc import DBAPIError, IntegrityError
from stage import Program

from storage import communes, counters
from storage.database import Database
from storage.errors import Unavailable
from storage.tables import Petition, Village
from storage.work import Topic, Work


def village(work: Work, name: str, commune_id: int = 1) -> None:
    work.session.add(Village(commune_id=commune_id, name=name, position=1))


def wake(work: Work) -> None:
    work.wake(Topic.OUTBOX)


def take(work: Work) -> int:
    return counters.take_number(work, 1, "petition")


def test_work_that_raises_leaves_nothing(program: Program) -> None:
    """Its own exception reaches the caller, and what it had written is gone."""

    def write_and_fail(work: Work) -> None:
        village(work, "Thôn mới")
        work.session.flush()
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        program.database.write_now(write_and_fail)

    assert count(program.database, Village, Village.name == "Thôn mới") == 0


async def test_of_work_that_runs_together_one_piece_fails_alone(program: Program) -> None:
    """What came before it and after it is saved, once; its own caller hears of the fault."""
    go = threading.Event()

    def hold(_: Work) -> None:
        assert go.wait(PATIENCE)

    def fail(work: Work) -> None:
        village(work, "Thôn hỏng")
        work.session.flush()
        raise LookupError("mine")

    pieces = (hold, lambda work: village(work, "Trước"), fail, lambda work: village(work, "Sau"))
    waiting = [asyncio.create_task(program.database.write(piece)) for piece in pieces]
    await asyncio.sleep(0)  # all of them are handed in before the first ends
    go.set()
    told = await asyncio.gather(*waiting, return_exceptions=True)

    assert [type(one) for one in told] == [type(None), type(None), LookupError, type(None)]
    saved = [
        count(program.database, Village, Village.name == name)
        for name in ("Trước", "Thôn hỏng", "Sau")
    ]
    assert saved == [1, 0, 1]


def test_a_fault_found_at_the_end_reaches_the_caller(program: Program) -> None:
    """Rows that were only added are checked before the caller hears that they are saved."""
    with pytest.raises(IntegrityError):
        program.database.write_now(lambda work: village(work, "không đâu", commune_id=404))

    program.database.ping()


async def test_work_handed_in_before_the_end_is_finished(program: Program) -> None:
    """Closing waits for it, and its callers are answered."""
    waiting = [asyncio.create_task(program.database.write(take)) for _ in range(40)]
    await asyncio.sleep(0)
    await asyncio.to_thread(program.database.close)

    assert sorted(await asyncio.gather(*waiting)) == list(range(1, 41))


async def test_after_the_end_nothing_is_taken(program: Program) -> None:
    """`Unavailable`: a message is not acknowledged by a program that is stopping."""
    program.database.close()

    with pytest.raises(Unavailable):
        await program.database.write(take)
    with pytest.raises(Unavailable):
        await program.database.read(take)
    with pytest.raises(Unavailable):
        program.database.write_now(take)
    with pytest.raises(Unavailable):
        program.database.read_now(take)


def test_closing_twice_is_harmless_and_leaves_no_thread(program: Program) -> None:
    """Every thread that the database began has ended."""
    before = set(threading.enumerate())
    database = Database(program.database.url)
    database.write_now(take)
    database.close()
    database.close()

    assert set(threading.enumerate()) <= before


async def test_a_caller_who_gives_up_stops_nobody_else(program: Program) -> None:
    """A page that is closed while its message waits: later messages are still written."""
    tasks = [asyncio.create_task(program.database.write(take)) for _ in range(30)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.wait(tasks)

    assert await asyncio.wait_for(program.database.write(take), PATIENCE) > 0


def test_who_listens_is_told_after_the_commit(program: Program) -> None:
    """The relay that is woken finds what woke it."""
    found: list[int] = []
    program.database.listen(
        Topic.OUTBOX,
        lambda: found.append(count(program.database, Village, Village.name == "Thôn mới")),
    )

    def write(work: Work) -> None:
        village(work, "Thôn mới")
        wake(work)

    program.database.write_now(write)
    program.database.close()

    assert found == [1]


def test_a_listener_that_fails_does_not_undo_what_was_saved(program: Program) -> None:
    """A relay whose loop is gone: the caller is answered, and the next one too."""
    loop = asyncio.new_event_loop()
    loop.close()
    program.database.listen(Topic.OUTBOX, lambda: loop.call_soon_threadsafe(print))
    program.database.write_now(wake)
    program.database.write_now(wake)

    assert program.database.write_now(take) == 1


def test_a_reader_sees_one_state(program: Program) -> None:
    """What is written while it reads, it does not see; the next reader does."""
    database = program.database

    def villages(work: Work) -> int:
        return len(communes.villages(work, 1))

    def read_around_a_write(work: Work) -> tuple[int, int]:
        before = villages(work)
        database.write_now(lambda writing: village(writing, "Thôn mới"))
        return before, villages(work)

    before, after = database.read_now(read_around_a_write)

    assert before == after
    assert count(database, Village) == before + 1


def test_readers_do_not_wait_for_a_writer(program: Program) -> None:
    """A long write (an import) does not stop a look-up."""
    writing, read = threading.Event(), threading.Event()

    def write(work: Work) -> None:
        village(work, "Thôn mới")
        work.session.flush()
        writing.set()
        assert read.wait(PATIENCE)

    with ThreadPoolExecutor(1) as thread:
        written = thread.submit(program.database.write_now, write)
        assert writing.wait(PATIENCE)
        seen = count(program.database, Village, Village.name == "Thôn mới")
        read.set()
        written.result(PATIENCE)

    assert seen == 0


def test_wrong_work_is_not_called_a_database_that_is_away(program: Program) -> None:
    """`Unavailable` promises that waiting helps; a statement that is wrong stays wrong."""

    def mistaken(work: Work) -> None:
        work.session.connection().exec_driver_sql("SELECT nothing FROM nowhere")

    with pytest.raises(DBAPIError):
        program.database.read_now(mistaken)
    with pytest.raises(DBAPIError):
        program.database.write_now(mistaken)


def test_a_refused_row_is_not_shown_in_the_error(program: Program) -> None:
    """Errors go to the log, people's words and names do not."""

    def write(work: Work) -> None:
        work.session.add(
            Petition(
                commune_id=1,
                person_id=1,
                address_id=1,
                state="nowhere",
                name="Nguyễn Thị Bí Mật",
                created_at=program.now,
                changed_at=program.now,
            )
        )

    with pytest.raises(IntegrityError) as caught:
        program.database.write_now(write)

    assert "petition" in str(caught.value)
    assert "Bí Mật" not in f"{caught.value!s}{caught.value!r}{caught.value.orig!s}"


def test_two_programs_that_write_at_once_wait_for_each_other(program: Program) -> None:
    """Two processes count together without a gap and without a fault."""
    taken = in_processes(2, take_numbers, program.database.url, 100)

    assert sorted(taken[0] + taken[1]) == list(range(1, 201))


def test_a_lost_race_is_run_again(postgresql_database: Database) -> None:
    """Two transactions that lock two rows crosswise both succeed: one of them twice."""
    Program(database=postgresql_database).set_up()
    for name in ("a", "b"):
        postgresql_database.write_now(lambda work, n=name: counters.take_number(work, 1, n))
    met = threading.Barrier(2)
    runs: list[str] = []

    def crosswise(first: str, second: str, work: Work) -> None:
        runs.append(first)
        counters.take_number(work, 1, first)
        if len(runs) <= 2:
            met.wait(PATIENCE)
        counters.take_number(work, 1, second)

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(postgresql_database.write_now, lambda work: crosswise("a", "b", work))
        two = threads.submit(postgresql_database.write_now, lambda work: crosswise("b", "a", work))
        assert (one.result(PATIENCE), two.result(PATIENCE)) == (None, None)

    assert len(runs) > 2
    assert postgresql_database.write_now(lambda work: counters.take_number(work, 1, "a")) == 4


def test_a_server_that_went_away_is_unavailable_and_comes_back(
    postgresql_database: Database,
) -> None:
    """Connections that the server cut fail once with `Unavailable`, then are made anew."""

    def cut(work: Work) -> None:
        work.session.connection().exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(Unavailable):
        postgresql_database.write_now(cut)

    postgresql_database.ping()


def test_a_standby_is_unavailable_for_writers(postgresql_database: Database) -> None:
    """Read-only is a state that passes, not a mistake in the work."""
    Program(database=postgresql_database).set_up()

    def write_read_only(work: Work) -> int:
        work.session.connection().exec_driver_sql("SET TRANSACTION READ ONLY")
        return take(work)

    with pytest.raises(Unavailable):
        postgresql_database.write_now(write_read_only)


def test_no_server_at_all_is_unavailable() -> None:
    """The program says so instead of waiting for ever."""
    database = Database("postgresql://nobody@127.0.0.1:9/nothing")
    try:
        with pytest.raises(Unavailable):
            database.ping()
    finally:
        database.close()


def test_more_work_than_connections_is_served_in_turn(program: Program, twin: Database) -> None:
    """Sixty callers at once are all answered."""
    assert sorted(at_once([program.database, twin], 60, take)) == list(range(1, 61))
