"""Bringing a database to the schema that this program knows, and refusing what it does not."""

from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Engine

from storage import newest
from storage.errors import Refused
from storage.standing import Standing, look

if TYPE_CHECKING:
    from alembic.config import Config  # an eighth of a start, for who migrates only

FOLDER = Path(__file__).parent / "migrations"
# On PostgreSQL. Any number, as long as it is always this one: who holds it migrates.
MIGRATION_LOCK = 20_260_801
SHOWN_TABLES = 3

log = structlog.get_logger()


class TooNew(Refused):
    """The database was made by a newer version of this program; run that version on it."""

    def __init__(self, revision: str | None) -> None:
        super().__init__(
            f"the database has schema {revision} of a newer version of this program, which knows "
            f"schemas up to {head()}: install the newer version, or restore the backup from "
            "before the upgrade; nothing was changed"
        )


class NotOurs(Refused):
    """The database belongs to another program; it needs one of its own."""

    def __init__(self, found: Standing) -> None:
        names = sorted(found.tables)
        shown = ", ".join([*names[:SHOWN_TABLES], "…"] if names[SHOWN_TABLES:] else names)
        super().__init__(
            f"the database holds something else ({shown or f'schema {found.revision}'}): "
            "give this program a database of its own; nothing was changed"
        )


def head() -> str:
    """The newest revision that this program knows."""
    return max(_known())


def current(engine: Engine) -> str | None:
    """The revision of a database; None when it is empty."""
    return look(engine).revision


def is_current(engine: Engine) -> bool:
    """Whether nothing is left to migrate."""
    return current(engine) == head()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`; raises Refused for one that is not ours to migrate.

    Waits for another program that migrates. Of an embedded database with data a copy is kept.
    """
    before, target = look(engine), _number(revision)
    refuse_unknown(before)
    if before.revision == target:
        return
    if before.is_empty and newest.make(engine, FOLDER / newest.NAME, target):
        return
    from alembic import command

    with engine.connect() as connection:
        command.upgrade(config(connection=connection, target=target), revision)
    after = current(engine)
    if before.revision not in (None, after):  # a new database is no news
        log.info("database migrated", before=before.revision, after=after)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to `revision` (for tests of the stairway, and for operators)."""
    from alembic import command

    with engine.connect() as connection:
        command.downgrade(config(connection=connection), revision)


def lags_behind(revision: str | None) -> bool:
    """Whether this program knows a newer schema. One that a newer program has made is no fault:
    the program before it goes on running on it."""
    return revision is None or (revision != head() and revision in _known())


def check_known(engine: Engine) -> None:
    """Raise Refused when the database is of a newer program, or of quite another one."""
    refuse_unknown(look(engine))


def refuse_unknown(found: Standing) -> None:
    """`check_known` for what was found already."""
    if found.is_empty:
        return
    if not found.is_ours:
        raise NotOurs(found)
    refuse_unknown_revision(found.revision)


def refuse_unknown_revision(revision: str | None) -> None:
    """Raise TooNew for a revision that only a newer program knows."""
    if revision not in _known():
        raise TooNew(revision)


def config(**attributes: object) -> "Config":
    """Alembic's configuration, which needs no file."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes.update(attributes)
    return made


def _known() -> frozenset[str]:
    """The revisions that this program has; each file's name begins with its own."""
    return frozenset(file.name.split("_")[0] for file in (FOLDER / "versions").glob("[0-9]*.py"))


def _number(revision: str) -> str:
    return head() if revision == "head" else revision
