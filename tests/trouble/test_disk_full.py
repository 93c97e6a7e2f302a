"""A full disk: nothing is acknowledged that is not saved, and room is all it takes to go on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from integration.storage_kit import NOW
from sqlalchemy import event
from stage import Program
from trouble.disks import Disk, small_disk
from trouble.town import lives_through, town

from storage.database import Database
from storage.errors import Unavailable
from storage.tables import Audit
from storage.troubles import Trouble
from storage.work import Work


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk") as found:
        yield found


@pytest.fixture
def url(disk: Disk, sqlite_url: str) -> str:
    """A migrated database on the small disk."""
    shutil.copyfile(sqlite_url.removeprefix("sqlite:///"), disk.folder / "doithoai.db")
    return f"sqlite:///{disk.folder / 'doithoai.db'}"


def note(work: Work, length: int = 100) -> None:
    """Something to save."""
    work.session.add(Audit(commune_id=1, at=NOW, action="x" * length, subject="s", subject_id=1))


def notes(database: Database) -> int:
    return database.read_now(
        lambda work: int(
            work.session.connection().exec_driver_sql("SELECT count(*) FROM audit").scalar_one()
        )
    )


async def test_the_program_lives_through_a_full_disk(url: str, disk: Disk) -> None:
    """503 and “later” while it is full; once there is room, all is answered once."""
    kind = Trouble.FULL if disk.mounted else Trouble.FAILING
    async with town(url, disk.folder) as found:
        await lives_through(found, disk.full(), kind)


def test_a_full_disk_is_named_and_left_behind(url: str, disk: Disk) -> None:
    """What was saved before is there; what was refused is not; the next one is saved."""
    database = Database(url)
    try:
        Program(database=database).set_up()
        database.write_now(note)
        before = notes(database)
        with disk.full(), pytest.raises(Unavailable) as caught:
            database.write_now(lambda work: note(work, 100_000))
        database.write_now(note)
        after = notes(database)
    finally:
        database.close()

    assert caught.value.trouble is (Trouble.FULL if disk.mounted else Trouble.FAILING)
    assert after == before + 1


def test_a_file_that_may_not_grow_is_a_full_disk(sqlite_program: Program) -> None:
    """The same by SQLite's own limit, on any machine."""
    database, limit = sqlite_program.database, "PRAGMA max_page_count=1"

    def no_room(raw: object, *_: object) -> None:
        raw.execute(limit)  # type: ignore[attr-defined]

    before = notes(database)
    event.listen(database.engine, "checkout", no_room)
    with pytest.raises(Unavailable) as caught:
        database.write_now(lambda work: note(work, 100_000))
    event.remove(database.engine, "checkout", no_room)
    limit = "PRAGMA max_page_count=1000000"
    event.listen(database.engine, "checkout", no_room)
    database.write_now(lambda work: note(work, 100_000))

    assert caught.value.trouble is Trouble.FULL
    assert notes(database) == before + 1
