"""What the doctor says of the database: can it be used, what is wrong, who is in the way."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.doctor_alive import look_at_life
from bot.doctor_zalo import look_at_by_hand, look_at_zalo
from bot.finding import Finding
from bot.settings import Settings
from bot.start import open_database
from storage import health, hosts, room
from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import Refused, StorageError, Unavailable
from storage.faults import named
from storage.holders import holders
from storage.schema import check_known, is_current
from storage.troubles import WORDS, Trouble

# A commune's file is read through in a second or two.
PAGES_SECONDS = 10.0


def look_at_database(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Open the database and look; changes nothing that anybody would see."""
    if not _exists(settings):
        yield Finding(what="database", good=True, says="will be made at the first start")
        return
    try:
        database = open_database(settings)
    except (StorageError, OSError, SQLAlchemyError) as fault:
        yield Finding(what="database", good=False, says=_what_is_wrong(settings, fault))
        return
    try:
        yield from _schema_and_traffic(settings, database, now)
    except (StorageError, SQLAlchemyError) as fault:
        yield Finding(what="database", good=False, says=_what_is_wrong(settings, fault))
    finally:
        database.close()


def folder_of(settings: Settings) -> tuple[Path, ...]:
    """Where an embedded database stands; empty for a server's."""
    file = _file(settings)
    return () if file is None else (file.parent,)


def _file(settings: Settings) -> Path | None:
    if not is_sqlite(settings.database_url):
        return None
    return Path(str(hosts.parse(settings.database_url).database))


def _exists(settings: Settings) -> bool:
    """Opening an embedded database would make it, and looking changes nothing."""
    file = _file(settings)
    return file is None or file.exists()


def _what_is_wrong(settings: Settings, fault: Exception) -> str:
    found = named(fault)
    if not isinstance(found, Unavailable):
        return _one_line(fault)
    words = WORDS[found.trouble]
    where = "".join(f" ({more})" for more in _more(settings, found.trouble))
    return f"{words.says}{where}: {words.do} [{_one_line(found)}]"


def _more(settings: Settings, trouble: Trouble) -> Iterator[str]:
    """What only a look at the machine tells."""
    file = _file(settings)
    if file is None:
        yield hosts.shown(settings.database_url)
    elif trouble is Trouble.FULL:
        yield f"{room.megabytes(room.free(file.parent))} MB free"
    elif trouble is Trouble.LOCKED:
        for holder in holders(file):
            yield f"process {holder.process}: {holder.command}"


def _one_line(fault: BaseException) -> str:
    """The driver's own words where there are any, without the statement and its links."""
    return str(getattr(fault, "orig", None) or fault).partition("\n")[0]


def _schema_and_traffic(settings: Settings, database: Database, now: datetime) -> Iterator[Finding]:
    try:
        check_known(database.engine)  # before the ping, which writes
    except Refused as fault:
        yield Finding(what="schema", good=False, says=str(fault))
        return
    database.ping()
    yield Finding(what="database", good=True, says="can be written")
    if is_sqlite(database.url):
        yield _pages(database)
    if not is_current(database.engine):
        yield Finding(what="schema", good=False, says="not current: run `doithoai migrate`")
        return
    yield Finding(what="schema", good=True, says="current")
    yield from _stuck(database)
    yield look_at_by_hand(database)
    yield from look_at_life(settings, database, now)
    yield from look_at_zalo(settings, database, now)


def _pages(database: Database) -> Finding:
    found = database.read_now(lambda work: health.find_damage(work, PAGES_SECONDS))
    if found is None:
        says = f"sound as far as {PAGES_SECONDS:.0f} seconds reach"
        return Finding(what="database file", good=True, says=says)
    if found:
        words = WORDS[Trouble.DAMAGED]
        says = f"{words.says}: {words.do} [{found}]"
        return Finding(what="database file", good=False, says=says)
    return Finding(what="database file", good=True, says="sound")


def _stuck(database: Database) -> Iterator[Finding]:
    count = database.read_now(health.count_failed_messages)
    says = "none" if not count else f"{count} could not be sent; tell these people another way"
    yield Finding(what="undeliverable messages", good=not count, says=says)
    count = database.read_now(health.count_set_aside_jobs)
    says = "none" if not count else f"{count} failed too often and were set aside"
    yield Finding(what="failed jobs", good=not count, says=says)
