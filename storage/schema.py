"""Bringing a database to the schema that this program knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from storage.errors import StorageError

FOLDER = Path(__file__).parent / "migrations"


class TooNew(StorageError):
    """The database was made by a newer version of this program; run that version on it."""


def head() -> str:
    """The newest revision that this program knows."""
    found = ScriptDirectory.from_config(config()).get_current_head()
    assert found is not None
    return found


def current(engine: Engine) -> str | None:
    """The revision of a database; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: Engine) -> bool:
    """Whether nothing is left to migrate."""
    return current(engine) == head()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`; raises TooNew for one that is ahead of this program."""
    check_known(engine)
    with engine.connect() as connection:
        command.upgrade(config(connection=connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to `revision` (for tests of the stairway, and for operators)."""
    with engine.connect() as connection:
        command.downgrade(config(connection=connection), revision)


def check_known(engine: Engine) -> None:
    """Raise TooNew when the database has a revision that this program does not know."""
    found = current(engine)
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if found is not None and found not in known:
        raise TooNew(f"the database has revision {found}; this program knows up to {head()}")


def config(**attributes: object) -> Config:
    """Alembic's configuration, which needs no file."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes.update(attributes)
    return made
