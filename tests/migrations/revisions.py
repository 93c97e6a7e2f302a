"""The revisions that the program knows, in the order in which they came, and one more."""

import shutil
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, inspect

from storage import schema

DATA = Path(__file__).parent / "data"
STATEMENTS = Path(__file__).parent / "statements"
OURS = schema.FOLDER
NEXT = """
import sqlalchemy as sa
from alembic import op
from storage.failpoints import Failpoint, reach
revision, down_revision, branch_labels, depends_on = "{number}", "{below}", None, None

def upgrade():
    {upgrade}

def downgrade():
    pass
"""
CHANGES = ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE")


def steps() -> list[tuple[str, str]]:
    """Each revision with the one below it ("base" below the first), the first one first."""
    script = ScriptDirectory.from_config(schema.config())
    every = reversed(list(script.walk_revisions()))
    return [(one.revision, str(one.down_revision or "base")) for one in every]


def known() -> list[str]:
    """Every revision, the first one first."""
    return [revision for revision, _ in steps()]


def earlier() -> list[str]:
    """Every revision from which somebody may upgrade: all but the newest."""
    return known()[:-1]


def after(revision: str) -> str:
    """The revision that follows."""
    return known()[known().index(revision) + 1]


def described() -> list[str]:
    """Every revision that has a data set."""
    return sorted(path.stem for path in DATA.glob("*.json"))


def docstring(revision: str) -> str:
    """What a revision says of itself."""
    script = ScriptDirectory.from_config(schema.config()).get_revision(revision)
    assert script is not None
    return f"{script.module.__doc__} {script.module.downgrade.__doc__}"


def next_one() -> str:
    """The number that the next revision will have."""
    return f"{int(sorted(path.name[:4] for path in OURS.glob('versions/0*.py'))[-1]) + 1:04d}"


def write_next(folder: Path, upgrade: str) -> Path:
    """The migrations with one more, which does this; their folder."""
    shutil.copytree(OURS, folder, dirs_exist_ok=True)
    lines = upgrade.strip().replace("\n", "\n    ")
    number = next_one()
    (folder / "versions" / f"{number}_next.py").write_text(
        NEXT.format(number=number, below=f"{int(number) - 1:04d}", upgrade=lines)
    )
    return folder


def add_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, upgrade: str) -> str:
    """Let the program know one more revision; its number."""
    monkeypatch.setattr(schema, "FOLDER", write_next(tmp_path / "migrations", upgrade))
    return next_one()


def statements_path(revision: str, engine: str) -> Path:
    """Where it is kept what a released revision tells a database."""
    return STATEMENTS / f"{revision}.{engine}.sql"


def statements(engine: Engine, revision: str) -> str:
    """What `revision` tells a database that stands right before it."""
    told: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().startswith(CHANGES) and "alembic_version" not in statement:
            told.append("\n".join(line.strip() for line in statement.strip().splitlines()))

    event.listen(engine, "before_cursor_execute", note)
    try:
        schema.upgrade(engine, revision)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return ";\n".join(told) + ";\n"


def holds_rows(table: str) -> bool:
    """Whether people's rows stand in it: neither a number, nor words made from other tables."""
    return table != "alembic_version" and not table.startswith("petition_search")


def columns(engine: Engine) -> set[str]:
    """Every column, as "table.column"."""
    found = inspect(engine)
    return {
        f"{table}.{column['name']}"
        for table in found.get_table_names()
        if holds_rows(table)
        for column in found.get_columns(table)
    }
