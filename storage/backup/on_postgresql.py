"""A server's database: every table by COPY inside one snapshot, and back in one transaction.

pg_dump would have to be there, and as new as the server. COPY is in the protocol that we speak
anyway, and the tables are ours: migrations make them, so that only their rows need to be kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, text

from storage.backup.manifest import CHUNK, Manifest, NotWhole, sync

if TYPE_CHECKING:
    from psycopg import sql  # the driver is not for who keeps an embedded database

FOLDER = "tables"
NUMBER = "alembic_version"
_COLUMNS = (
    "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position) "
    "FROM information_schema.columns JOIN information_schema.tables "
    "USING (table_schema, table_name) WHERE table_schema = current_schema() "
    "AND table_type = 'BASE TABLE' AND is_generated = 'NEVER' GROUP BY table_name ORDER BY 1"
)
_SEQUENCES = (
    "SELECT sequencename::text, last_value FROM pg_sequences "
    "WHERE schemaname = current_schema() AND last_value IS NOT NULL"
)
_REFERENCES = (
    "SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What was copied."""

    revision: str
    rows: Mapping[str, int]
    columns: Mapping[str, Sequence[str]]
    sequences: Mapping[str, int]


def save(engine: Engine, folder: Path) -> Saved:
    """Copy every table into a file of its own, all as they stood at one moment."""
    from storage.server import unhurried

    (folder / FOLDER).mkdir(mode=0o700)
    snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**snapshot) as connection, unhurried(connection):
        revision = str(
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        )
        columns = _columns(connection)
        rows = {
            table: _copy_out(connection, table, named, folder) for table, named in columns.items()
        }
        # Read last: numbers may have been given meanwhile, and none may be given again.
        sequences = {name: int(last) for name, last in connection.execute(text(_SEQUENCES))}
    sync(folder / FOLDER)
    return Saved(revision=revision, rows=rows, columns=columns, sequences=sequences)


def load(engine: Engine, manifest: Manifest, folder: Path) -> None:
    """Fill the empty tables: all of them or none. Raises NotWhole where rows are missing."""
    from storage.server import unhurried

    with engine.begin() as connection, unhurried(connection):
        with _nothing_refers(connection), _no_triggers(connection, tuple(manifest.columns)):
            for table, columns in manifest.columns.items():
                _copy_in(connection, table, columns, folder)
        for name, last in manifest.sequences.items():
            connection.execute(text("SELECT setval(:name, :last)"), {"name": name, "last": last})
        found = {table: _count(connection, table) for table in manifest.columns}
        if found != dict(manifest.rows):
            raise NotWhole("the tables do not have as many rows as the backup says")


def is_without_rows(engine: Engine) -> bool:
    """Whether nothing stands in any table (one that a restore which broke off has made, too)."""
    with engine.connect() as connection:
        return not any(_has_rows(connection, table) for table in _columns(connection))


def _columns(connection: Connection) -> dict[str, list[str]]:
    found = connection.execute(text(_COLUMNS))
    return {table: list(columns) for table, columns in found if table != NUMBER}


def _copy_out(connection: Connection, table: str, columns: Sequence[str], folder: Path) -> int:
    path = _file(folder, table)
    path.touch(mode=0o600, exist_ok=False)
    with _cursor(connection) as cursor, path.open("wb") as file:
        with cursor.copy(_statement(table, columns, "TO STDOUT")) as copied:
            for block in copied:
                file.write(block)
        count = int(cursor.rowcount)
    sync(path)
    return count


def _copy_in(connection: Connection, table: str, columns: Sequence[str], folder: Path) -> None:
    with (
        _cursor(connection) as cursor,
        _file(folder, table).open("rb") as file,
        cursor.copy(_statement(table, columns, "FROM STDIN")) as copied,
    ):
        while block := file.read(CHUNK):
            copied.write(block)


def _statement(table: str, columns: Sequence[str], way: str) -> "sql.Composed":
    from psycopg import sql

    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) {}").format(sql.Identifier(table), named, sql.SQL(way))


def _file(folder: Path, table: str) -> Path:
    return folder / FOLDER / f"{table}.copy"


def _cursor(connection: Connection) -> Any:
    raw: Any = connection.connection.driver_connection
    return raw.cursor()


@contextmanager
def _nothing_refers(connection: Connection) -> Iterator[None]:
    """Tables refer to each other in rings: what refers is made anew, and checked, at the end."""
    references = [tuple(row) for row in connection.execute(text(_REFERENCES))]
    for table, name, _ in references:
        connection.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    yield
    for table, name, rule in references:
        connection.exec_driver_sql(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {rule}')


@contextmanager
def _no_triggers(connection: Connection, tables: Sequence[str]) -> Iterator[None]:
    """What they would make is in the backup as well."""
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
    yield
    for table in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one())  # noqa: S608


def _has_rows(connection: Connection, table: str) -> bool:
    found = connection.exec_driver_sql(f'SELECT EXISTS (SELECT 1 FROM "{table}")')  # noqa: S608
    return bool(found.scalar_one())
