"""The copy that is kept of an embedded database before a migration changes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from integration.cli_kit import Operator
from migrations import revisions
from migrations.data_set import build, dump
from sqlalchemy import Engine
from structlog.testing import capture_logs

from bot.console import DONE
from storage import schema
from storage.copies import NoCopy
from storage.engine import open_engine


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "doithoai.db"


@pytest.fixture
def sqlite_engine(file: Path) -> Iterator[Engine]:
    """An embedded database without a table."""
    opened = open_engine(f"sqlite:///{file}")
    yield opened
    opened.dispose()


@pytest.fixture(autouse=True)
def _next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is something to migrate, whatever the newest revision is."""
    revisions.add_next(monkeypatch, tmp_path, "op.execute(\"UPDATE person SET name = ''\")")


def copies(file: Path) -> list[str]:
    return sorted(one.name for one in file.parent.glob("*before*"))


def test_it_holds_everything_as_it_was_for_its_owner_alone(
    sqlite_engine: Engine, file: Path
) -> None:
    then = build(sqlite_engine, "0001")
    schema.upgrade(sqlite_engine)
    copy = file.with_name(f"doithoai.db.before-{schema.head()}")

    assert copies(file) == [copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600
    of_then = open_engine(f"sqlite:///{copy}")
    assert dump(of_then, then.secrets) == then
    of_then.dispose()


def test_the_log_says_where_it_is(sqlite_engine: Engine, file: Path) -> None:
    build(sqlite_engine, "0001")
    with capture_logs() as said:
        schema.upgrade(sqlite_engine)

    assert [(one["event"], one.get("copy")) for one in said] == [
        ("copied the database before its migration", f"{file}.before-{schema.head()}"),
        ("database migrated", None),
    ]


def test_only_the_newest_is_kept(sqlite_engine: Engine, file: Path) -> None:
    build(sqlite_engine, "0001")
    before, head = revisions.known()[-2:]
    schema.upgrade(sqlite_engine, before)
    assert copies(file) == [f"doithoai.db.before-{before}"]

    schema.upgrade(sqlite_engine)
    assert copies(file) == [f"doithoai.db.before-{head}"]


def test_a_migration_that_breaks_off_keeps_the_copies_of_before(
    sqlite_engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build(sqlite_engine, "0001")
    before = revisions.known()[-2]
    schema.upgrade(sqlite_engine, before)
    revisions.add_next(monkeypatch, tmp_path, "raise LookupError")
    with pytest.raises(LookupError):
        schema.upgrade(sqlite_engine)

    assert f"doithoai.db.before-{before}" in copies(file)


def test_a_new_database_and_one_without_a_commune_need_none(
    sqlite_engine: Engine, file: Path
) -> None:
    schema.upgrade(sqlite_engine, "0001")
    schema.upgrade(sqlite_engine)

    assert copies(file) == []


def test_where_nothing_is_to_be_migrated_nothing_is_copied(
    sqlite_engine: Engine, file: Path
) -> None:
    build(sqlite_engine, "0001")
    schema.upgrade(sqlite_engine, "0001")

    assert copies(file) == []


def test_what_a_killed_program_left_of_a_copy_is_no_hindrance(
    sqlite_engine: Engine, file: Path
) -> None:
    build(sqlite_engine, "0001")
    part = file.with_name(f"doithoai.db.before-{schema.head()}.part")
    part.write_bytes(b"half")
    schema.upgrade(sqlite_engine)

    assert copies(file) == [f"doithoai.db.before-{schema.head()}"]


def test_without_room_for_it_nothing_is_migrated(sqlite_engine: Engine, file: Path) -> None:
    """What stands in its way is said, with how much room it takes."""
    then = build(sqlite_engine, "0001")
    file.with_name(f"doithoai.db.before-{schema.head()}.part").mkdir()

    with pytest.raises(NoCopy, match=r"no copy of doithoai\.db .* make room for 1 MB"):
        schema.upgrade(sqlite_engine)
    assert dump(sqlite_engine, then.secrets) == then


def test_a_command_on_a_folder_of_the_version_before_migrates_it_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    operator.data.mkdir(mode=0o700)
    engine = open_engine(f"sqlite:///{operator.data / 'doithoai.db'}")
    build(engine, "0001")
    engine.dispose()

    with capture_logs():
        spoken = operator.ask("commune", "list")

    assert spoken.code == DONE
    assert {one["code"] for one in spoken.document} == {"mau", "ben", "hoa"}
    assert copies(operator.data / "doithoai.db") == [f"doithoai.db.before-{schema.head()}"]
