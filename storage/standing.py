"""What a database is, found out without changing a byte of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from storage.engine import BUSY_SECONDS

NUMBER = "alembic_version"
# In every schema of ours since the first.
OURS = frozenset({"commune", "person", "petition"})


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The revision of a database (None before the first) and the names of its tables."""

    revision: str | None
    tables: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Nobody has put anything there yet."""
        return self.revision is None and not self.tables

    @property
    def is_ours(self) -> bool:
        """Some version of this program made it."""
        return self.revision is not None and self.tables >= OURS


def look(engine: Engine) -> Standing:
    """How a database stands; a file that is not there is an empty one."""
    path = file_of(engine)
    if path is not None and not path.exists():
        return Standing(revision=None, tables=frozenset())
    with _reading(engine, path) as connection:
        return standing_of(connection)


def standing_of(connection: Connection) -> Standing:
    """How the database behind a connection stands."""
    tables = frozenset(inspect(connection).get_table_names())
    revisions = _revisions(connection) if NUMBER in tables else []
    return Standing(revision=", ".join(revisions) or None, tables=tables - {NUMBER})


def _revisions(connection: Connection) -> list[str]:
    """As Alembic keeps them, which is not imported for it."""
    kept = text("SELECT version_num FROM alembic_version")
    return sorted(connection.execute(kept).scalars())


def file_of(engine: Engine) -> Path | None:
    """The file of an embedded database; None for a server."""
    named = engine.url.database
    return Path(named) if engine.dialect.name == "sqlite" and named else None


@contextmanager
def _reading(engine: Engine, path: Path | None) -> Iterator[Connection]:
    if path is None:
        with engine.connect() as connection:
            yield connection
        return
    # The program's own connections make any file that they open a WAL file.
    looking = create_engine(
        f"sqlite:///file:{_quoted(path)}?{_mode(path)}&uri=true",
        poolclass=NullPool,
        connect_args={"timeout": BUSY_SECONDS},
    )
    with looking.connect() as connection:
        yield connection


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _mode(path: Path) -> str:
    """Even to read, SQLite would make a log beside the file; without one nobody has it open."""
    beside = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-journal"))
    return "mode=ro" if any(one.exists() for one in beside) else "immutable=1"
