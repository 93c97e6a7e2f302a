"""`backup` and `restore`: a whole copy while people write, brought back into a fresh place."""

import errno
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import postgresql
import pytest
from stage import Actor, Program
from stage.program import KEY, START

from bot.backup import Nightly, whole_ones
from bot.settings import Settings
from storage import room, vitals
from storage.backup import making, on_sqlite, restoring
from storage.backup.checking import check
from storage.backup.making import NoBackup, Sources
from storage.backup.manifest import NAME, NotWhole
from storage.backup.restoring import NotRestored, Place
from storage.blobs import Blobs
from storage.database import Database
from storage.schema import TooNew

ROOT = Path(__file__).parents[2]
PRINT = "print-of-a-key"


@dataclass
class House:
    """An installation with something in it, and the means to back it up."""

    program: Program
    data: Path
    backup: Path

    def sources(self) -> Sources:
        return Sources(
            database=self.program.database,
            files=self.data / "files",
            incoming=self.data / "incoming",
            key_file=self.data / "key",
            key_print=PRINT,
        )

    def back_up(self, name: str = "", before: Path | None = None) -> Path:
        folder = self.backup.with_name(name) if name else self.backup
        making.make(self.sources(), folder, self.program.now, before)
        return folder


@pytest.fixture
def house(program: Program, tmp_path: Path) -> House:
    """The sample commune with An's draft, a photo, the key, and an event that just came."""
    an = Actor(program=program, name="an")
    an.open()
    an.say("/gui")
    data = tmp_path / "data"
    (data / "incoming/zalo_oa/main").mkdir(parents=True)
    (data / "incoming/zalo_oa/main/1-1-1.event").write_bytes(b"{}")
    (data / "key").write_bytes(KEY)
    Blobs(data / "files").keep(b"a photo")
    return House(program, data, tmp_path / "backups" / "one")


@pytest.fixture
def fresh(house: House, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Another machine: an empty folder, an empty database of the same engine."""
    data = tmp_path / "elsewhere"
    if house.program.database.url.startswith("sqlite"):
        yield Place(url=f"sqlite:///{data / 'doithoai.db'}", data=data, key_print="")
        return
    server = request.getfixturevalue("postgresql_server")
    with postgresql.created(server) as url:
        yield Place(url=url, data=data, key_print="")


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Everything in every table, but what says how the tables are made."""
    from sqlmodel import SQLModel

    def read(work: object) -> dict[str, list[tuple[object, ...]]]:
        session = work.session  # type: ignore[attr-defined]
        return {
            table.name: sorted(map(repr, session.execute(table.select()).all()))
            for table in SQLModel.metadata.sorted_tables
            if table.name != "petition_search"
        }

    return database.read_now(read)


def test_a_backup_comes_back_whole_and_people_write_on(house: House, fresh: Place) -> None:
    """Rows, files, key and what had come in; An goes on where he was, Bình begins."""
    before = rows(house.program.database)
    house.back_up()
    restored = restoring.restore(house.backup, fresh)
    database = Database(fresh.url)
    try:
        after = rows(database)
        there = replace(house.program, database=database)
        an = Actor(program=there, name="an")
        an.say("Kênh thoát nước bị tắc")
        binh = Actor(program=there, name="binh")
        binh.open()
        said = (an.text, binh.text)
    finally:
        database.close()

    assert after == before
    assert restored.rows["outbox"] == len(before["outbox"])
    assert (fresh.data / "key").read_bytes() == KEY
    assert (fresh.data / "incoming/zalo_oa/main/1-1-1.event").read_bytes() == b"{}"
    assert [*(fresh.data / "files").rglob("*")][-1].read_bytes() == b"a photo"
    assert all(said)


def test_a_backup_is_for_its_owner_alone(house: House) -> None:
    """It holds the key and people's names."""
    folder = house.back_up()

    assert {path.stat().st_mode & 0o077 for path in [folder, *folder.rglob("*")]} == {0}


def test_what_others_write_meanwhile_makes_it_no_less_whole(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is copied as it stood at one moment; a file that goes meanwhile is no loss."""
    copy = making._save_database

    def and_write(database: Database, made: Path) -> object:
        saved = copy(database, made)
        Actor(program=house.program, name="binh").open()
        shutil.rmtree(house.data / "files")
        return saved

    monkeypatch.setattr(making, "_save_database", and_write)
    house.back_up()

    assert check(house.backup).rows["inbox"] == 2


def test_the_second_backup_shares_the_files_of_the_first(house: House) -> None:
    """So that a backup each night costs what is new; and neither shares them with the program."""
    first = house.back_up()
    Blobs(house.data / "files").keep(b"another photo")
    second = house.back_up("two", first)
    links = sorted(path.stat().st_nlink for path in (second / "files").rglob("*") if path.is_file())
    shutil.rmtree(first)

    assert links == [1, 2]
    assert check(second).files == 2


def test_a_file_that_rots_in_the_backup_is_found_and_copied_anew(house: House) -> None:
    """A thirtieth of them is read each day."""
    first = house.back_up()
    (kept,) = (path for path in (first / "files").rglob("*") if path.is_file())
    kept.write_bytes(b"A PHOTO")
    damaged = []
    for day in range(30):
        house.program.now = START + timedelta(days=day)
        folder = house.back_up(f"day-{day}", first)
        (copy,) = (path for path in (folder / "files").rglob("*") if path.is_file())
        damaged.append(copy.read_bytes() != b"a photo")

    assert damaged.count(False) == 1


def test_a_file_that_was_damaged_already_is_named(house: House) -> None:
    """The rest is backed up all the same."""
    (live,) = (path for path in (house.data / "files").rglob("*") if path.is_file())
    live.write_bytes(b"a phot0")
    house.back_up()

    assert check(house.backup).damaged == [live.name]


@pytest.mark.parametrize("harm", ["database", "file", "list", "missing", "manifest"])
def test_a_damaged_backup_is_refused_before_anything_is_changed(
    house: House, fresh: Place, harm: str
) -> None:
    folder = house.back_up()
    data = next(path for path in (folder / "files").rglob("*") if path.is_file())
    rows_of = folder / on_sqlite.COPY
    if not rows_of.exists():
        rows_of = folder / "tables/outbox.copy"
    if harm == "database":
        rows_of.write_bytes(rows_of.read_bytes()[:-1] + b"x")
    elif harm == "file":
        data.write_bytes(b"a phot0")
    elif harm == "list":
        (folder / "files.txt").write_text("")
    elif harm == "missing":
        data.unlink()
    else:
        (folder / NAME).write_text("{")

    with pytest.raises(NotWhole):
        restoring.restore(folder, fresh)
    assert not fresh.data.exists()


def changed(folder: Path, **values: object) -> None:
    told = json.loads((folder / NAME).read_text())
    (folder / NAME).write_text(json.dumps({**told, **values}))


def test_a_backup_of_a_newer_program_is_refused(house: House, fresh: Place) -> None:
    folder = house.back_up()
    if not (folder / on_sqlite.COPY).exists():
        changed(folder, revision="9999")
        with pytest.raises(TooNew):
            restoring.restore(folder, fresh)
    changed(folder, format=99)

    with pytest.raises(NotWhole, match="newer version"):
        restoring.restore(folder, fresh)


def test_nothing_that_is_there_is_overwritten(house: House, fresh: Place) -> None:
    """A database with rows, or the key of another installation."""
    folder = house.back_up()
    restoring.restore(folder, fresh)
    with pytest.raises(NotRestored):
        restoring.restore(folder, fresh)
    (house.data / "key").chmod(0o600)

    with pytest.raises(NotRestored, match="another key|is there already|has rows"):
        restoring.restore(folder, replace(fresh, data=house.data))


def test_another_key_in_the_configuration_is_refused(house: House, fresh: Place) -> None:
    """With it nobody's code would be taken."""
    folder = house.back_up()

    with pytest.raises(NotRestored, match="another than the one of the backup"):
        restoring.restore(folder, replace(fresh, key_print="another"))


def test_a_restore_that_broke_off_is_simply_begun_again(
    house: House, fresh: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database comes last: until then the place is fresh."""
    folder = house.back_up()
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_bring_file", _cut_off)
        patch.setattr(restoring.on_postgresql, "load", _cut_off)
        with pytest.raises(KeyboardInterrupt):
            restoring.restore(folder, fresh)

    assert restoring.restore(folder, fresh).files == 1


def _cut_off(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_there_already_is_left_alone(sqlite_house: House) -> None:
    sqlite_house.backup.mkdir(parents=True)
    (sqlite_house.backup / "mine").touch()

    with pytest.raises(NoBackup, match="something is there already"):
        sqlite_house.back_up()
    assert [path.name for path in sqlite_house.backup.iterdir()] == ["mine"]


@pytest.fixture
def sqlite_house(sqlite_program: Program, tmp_path: Path) -> House:
    """A house on SQLite, for what no engine changes."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "key").write_bytes(KEY)
    Blobs(data / "files").keep(b"a photo")
    return House(sqlite_program, data, tmp_path / "backups" / "one")


@pytest.mark.parametrize("when", ["_copy_incoming", "_save_database", "check"])
@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_what_breaks_off_leaves_nothing_that_looks_whole(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch, when: str, fault: BaseException
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(making, when, fail)
    with pytest.raises((NoBackup, KeyboardInterrupt)) as caught:
        sqlite_house.back_up()

    assert list(sqlite_house.backup.parent.iterdir()) == []
    assert isinstance(fault, KeyboardInterrupt) or "make room" in str(caught.value)


def test_a_backup_never_takes_the_room_kept_for_words(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "free", lambda folder: room.KEPT_FOR_WORDS)

    with pytest.raises(NoBackup, match="make room"):
        sqlite_house.back_up()


def nightly(house: House, keep: int = 2) -> Nightly:
    values = {"data": {"dir": house.data}, "backup": {"dir": house.backup.parent, "keep": keep}}
    (house.data / "key").chmod(0o600)
    return Nightly(database=house.program.database, settings=Settings(**values))


def noted(house: House) -> object:
    return house.program.database.read_now(lambda work: vitals.find(work, vitals.BACKUP))


async def test_the_program_makes_one_each_night_and_keeps_some(sqlite_house: House) -> None:
    making_them = nightly(sqlite_house)
    for hours in range(0, 24 * 4, 6):
        await making_them.tick(START + timedelta(hours=hours))

    kept = [*whole_ones(sqlite_house.backup.parent)]

    assert [path.name[9:19] for path in kept] == ["2025-10-03", "2025-10-04"]
    assert all(check(path).files == 1 for path in kept)


async def test_a_clock_that_was_wrong_once_does_not_end_the_backups(sqlite_house: House) -> None:
    """One of 2036 is no reason to make none until then, and not the one to be kept alone."""
    making_them = nightly(sqlite_house)
    await making_them.tick(START + timedelta(days=3_650))
    for day in range(4):
        await making_them.tick(START + timedelta(days=day))

    assert [path.name[9:19] for path in whole_ones(sqlite_house.backup.parent)] == [
        "2025-10-04",
        "2035-09-29",
    ]


def test_a_kill_in_the_middle_leaves_nothing_that_counts(
    sqlite_house: House, tmp_path: Path
) -> None:
    """And the next one takes away what is left."""
    (sqlite_house.data / "key").chmod(0o600)
    script = (
        "import os, signal, sys; from pathlib import Path; from bot import backup; "
        "from bot.settings import Settings; from storage.backup import making; "
        "making.check = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL); "
        "url, data, folder = sys.argv[1:]; "
        "settings = Settings(database={'url': url}, data={'dir': data}); "
        "backup.back_up_from_outside(settings, Path(folder))"
    )
    url, data = sqlite_house.program.database.url, str(sqlite_house.data)
    command = [sys.executable, "-c", script, url, data, str(sqlite_house.backup)]
    died = subprocess.run(command, cwd=ROOT, check=False).returncode
    left = [path.name for path in sqlite_house.backup.parent.iterdir()]
    sqlite_house.back_up()

    assert (died, left) == (-signal.SIGKILL, [".one.part"])
    assert [path.name for path in sqlite_house.backup.parent.iterdir()] == ["one"]


async def test_of_two_processes_one_makes_it(sqlite_house: House) -> None:
    import asyncio

    one, two = nightly(sqlite_house), nightly(sqlite_house)
    await asyncio.gather(one.tick(START), two.tick(START))

    assert len([*whole_ones(sqlite_house.backup.parent)]) == 1


async def test_a_night_that_fails_is_noted_and_costs_no_older_one(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    making_them = nightly(sqlite_house, keep=1)
    await making_them.tick(START)
    with monkeypatch.context() as patch:
        patch.setattr(room, "free", lambda folder: 0)
        await making_them.tick(START + timedelta(days=1))
    failing = noted(sqlite_house)
    soon = START + timedelta(days=1, minutes=30)
    await making_them.tick(soon)
    still = [*whole_ones(sqlite_house.backup.parent)]
    await making_them.tick(START + timedelta(days=1, hours=2))
    after = noted(sqlite_house)

    assert failing.failing_since == START + timedelta(days=1)  # type: ignore[attr-defined]
    assert "make room" in failing.why  # type: ignore[attr-defined]
    assert [path.name[9:19] for path in still] == ["2025-10-01"]
    assert after.failing_since is None  # type: ignore[attr-defined]
