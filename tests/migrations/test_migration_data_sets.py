"""What is kept of each revision: its rows, and what it told the database."""

from dataclasses import replace
from pathlib import Path

import pytest
from migrations import revisions
from migrations.coverage import missing
from migrations.data_set import DataSet, dump
from sqlalchemy import Engine

from storage import schema
from storage.engine import open_engine

HOW = "make it with `PYTHONPATH=tests .venv/bin/python -m migrations.make` (CONTRIBUTING.md)"


def at(revision: str, folder: Path) -> Engine:
    """An empty SQLite database at a revision."""
    engine = open_engine(f"sqlite:///{folder / 'empty.db'}")
    schema.upgrade(engine, revision)
    return engine


def test_every_revision_from_which_people_upgrade_has_its_data_set() -> None:
    """Who adds a revision makes the data set of the one before, while it is the newest."""
    assert set(revisions.earlier()) <= set(revisions.described()), HOW


def test_the_data_set_of_the_first_revision_is_there() -> None:
    """The tests below take what they find."""
    assert "0001" in revisions.described()


@pytest.mark.parametrize("revision", revisions.described())
def test_a_data_set_fills_every_column_with_everything_it_may_hold(
    revision: str, tmp_path: Path
) -> None:
    """Every table and column, NULL where it may be, every published value, several communes."""
    assert missing(at(revision, tmp_path), DataSet.of(revision)) == []


def test_what_a_data_set_leaves_out_is_named(tmp_path: Path) -> None:
    """A table without rows, a column never filled, a value that never occurs."""
    whole = DataSet.of("0001")
    jobs = [{**row, "state": "done", "lease": ""} for row in whole.tables["job"]]
    partial = replace(whole, tables={**whole.tables, "job": jobs, "proof": []})

    found = missing(at("0001", tmp_path), partial)

    assert set(found) == {
        "proof: no row",
        "job.lease: never filled",
        *(f"job.state: never {state!r}" for state in ("waiting", "running", "set_aside")),
    }


def test_a_data_set_comes_back_from_the_database_as_it_went_in(
    engine: Engine, old: DataSet
) -> None:
    """On both engines every value is the same: letters, times, JSON, NULL."""
    assert dump(engine, old.secrets) == old


@pytest.mark.parametrize("revision", revisions.earlier())
def test_a_released_revision_tells_the_database_what_it_told_when_it_landed(
    engine: Engine, revision: str
) -> None:
    """It has run at people's homes and never runs there again: it is followed, not changed."""
    for below in revisions.known()[: revisions.known().index(revision)]:
        schema.upgrade(engine, below)
    kept = revisions.statements_path(revision, engine.dialect.name)

    assert kept.exists(), HOW
    assert revisions.statements(engine, revision) == kept.read_text(encoding="utf-8")


def test_an_edit_of_a_released_revision_is_seen(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One column that may suddenly be empty is enough."""
    folder = revisions.write_next(tmp_path / "migrations", "pass")
    (first,) = folder.glob("versions/0001_*.py")
    text = first.read_text(encoding="utf-8")
    was, becomes = ('"prefix", sa.String(), nullable=False', '"prefix", sa.String(), nullable=True')
    first.write_text(text.replace(was, becomes), encoding="utf-8")
    monkeypatch.setattr(schema, "FOLDER", folder)

    kept = revisions.statements_path("0001", engine.dialect.name).read_text(encoding="utf-8")
    assert was in text
    assert revisions.statements(engine, "0001") != kept
