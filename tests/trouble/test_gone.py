"""The file is removed or replaced under the running program."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from integration.storage_kit import people
from stage import Actor, Program
from trouble.test_damaged import open_all
from trouble.town import lives_through, town

from storage.database import Database
from storage.errors import Unavailable
from storage.troubles import Trouble
from storage.work import Work

ENDINGS = ("", "-wal", "-shm")


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@contextmanager
def moved_away(path: Path) -> Iterator[None]:
    """The database and its journal stand elsewhere while the block runs."""
    files = [path.with_name(path.name + ending) for ending in ENDINGS]
    for file in files:
        file.rename(file.with_name(f"away-{file.name}"))
    try:
        yield
    finally:
        for file in reversed(files):  # the journal first: who finds the file reads both
            if file.with_name(f"away-{file.name}").exists():
                file.with_name(f"away-{file.name}").rename(file)


async def test_the_program_lives_through_a_file_that_is_away(
    sqlite_url: str, tmp_path: Path
) -> None:
    """503 and “later”: a commit to a file that nobody will read again is not acknowledged."""
    async with town(sqlite_url, tmp_path) as found:
        await lives_through(found, moved_away(path_of(sqlite_url)), Trouble.GONE)


def test_no_new_file_is_made_in_its_place(sqlite_program: Program) -> None:
    """An empty database would take what people write, and hide that theirs is gone."""
    path = path_of(sqlite_program.database.url)
    with moved_away(path):
        with pytest.raises(Unavailable) as caught:
            sqlite_program.database.ping()
        made = path.exists()

    assert (caught.value.trouble, made) == (Trouble.GONE, False)


def test_an_empty_file_in_its_place_is_not_ours(sqlite_program: Program) -> None:
    """What has none of our tables is refused, whoever put it there."""
    database = sqlite_program.database
    path = path_of(database.url)
    with moved_away(path):
        path.touch()
        with pytest.raises(Unavailable) as caught:
            database.ping()
        with pytest.raises(Unavailable):
            database.read_now(sqlite_program.commune)
        path.unlink()

    assert caught.value.trouble is Trouble.GONE
    assert database.read_now(sqlite_program.commune).name


def test_a_backup_that_was_put_in_its_place_is_used_at_once(
    sqlite_program: Program, tmp_path: Path
) -> None:
    """Restoring needs no restart: the next message goes into the file that stands there."""
    database = sqlite_program.database
    path = path_of(database.url)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    backup = tmp_path / "backup.db"
    shutil.copyfile(path, backup)
    Actor(program=sqlite_program, name="an").say("/lich")
    with_an = people(database)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink()
    backup.replace(path)
    without = people(database)
    Actor(program=sqlite_program, name="binh").say("/lich")
    again = Database(database.url)
    try:
        assert (with_an, without, people(again)) == (1, 0, 1)
    finally:
        again.close()


def test_a_journal_that_was_deleted_costs_nothing_that_was_acknowledged(
    sqlite_program: Program,
) -> None:
    """Somebody tidies up "-wal": what only it held is brought home before it is let go."""
    database = sqlite_program.database
    open_all(database)
    Actor(program=sqlite_program, name="an").say("/lich")
    Path(f"{path_of(database.url)}-wal").unlink()
    Actor(program=sqlite_program, name="binh").say("/lich")
    database.close()
    again = Database(database.url)
    try:
        assert people(again) == 2
    finally:
        again.close()


def test_nobody_begins_with_a_new_journal_while_another_reads_the_old_one(
    sqlite_program: Program,
) -> None:
    """SQLite would mix the two; so writers wait until the reader has ended, and nothing is lost."""
    database = sqlite_program.database
    Actor(program=sqlite_program, name="an").say("/lich")
    begun, go = threading.Event(), threading.Event()

    def read(work: Work) -> None:
        work.session.connection().exec_driver_sql("SELECT count(*) FROM person")
        begun.set()
        go.wait(20)

    reading = database._submit_read(read)
    begun.wait(20)
    Path(f"{path_of(database.url)}-wal").unlink()
    with pytest.raises(Unavailable) as caught:
        database.ping()
    go.set()
    reading.result(20)
    Actor(program=sqlite_program, name="binh").say("/lich")

    assert caught.value.trouble is Trouble.GONE
    assert people(database) == 2


def test_a_commit_into_a_file_that_went_meanwhile_is_not_acknowledged(
    sqlite_program: Program, tmp_path: Path
) -> None:
    """It is looked at once more between the commit and the answer."""
    database = sqlite_program.database
    path = path_of(database.url)

    def lose_the_file(_: object) -> None:
        path.rename(tmp_path / "elsewhere.db")

    with pytest.raises(Unavailable) as caught:
        database.write_now(lose_the_file)

    assert caught.value.trouble is Trouble.GONE
