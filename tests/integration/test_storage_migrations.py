"""The stairway: up and down step by step, never half, never by two at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from integration.storage_kit import in_processes, migrate
from migrations.revisions import add_next, steps
from sqlalchemy import Engine, MetaData, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel
from stage import Program

from storage import schema
from storage.database import Database
from storage.distribution import as_on
from storage.engine import open_engine
from storage.schema import TooNew
from storage.tables.search import is_compared


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """A database without a table."""
    opened = open_engine(empty_url)
    yield opened
    opened.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def described(engine: Engine) -> dict[str, Any]:
    """All that the database itself says about its tables."""
    found = inspect(engine)
    return {
        name: {
            "columns": {
                (c["name"], str(c["type"]), c["nullable"], c["default"])
                for c in found.get_columns(name)
            },
            "key": found.get_pk_constraint(name),
            "unique": sorted(map(str, found.get_unique_constraints(name))),
            "references": sorted(map(str, found.get_foreign_keys(name))),
            "checks": sorted(str(c) for c in found.get_check_constraints(name)),
            "indexes": sorted(_index(i) for i in found.get_indexes(name)),
        }
        for name in tables(engine) - {"alembic_version"}
    }


def in_code(engine: Engine) -> MetaData:
    """The tables of the code as this database should have them."""
    return as_on(engine.dialect.name, SQLModel.metadata)


def _index(index: Any) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return f"{index['name']} {index['column_names']} {bool(index['unique'])} {options}"


def test_every_step_goes_up_down_and_up_again(engine: Engine) -> None:
    """A step down takes away what its step up brought, so that it can be taken again."""
    before = described(engine)
    for revision, below in steps():
        schema.upgrade(engine, revision)
        after = described(engine)
        schema.downgrade(engine, below)
        assert described(engine) == before
        schema.upgrade(engine, revision)
        assert described(engine) == after
        before = after

    assert schema.is_current(engine)


def test_all_the_way_down_leaves_nothing(engine: Engine) -> None:
    """No table and no type of ours stays."""
    schema.upgrade(engine)
    schema.downgrade(engine, "base")

    assert tables(engine) == {"alembic_version"}
    assert schema.current(engine) is None


def test_the_tables_in_the_code_are_those_of_the_migrations(engine: Engine) -> None:
    """Alembic finds nothing that a next migration would have to do."""
    schema.upgrade(engine)
    with engine.connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_object": is_compared,
        }
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, in_code(engine)) == []


def test_constraints_in_the_code_are_those_of_the_migrations(
    engine: Engine, empty_url: str
) -> None:
    """What Alembic does not compare: checks, partial indexes, names."""
    in_code(engine).create_all(engine)
    from_code = described(engine)
    in_code(engine).drop_all(engine)
    schema.upgrade(engine)

    made = {name: table for name, table in described(engine).items() if is_compared(None, name)}
    assert made == from_code
    assert any(table["checks"] for table in from_code.values())


def test_a_migration_that_breaks_off_leaves_nothing_half(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """All its tables and its number, or none of them; mended, it goes through."""
    schema.upgrade(engine)
    before, head = described(engine), schema.head()
    create = 'op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))'
    add_next(monkeypatch, tmp_path, f'{create}\nraise LookupError("cut off")')

    with pytest.raises(LookupError, match="cut off"):
        schema.upgrade(engine)
    assert (described(engine), schema.current(engine)) == (before, head)

    number = add_next(monkeypatch, tmp_path, create)
    schema.upgrade(engine)
    assert (tables(engine) - set(before), schema.current(engine)) == (
        {"later", "alembic_version"},
        number,
    )


def test_the_first_migration_breaks_off_without_a_trace(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A new installation whose disk was full begins anew."""
    add_next(monkeypatch, tmp_path, 'raise LookupError("cut off")')

    with pytest.raises(LookupError):
        schema.upgrade(engine)

    assert tables(engine) <= {"alembic_version"}
    assert schema.current(engine) is None


REMAKE = """
with op.batch_alter_table("commune", recreate="auto") as table:
    table.alter_column("contact", type_=sa.Text(), existing_type=sa.String())
    table.drop_constraint("uq_commune_prefix", type_="unique")
"""


def test_a_table_with_rows_can_be_changed(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """SQLite makes it anew; the rows that point at it stay, and references hold afterwards."""
    engine = program.database.engine
    add_next(monkeypatch, tmp_path, REMAKE)
    schema.upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM village")).scalar_one() > 0
        assert connection.execute(text("SELECT count(*) FROM commune")).scalar_one() == 1
    with pytest.raises(IntegrityError), engine.connect() as connection:
        connection.execute(text("DELETE FROM commune"))


def test_a_table_that_sqlite_makes_anew_keeps_its_triggers(
    sqlite_program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """They keep the words of the search in step; SQLite drops them with the table."""
    engine = sqlite_program.database.engine
    before = triggers(engine)
    again = 'op.batch_alter_table("petition", recreate="always")'
    alter = 'table.alter_column("name", type_=sa.Text(), existing_type=sa.String())'
    add_next(monkeypatch, tmp_path, f"with {again} as table:\n    {alter}")
    schema.upgrade(engine)

    assert triggers(engine) == before
    assert "tr_petition_changed" in before


def triggers(engine: Engine) -> dict[str, str]:
    """The triggers of an embedded database, each with what it does."""
    told = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    with engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(text(told))}


def test_a_migration_that_loses_rows_others_point_at_is_refused(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """References are checked before the commit, and nothing of it stays."""
    head = schema.head()
    add_next(monkeypatch, tmp_path, 'op.execute("DELETE FROM commune")')

    with pytest.raises((IntegrityError, ValueError), match=r"village|commune"):
        schema.upgrade(program.database.engine)

    assert schema.current(program.database.engine) == head
    assert program.database.read_now(lambda work: program.commune(work).id) == 1


def test_a_database_of_a_newer_program_is_left_alone(database: Database) -> None:
    """An operator who went back to an older version is told, and nothing is written."""
    with database.engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()

    with pytest.raises(TooNew, match="9999"):
        schema.upgrade(database.engine)
    with pytest.raises(TooNew):
        schema.check_known(database.engine)
    assert not schema.is_current(database.engine)


def test_a_fresh_database_says_that_it_has_no_schema(engine: Engine) -> None:
    """Not an error: `migrate` brings it."""
    schema.check_known(engine)

    assert schema.current(engine) is None
    assert not schema.is_current(engine)


def test_two_programs_that_migrate_at_once_both_succeed(empty_url: str) -> None:
    """One does it, the other waits and finds it done."""
    assert in_processes(2, migrate, empty_url) == [schema.head()] * 2


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    """Each start of the program does it."""
    schema.upgrade(engine)
    before = described(engine)
    schema.upgrade(engine)

    assert described(engine) == before
