"""Databases that a process makes once and copies from then on: making them anew takes seconds."""

from collections.abc import Callable

import postgresql
from sqlalchemy import Engine

from storage import standing

# By where it stands and what was made of it: the file, or the name of the database to copy.
_files: dict[str, bytes] = {}
_templates: dict[tuple[str, str], str] = {}


def made_once(engine: Engine, what: str, make: Callable[[], object]) -> None:
    """Make of an empty database what `make` makes of it."""
    (_on_sqlite if standing.file_of(engine) else _on_postgresql)(engine, what, make)


def _on_sqlite(engine: Engine, what: str, make: Callable[[], object]) -> None:
    file = standing.file_of(engine)
    assert file is not None
    if what in _files:
        file.write_bytes(_files[what])
        return
    make()
    engine.dispose()  # who closes a file last brings its log home
    _files[what] = file.read_bytes()


def _on_postgresql(engine: Engine, what: str, make: Callable[[], object]) -> None:
    server, own = _address(engine, "postgres"), engine.url.database
    known = _templates.get((server, what))
    if known is None:
        make()
        engine.dispose()
        known = _templates[server, what] = f"made_{len(_templates)}"
        postgresql.administer(server, f"CREATE DATABASE {known} TEMPLATE {own} STRATEGY FILE_COPY")
        return
    engine.dispose()
    postgresql.administer(
        server,
        f"DROP DATABASE {own}",
        f"CREATE DATABASE {own} TEMPLATE {known} STRATEGY FILE_COPY",
    )


def _address(engine: Engine, database: str) -> str:
    url = engine.url.set(drivername="postgresql", database=database)
    return url.render_as_string(hide_password=False)
