"""The embedded database: what each of its connections is set to, and its one writer."""

import asyncio
import re
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from integration.storage_kit import PATIENCE, claim, held, in_processes, pragmas, queue, settings
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from stage import Program

from storage import communes, schema
from storage.database import READERS, Database
from storage.engine import open_engine
from storage.errors import Unavailable
from storage.tables import Audit, Village
from storage.work import Topic, Work

# The journal survives a crash, each commit is on the disk, references hold.
HARDENED = ("wal", 2, 1)


def village(work: Work, name: str, commune_id: int = 1) -> None:
    work.session.add(Village(commune_id=commune_id, name=name, position=1))


def broken(work: Work) -> None:
    """A row whose commune does not exist, found at the flush."""
    village(work, "không đâu", commune_id=404)
    work.session.flush()


def broken_at_commit(work: Work) -> None:
    """The same, found only when all is committed."""
    work.session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    broken(work)


def names(program: Program) -> list[str]:
    rows = program.database.read_now(lambda work: list(communes.villages(work, 1)))
    return [row.name for row in rows if row.name.startswith("Thôn mới")]


def test_every_connection_is_durable_and_keeps_references(sqlite_database: Database) -> None:
    """The writer and each reader: WAL, synchronous FULL, foreign keys on."""
    together = threading.Barrier(READERS)

    def read(work: Work) -> Any:
        together.wait(PATIENCE)  # so that no connection is seen twice
        return settings(work)

    readers = [sqlite_database._submit_read(read) for _ in range(READERS)]

    assert [reader.result(PATIENCE) for reader in readers] == [HARDENED] * READERS
    assert sqlite_database.write_now(settings) == HARDENED


def test_a_connection_after_a_failed_commit_is_as_durable(sqlite_program: Program) -> None:
    """The connection in doubt is given up; the next one is set up like the first."""
    with pytest.raises(Unavailable):
        sqlite_program.database.write_now(broken_at_commit)

    assert sqlite_program.database.write_now(settings) == HARDENED


def test_it_stays_durable_when_opened_again_and_in_a_second_process(sqlite_url: str) -> None:
    """What is set per connection is set by whoever opens the file."""
    assert pragmas(sqlite_url) == {"writer": HARDENED, "reader": HARDENED}
    assert pragmas(sqlite_url) == in_processes(1, pragmas, sqlite_url)[0]


def test_work_that_waits_shares_one_commit_and_keeps_its_order(sqlite_program: Program) -> None:
    """Twenty pieces behind a busy writer cost one commit, and their rows come in order."""
    traced: list[str] = []

    def trace(work: Work) -> None:
        raw: Any = work.session.connection().connection.driver_connection
        raw.set_trace_callback(traced.append)

    sqlite_program.database.write_now(trace)
    with held(sqlite_program.database) as submit:
        traced.clear()
        waiting = [
            submit(lambda work, n=number: village(work, f"Thôn mới {n}")) for number in range(20)
        ]
    assert [future.result(PATIENCE) for future in waiting] == [None] * 20

    of_the_busy_one_and_theirs = 2
    assert traced.count("COMMIT") == of_the_busy_one_and_theirs
    inserted = [name for line in traced for name in re.findall(r"Thôn mới \d+", line)]
    assert inserted == [f"Thôn mới {number}" for number in range(20)]


@pytest.mark.parametrize("fails_in", ["flush", "statement", "own code"])
def test_work_that_fails_does_not_take_its_neighbours_with_it(
    sqlite_program: Program, fails_in: str
) -> None:
    """In one shared commit, what raised is gone and what stood beside it is saved."""

    def fail(work: Work) -> None:
        village(work, "Thôn mới hỏng")
        if fails_in == "flush":
            broken(work)
        work.session.flush()
        if fails_in == "statement":
            work.session.connection().exec_driver_sql("INSERT INTO village VALUES (1)")
        raise LookupError("no such thing")

    with held(sqlite_program.database) as submit:
        before = submit(lambda work: village(work, "Thôn mới 1"))
        failing = submit(fail)
        after = submit(lambda work: village(work, "Thôn mới 2"))

    assert (before.result(PATIENCE), after.result(PATIENCE)) == (None, None)
    assert failing.exception(PATIENCE) is not None
    assert names(sqlite_program) == ["Thôn mới 1", "Thôn mới 2"]


def test_what_work_undid_itself_stays_undone(sqlite_program: Program) -> None:
    """A savepoint that work rolls back, or releases before it fails, leaves nothing."""

    def try_and_go_on(work: Work) -> None:
        with suppress(IntegrityError), work.session.begin_nested():
            village(work, "Thôn mới bỏ")
            broken(work)
        village(work, "Thôn mới giữ")

    def release_and_fail(work: Work) -> None:
        with work.session.begin_nested():
            village(work, "Thôn mới mất")
        raise LookupError

    sqlite_program.database.write_now(try_and_go_on)
    with pytest.raises(LookupError):
        sqlite_program.database.write_now(release_and_fail)

    assert names(sqlite_program) == ["Thôn mới giữ"]


def test_a_commit_that_fails_fails_for_all_who_shared_it(sqlite_program: Program) -> None:
    """Nobody is told that it was saved, nobody waits for ever, and the next commit works."""
    with held(sqlite_program.database) as submit:
        shared = [
            submit(lambda work: village(work, "Thôn mới 1")),
            submit(broken_at_commit),
            submit(lambda work: village(work, "Thôn mới 2")),
        ]

    faults = [future.exception(PATIENCE) for future in shared]

    assert [type(fault) for fault in faults] == [Unavailable] * 3
    sqlite_program.database.write_now(lambda work: village(work, "Thôn mới 3"))
    assert names(sqlite_program) == ["Thôn mới 3"]


def test_nobody_is_woken_for_what_was_not_committed(sqlite_program: Program) -> None:
    """The relay hears of committed messages only."""
    woken: list[str] = []
    sqlite_program.database.listen(Topic.OUTBOX, lambda: woken.append("outbox"))

    def wake_and_fail(work: Work) -> None:
        work.wake(Topic.OUTBOX)
        broken_at_commit(work)

    with pytest.raises(Unavailable):
        sqlite_program.database.write_now(wake_and_fail)

    assert woken == []


@pytest.mark.parametrize("fault", [SystemExit(), KeyboardInterrupt(), asyncio.CancelledError()])
def test_the_writer_survives_whatever_work_raises(
    sqlite_program: Program, fault: BaseException
) -> None:
    """Even what is no Exception fails its own work only."""

    def leave(_: Work) -> None:
        raise fault

    with held(sqlite_program.database) as submit:
        leaving = submit(leave)
        staying = submit(lambda work: village(work, "Thôn mới"))

    assert leaving.exception(PATIENCE) is fault
    assert staying.result(PATIENCE) is None


def test_a_full_disk_fails_all_who_shared_the_commit(sqlite_program: Program) -> None:
    """SQLite rolls back by itself then: nobody is told that it was saved, nothing is half saved."""

    def no_more_room(work: Work) -> None:
        connection = work.session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")

    sqlite_program.database.write_now(no_more_room)
    with held(sqlite_program.database) as submit:
        small = submit(lambda work: village(work, "Thôn mới 1"))
        large = submit(lambda work: village(work, "Thôn mới" * 10_000))
        behind = submit(lambda work: village(work, "Thôn mới 2"))

    faults = [future.exception(PATIENCE) for future in (small, large, behind)]
    assert [type(fault) for fault in faults] == [Unavailable] * 3
    sqlite_program.database.write_now(lambda work: village(work, "Thôn mới 3"))
    assert names(sqlite_program) == ["Thôn mới 3"]


def test_a_ping_is_a_write(sqlite_program: Program) -> None:
    """A disk that takes no more bytes is noticed: each ping adds to the journal."""
    path = Path(f"{sqlite_program.database.engine.url.database}-wal")
    before = path.stat().st_size
    sqlite_program.database.ping()

    assert path.stat().st_size > before


def test_a_file_that_another_program_holds_too_long_is_unavailable(
    sqlite_program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second writer waits its turn for a while, says so, and works once the first is done."""
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.05)
    other = Database(sqlite_program.database.url)
    try:
        with held(sqlite_program.database), pytest.raises(Unavailable, match="locked"):
            other.write_now(lambda work: village(work, "Thôn mới 1"))
        other.write_now(lambda work: village(work, "Thôn mới 2"))
    finally:
        other.close()

    assert names(sqlite_program) == ["Thôn mới 2"]


def test_a_caller_who_gave_up_does_not_stop_the_writer(sqlite_program: Program) -> None:
    """Work that was cancelled before its turn is not done; what waits behind it is."""
    with held(sqlite_program.database) as submit:
        given_up = submit(lambda work: village(work, "Thôn mới 1"))
        given_up.cancel()
        behind = submit(lambda work: village(work, "Thôn mới 2"))

    assert behind.result(PATIENCE) is None
    assert names(sqlite_program) == ["Thôn mới 2"]


async def test_who_gave_up_on_the_event_loop_does_not_stop_the_writer(
    sqlite_program: Program,
) -> None:
    database = sqlite_program.database
    with held(database):
        given_up = asyncio.ensure_future(database.write(lambda work: village(work, "Thôn mới 1")))
        await asyncio.sleep(0)
        given_up.cancel()
        behind = asyncio.ensure_future(database.write(lambda work: village(work, "Thôn mới 2")))
        await asyncio.sleep(0)
    await behind

    assert names(sqlite_program) == ["Thôn mới 2"]


def test_two_open_writers_do_not_claim_the_same_message(sqlite_program: Program) -> None:
    """A claim by a second program between two of ours finds nothing."""
    queue(sqlite_program.database, "một")
    other = Database(sqlite_program.database.url)
    try:
        first, second = claim(other), claim(sqlite_program.database)
    finally:
        other.close()

    assert (len(first), len(second)) == (1, 0)


def test_audit_lines_are_kept_when_the_file_is_opened_again(sqlite_url: str) -> None:
    """What was committed is read by whoever opens the file next."""
    database = Database(sqlite_url)
    Program(database=database).set_up()
    line = Audit(
        commune_id=1, at=Program(database=database).now, action="a", subject="s", subject_id=1
    )
    database.write_now(lambda work: work.session.add(line))
    database.close()

    again = Database(sqlite_url)
    try:
        assert again.read_now(lambda work: work.session.get(Audit, 1)) is not None
    finally:
        again.close()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    """An operator learns that the file is the trouble, not the program."""
    path = tmp_path / "doithoai.db"
    path.write_bytes(b"x" * 4096)
    database = Database(f"sqlite:///{path}")
    try:
        with pytest.raises(Unavailable, match="not a database"):
            database.ping()
        with pytest.raises(Unavailable, match="not a database"):
            database.read_now(lambda work: work.session.connection())
    finally:
        database.close()


def test_a_new_file_is_opened_while_another_program_begins_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite itself does not wait for its turn to change the journal, we do."""
    path = tmp_path / "new.db"
    engine = open_engine(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    paused: list[float] = []

    def pause(seconds: float) -> None:
        paused.append(seconds)
        other.execute("COMMIT")

    monkeypatch.setattr("storage.engine.sleep", pause)
    event.listen(
        engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=0"), insert=True
    )
    try:
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    finally:
        other.close()
        engine.dispose()

    assert len(paused) == 1


def test_the_schema_is_current_where_it_was_copied(sqlite_url: str) -> None:
    """The tests' own template is what a fresh migration makes."""
    engine = open_engine(sqlite_url)
    try:
        assert schema.is_current(engine)
    finally:
        engine.dispose()
