"""A new embedded database is made at once, and is what all revisions together make."""

import sqlite3
import sys
from pathlib import Path

import pytest
from migrations.newest import NAME, revise, statements
from migrations.revisions import next_one, write_next
from sqlalchemy import Engine

from storage import newest, schema
from storage.engine import open_engine
from storage.newest import APART


def everything(path: Path) -> list[str]:
    """Each statement that makes a database with all its rows, triggers and indexes."""
    database = sqlite3.connect(path)
    told = sorted(database.iterdump())
    database.close()
    return told


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'new.db'}")


def test_it_is_what_the_revisions_make_of_it(engine: Engine, tmp_path: Path) -> None:
    """Where not: `PYTHONPATH=tests .venv/bin/python -m migrations.newest` writes it anew."""
    file, revised = schema.FOLDER / NAME, tmp_path / "revised.db"
    assert newest.make(engine, file, schema.head())
    engine.dispose()
    revise(revised)

    assert file.read_text("utf-8").strip() == APART.join(statements(revised))
    assert everything(tmp_path / "new.db") == everything(revised)


def test_a_new_database_is_made_without_the_revisions(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they need is never loaded."""
    monkeypatch.setitem(sys.modules, "alembic", None)
    schema.upgrade(engine)

    assert schema.is_current(engine)


def test_a_database_of_another_revision_is_left_to_the_revisions(
    engine: Engine, tmp_path: Path
) -> None:
    file = write_next(tmp_path / "migrations", "pass") / NAME

    assert not newest.make(engine, file, next_one())
    assert schema.look(engine).is_empty


def test_what_somebody_else_holds_or_has_made_is_left_to_the_revisions(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They wait for whoever makes it, and look again."""
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0)
    impatient, file = open_engine(str(engine.url)), schema.FOLDER / NAME
    with engine.connect() as other:
        other.exec_driver_sql("BEGIN IMMEDIATE")
        assert not newest.make(impatient, file, schema.head())
        other.exec_driver_sql("CREATE TABLE book (id INTEGER)")
        other.commit()

    assert not newest.make(impatient, file, schema.head())
    assert schema.look(engine).tables == {"book"}
