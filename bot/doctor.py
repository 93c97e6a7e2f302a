"""`doithoai doctor`: what needs a person, said with what to do."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.key import key_path, load_key
from bot.settings import ConfigurationError, Settings
from bot.start import open_database
from dialogue.working_days import calendar
from locales.dates import local_date
from storage import health
from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import StorageError
from storage.schema import TooNew, check_known, is_current

# From this month on the decision on next year's days off is to be expected and looked for.
ASK_FOR_NEXT_YEAR = 11


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool
    says: str

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Everything that can be looked at from here; changes nothing."""
    return [_key(settings), *_database(settings), _calendar(now)]


def _key(settings: Settings) -> Finding:
    if not settings.security.key.get_secret_value() and not key_path(settings).exists():
        return Finding(what="key", good=True, says="will be made at the first start")
    try:
        load_key(settings)
    except (ConfigurationError, OSError) as fault:
        return Finding(what="key", good=False, says=str(fault))
    return Finding(what="key", good=True, says="present; keep a copy with the backup")


def _database(settings: Settings) -> Iterator[Finding]:
    if not _exists(settings):
        yield Finding(what="database", good=True, says="will be made at the first start")
        return
    try:
        database = open_database(settings)
    except (StorageError, OSError, SQLAlchemyError) as fault:
        yield Finding(what="database", good=False, says=_one_line(fault))
        return
    try:
        yield from _schema_and_traffic(database)
    except (StorageError, SQLAlchemyError) as fault:
        yield Finding(what="database", good=False, says=_one_line(fault))
    finally:
        database.close()


def _exists(settings: Settings) -> bool:
    """Opening an embedded database would make it, and looking changes nothing."""
    file = make_url(settings.database_url).database
    return not is_sqlite(settings.database_url) or (bool(file) and Path(str(file)).exists())


def _one_line(fault: Exception) -> str:
    """The driver's own words where there are any, without the statement and its links."""
    return str(getattr(fault, "orig", None) or fault).partition("\n")[0]


def _schema_and_traffic(database: Database) -> Iterator[Finding]:
    database.ping()
    yield Finding(what="database", good=True, says="can be written")
    try:
        check_known(database.engine)
    except TooNew as fault:
        yield Finding(what="schema", good=False, says=str(fault))
        return
    if not is_current(database.engine):
        yield Finding(what="schema", good=False, says="not current: run `doithoai migrate`")
        return
    yield Finding(what="schema", good=True, says="current")
    yield from _stuck(database)


def _stuck(database: Database) -> Iterator[Finding]:
    count = database.read_now(health.count_failed_messages)
    says = "none" if not count else f"{count} could not be sent; tell these people another way"
    yield Finding(what="undeliverable messages", good=not count, says=says)
    count = database.read_now(health.count_set_aside_jobs)
    says = "none" if not count else f"{count} failed too often and were set aside"
    yield Finding(what="failed jobs", good=not count, says=says)


def _calendar(now: datetime) -> Finding:
    today = local_date(now)
    year = today.year + (today.month >= ASK_FOR_NEXT_YEAR)
    if calendar().decided(year):
        return Finding(what=f"days off of {year}", good=True, says="recorded")
    says = "the decision is not recorded: dates that fall in it are provisional"
    return Finding(what=f"days off of {year}", good=False, says=says)
