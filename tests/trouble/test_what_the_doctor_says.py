"""`doithoai doctor` in each trouble: what is wrong, where, and what to do."""

import os
import sqlite3
from collections import namedtuple
from contextlib import closing
from pathlib import Path

import pytest
from integration.cli_kit import Operator
from trouble.disks import read_only, small_disk
from trouble.servers import Server, standby
from trouble.test_damaged import overwritten
from trouble.test_locked import another_holds

from bot.console import FAILED
from storage import health
from storage.database import Database
from storage.holders import LOCKS, Holder, holders

Usage = namedtuple("Usage", "total used free")
PAGE = 4096


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


@pytest.fixture
def file(operator: Operator) -> Path:
    """The database of a commune, closed and whole."""
    operator.run("migrate")
    return operator.data / "doithoai.db"


def findings(operator: Operator) -> dict[str, str]:
    """What the doctor finds amiss."""
    return {f["what"]: f["says"] for f in operator.ask("doctor").document if not f["good"]}


def test_it_warns_before_the_disk_is_full(
    operator: Operator, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While there still is time to make room."""
    monkeypatch.setattr("storage.room.shutil.disk_usage", lambda _: Usage(10**12, 0, 312_000_000))
    spoken = operator.ask("doctor")

    assert spoken.code == FAILED
    assert findings(operator)["disk"].startswith("312 MB free: make room")


def test_it_says_how_much_is_left_on_a_full_disk(operator: Operator, tmp_path: Path) -> None:
    """And that room is all it takes."""
    with small_disk(tmp_path / "disk") as disk:
        operator.write(f'[data]\ndir = "{disk.folder}"\n')
        operator.run("migrate")
        with Database(f"sqlite:///{disk.folder / 'doithoai.db'}").engine.connect(), disk.full():
            found = findings(operator)["database"]

    assert "disk" in found
    assert "free" in found or not disk.mounted


def test_it_says_that_a_folder_may_not_be_written(operator: Operator, file: Path) -> None:
    """And whose rights to look at."""
    with read_only(operator.data) as folder:
        operator.write(f'[data]\ndir = "{folder}"\n')
        found = findings(operator)

    assert "may not be written" in found["database"] + found.get("key", "")


def test_it_names_who_holds_the_file(
    operator: Operator, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By number and command, so that it can be ended."""
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.1)
    holder = Holder(process=4711, command="python backup.py")
    monkeypatch.setattr("bot.doctor_database.holders", lambda _: [holder])
    with another_holds(f"sqlite:///{file}"):
        found = findings(operator)["database"]

    assert "another program holds" in found
    assert "process 4711: python backup.py" in found


def test_who_holds_a_file_is_read_from_the_systems_list(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever only reads or waits is not named."""
    assert LOCKS.exists()
    own = os.getpid()
    monkeypatch.setattr("storage.holders.os.getpid", lambda: 1)
    with another_holds(f"sqlite:///{file}"):
        (holder,) = holders(file)
    after = holders(file)

    assert (holder.process, after) == (own, [])
    assert "python" in holder.command


def test_whoever_only_reads_or_waits_is_not_named(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor who holds another file."""
    own, other = file.stat().st_ino, file.stat().st_ino + 1
    lines = (
        f"1: POSIX  ADVISORY  WRITE 11 fd:01:{own} 120 120",
        f"1: -> POSIX  ADVISORY  WRITE 12 fd:01:{own} 120 120",
        f"2: POSIX  ADVISORY  READ 13 fd:01:{own} 124 124",
        f"3: POSIX  ADVISORY  WRITE 14 fd:01:{other} 120 120",
    )
    (tmp_path / "locks").write_text("\n".join(lines))
    monkeypatch.setattr("storage.holders.LOCKS", tmp_path / "locks")

    assert [holder.process for holder in holders(file)] == [11]


def test_it_finds_damaged_pages(operator: Operator, file: Path) -> None:
    """Before somebody's message meets them; restoring the backup is what helps."""
    with closing(sqlite3.connect(file)) as connection:
        # The last page that holds something: behind it there may be free ones.
        (page,) = connection.execute("SELECT max(rootpage) FROM sqlite_master").fetchone()
    with overwritten(file, (page - 1) * PAGE, PAGE):
        found = findings(operator)

    assert "restore the last backup" in found["database file"]


def test_its_look_at_the_pages_ends_in_time(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A huge file does not keep the operator waiting."""
    monkeypatch.setattr(health, "STEPS", 1)
    database = Database(f"sqlite:///{file}")
    try:
        unfinished = database.read_now(lambda work: health.find_damage(work, -1.0))
        finished = database.read_now(lambda work: health.find_damage(work, 10.0))
    finally:
        database.close()

    assert (unfinished, finished) == (None, "")


def test_it_says_which_server_is_away_without_the_password(operator: Operator) -> None:
    """With both hosts where there are two."""
    operator.write(
        '[database]\nurl = "postgresql://doithoai:hush@127.0.0.1:1,127.0.0.1:2/doithoai"\n'
    )
    found = findings(operator)["database"]

    assert "cannot be reached" in found
    assert "127.0.0.1:1, 127.0.0.1:2" in found
    assert "hush" not in found


def test_it_tells_a_standby_from_a_server_that_is_away(
    operator: Operator, postgresql_primary: Server
) -> None:
    """And how both are named."""
    with standby(postgresql_primary) as second:
        operator.write(f'[database]\nurl = "{second.url()}"\n')
        found = findings(operator)["database"]

    assert "is a standby" in found
    assert "target_session_attrs" in found
