"""Bytes of the file are overwritten while the program runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from integration.storage_kit import NOW, count, queue
from stage import Program
from trouble.town import lives_through, town

from storage import communes
from storage.database import READERS, Database
from storage.errors import Unavailable
from storage.tables import Audit
from storage.troubles import Trouble
from storage.work import Work

HEADER = 100
PAGE = 4096


@contextmanager
def overwritten(path: Path, start: int, length: int) -> Iterator[None]:
    """Somebody else's bytes stand there while the block runs."""
    with path.open("r+b") as file:
        file.seek(start)
        before = file.read(length)
        file.seek(start)
        file.write(b"\xff" * len(before))
    try:
        yield
    finally:
        with path.open("r+b") as file:
            file.seek(start)
            file.write(before)


def checkpoint(database: Database) -> None:
    """Everything stands in the file itself, and the next reader reads it from there."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def test_the_program_lives_through_an_overwritten_header(
    sqlite_url: str, tmp_path: Path
) -> None:
    """503 and “later” until the right bytes stand there again; no restart is needed."""
    async with town(sqlite_url, tmp_path) as found:

        @contextmanager
        def header() -> Iterator[None]:
            checkpoint(found.app.database)
            with overwritten(path_of(sqlite_url), 0, HEADER):
                found.app.database.engine.dispose()
                yield

        await lives_through(found, header(), Trouble.DAMAGED)


def test_overwritten_pages_are_damage_and_no_fault_of_the_message(
    sqlite_program: Program,
) -> None:
    """Work that meets them is `Unavailable`: never acknowledged, never apologised for."""
    database = sqlite_program.database
    path = path_of(database.url)
    checkpoint(database)
    with overwritten(path, PAGE, path.stat().st_size - PAGE), pytest.raises(Unavailable) as caught:
        database.write_now(lambda work: communes.every(work))

    assert caught.value.trouble is Trouble.DAMAGED
    assert database.read_now(sqlite_program.commune).name


def test_a_journal_that_was_cut_short_is_left_behind(sqlite_program: Program) -> None:
    """What stood only there is gone with it; the program goes on with what the file holds, though
    many connections have read the journal as it was."""
    database = sqlite_program.database
    checkpoint(database)
    open_all(database)
    queue(database, "một")
    with Path(f"{path_of(database.url)}-wal").open("r+b") as journal:
        journal.truncate(0)
    faults = [fault_of(database) for _ in range(3)]

    assert faults[-1] is None
    assert count(database, Audit) == faults.count(None)


def open_all(database: Database) -> None:
    """Let every reader have a connection of its own."""
    met = threading.Barrier(READERS)

    def read(work: Work) -> None:
        work.session.connection().exec_driver_sql("SELECT count(*) FROM commune")
        met.wait(20)

    for reader in [database._submit_read(read) for _ in range(READERS)]:
        reader.result(20)


def fault_of(database: Database) -> Unavailable | None:
    """Try to save something; what was in the way."""
    line = Audit(commune_id=1, at=NOW, action="a", subject="s", subject_id=1)
    try:
        database.write_now(lambda work: work.session.add(line))
    except Unavailable as fault:
        return fault
    return None
