"""`PYTHONPATH=tests python -m migrations.newest`: what the revisions make of a new database."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from migrations.revisions import known

from storage import schema
from storage.engine import open_engine
from storage.newest import APART, NAME


def main() -> None:
    """Write the file anew, after a revision was added."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "revised.db"
        revise(path)
        told = APART.join(statements(path))
    (schema.FOLDER / NAME).write_text(f"{told}\n", encoding="utf-8")


def revise(path: Path) -> None:
    """Make a database by the revisions, one after the other."""
    engine = open_engine(f"sqlite:///{path}")
    for revision in known():
        schema.upgrade(engine, revision)
    engine.dispose()


def statements(path: Path) -> Iterator[str]:
    """What makes such a database, after a line with its revision."""
    with sqlite3.connect(path) as database:
        yield f"-- {schema.head()}"
        for (written,) in database.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN "
            "(SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid"
        ):
            yield "\n".join(line for line in str(written).splitlines() if line.strip())
        yield f"INSERT INTO alembic_version VALUES ('{schema.head()}')"
    database.close()


if __name__ == "__main__":
    main()
