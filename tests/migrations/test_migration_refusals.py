"""Databases that this program must not touch: one sentence each, and not a byte is changed."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from integration.cli_kit import Operator
from migrations import revisions
from migrations.data_set import build
from sqlalchemy import Engine, MetaData, select, text
from structlog.testing import capture_logs

from bot.console import FAILED, WRONG_USE
from storage import schema
from storage.engine import open_engine
from storage.standing import file_of

COMMANDS = (
    ("run",),
    ("migrate",),
    ("doctor",),
    ("commune", "list"),
    ("staff", "invite", "--role", "office", "--commune", "mau"),
)
NEWER = (
    "the database has schema 9999 of a newer version of this program, which knows schemas up to "
    f"{schema.head()}: install the newer version, or restore the backup from before the upgrade; "
    "nothing was changed"
)
FOREIGN = (
    "the database holds something else (books, readers): "
    "give this program a database of its own; nothing was changed"
)
LIBRARY = (
    "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT)",
    "CREATE TABLE readers (id INTEGER PRIMARY KEY, name TEXT)",
    "INSERT INTO books VALUES (1, 'Dế Mèn phiêu lưu ký')",
)
NUMBERED = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"


def newer(engine: Engine) -> str:
    """A later version of this program was here."""
    build(engine, "0001")
    schema.upgrade(engine)
    tell(engine, "UPDATE alembic_version SET version_num = '9999'")
    return NEWER


def foreign(engine: Engine) -> str:
    """Another program's tables."""
    tell(engine, *LIBRARY)
    return FOREIGN


def foreign_with_migrations(engine: Engine) -> str:
    """Another program that uses Alembic as well."""
    tell(engine, *LIBRARY, NUMBERED, "INSERT INTO alembic_version VALUES ('ae1027a6acf')")
    return FOREIGN


def foreign_with_our_number(engine: Engine) -> str:
    """Another program that counts its revisions as we do."""
    tell(engine, *LIBRARY, NUMBERED, "INSERT INTO alembic_version VALUES ('0001')")
    return FOREIGN


Employ = Callable[[str], Operator]


@pytest.fixture
def employ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Employ:
    """Makes somebody whose configuration names a database."""

    def employed(url: str) -> Operator:
        home = tmp_path / "home"
        home.mkdir()
        operator = Operator.at(home, capsys, monkeypatch)
        operator.write(f'[database]\nurl = "{url}"\n[web]\nport = 0\n')
        return operator

    return employed


@pytest.fixture
def operator(employ: Employ, empty_url: str) -> Operator:
    """Somebody with the database of the test, once for each engine."""
    return employ(empty_url)


@pytest.fixture
def postgresql_engine(empty_postgresql_url: str) -> Iterator[Engine]:
    """A server's database without a table."""
    opened = open_engine(empty_postgresql_url)
    yield opened
    opened.dispose()


def tell(engine: Engine, *statements: str) -> None:
    """Do this, as whoever made the database did; an embedded one as SQLite makes it by itself."""
    if engine.dialect.name == "sqlite":
        plain = sqlite3.connect(str(engine.url.database))
        plain.executescript(";\n".join(statements))
        plain.close()
        return
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def fingerprint(engine: Engine) -> Any:
    """The bytes of the file and of all beside it, or everything that the server shows."""
    if path := file_of(engine):
        engine.dispose()
        beside = sorted(path.parent.glob(f"{path.name}*"))
        return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in beside}
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table))))
            for table in metadata.sorted_tables
        }


def refusal(operator: Operator, *command: str) -> tuple[int, str]:
    """How a command ends, and its one sentence for a script."""
    spoken = operator.ask(*command)
    if command == ("doctor",):
        said = [one["says"] for one in spoken.document if one["what"] == "schema"]
        return spoken.code, *said
    return spoken.code, spoken.error


@pytest.mark.parametrize("made", [newer, foreign])
def test_every_command_refuses_it_in_one_sentence_and_changes_nothing(
    operator: Operator, engine: Engine, made: Callable[[Engine], str]
) -> None:
    """Looking writes nothing either: no write-ahead log, no mode, no number of a version."""
    sentence = made(engine)
    before = fingerprint(engine)

    for command in COMMANDS:
        assert refusal(operator, *command) == (FAILED, sentence)
    assert fingerprint(engine) == before


@pytest.mark.parametrize("made", [foreign_with_migrations, foreign_with_our_number])
def test_another_programs_migrations_are_not_taken_for_ours(
    operator: Operator, engine: Engine, made: Callable[[Engine], str]
) -> None:
    sentence = made(engine)
    before = fingerprint(engine)

    assert refusal(operator, "migrate") == (FAILED, sentence)
    assert refusal(operator, "doctor") == (FAILED, sentence)
    assert fingerprint(engine) == before


def test_a_person_reads_the_sentence_and_nothing_else(operator: Operator, engine: Engine) -> None:
    newer(engine)

    spoken = operator.run("migrate")

    assert (spoken.code, spoken.out, spoken.err) == (FAILED, "", f"{NEWER}\n")


def test_a_log_that_a_killed_newer_program_left_is_not_moved_either(
    employ: Employ, tmp_path: Path
) -> None:
    """Its last commits are in the log only; they are for the newer program to bring home."""
    living, left = tmp_path / "living.db", tmp_path / "left.db"
    newer(open_engine(f"sqlite:///{living}"))
    with closing(sqlite3.connect(living, isolation_level=None)) as busy:
        busy.execute("UPDATE commune SET contact = 'mới'")
        for end in ("", "-wal"):
            shutil.copyfile(f"{living}{end}", f"{left}{end}")
    log = Path(f"{left}-wal")
    before = left.read_bytes(), log.read_bytes()
    operator = employ(f"sqlite:///{left}")

    assert refusal(operator, "migrate") == (FAILED, NEWER)
    assert refusal(operator, "doctor") == (FAILED, NEWER)
    assert len(before[1]) > 0
    assert (left.read_bytes(), log.read_bytes()) == before


def test_a_server_with_an_older_schema_is_not_served_but_asks_for_migrate(
    employ: Employ,
    empty_postgresql_url: str,
    postgresql_engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Other processes may still run on it: when it is migrated is for the operator to say."""
    revisions.add_next(monkeypatch, tmp_path, "pass")
    build(postgresql_engine, "0001")
    before = fingerprint(postgresql_engine)
    operator = employ(empty_postgresql_url)

    for command in (("run",), ("commune", "list")):
        code, said = refusal(operator, *command)
        assert code == WRONG_USE
        assert said.startswith("the database has schema 0001, and this version of the program")
        assert said.endswith("run `doithoai migrate` first")
    assert fingerprint(postgresql_engine) == before
    with capture_logs():
        assert operator.ask("migrate").document == {"before": "0001", "after": schema.head()}
