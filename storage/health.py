"""By what an operator sees that something is stuck or broken."""

import sqlite3
from time import monotonic
from typing import Any

from sqlalchemy import Select, exists, func, select, text
from sqlmodel import col

from storage.jobs import OVER
from storage.partial import is_one_of
from storage.tables import ByHand, Commune, Job, Outbox
from storage.tables.traffic import Delivery, JobState
from storage.work import Work

# Of SQLite's machine between two looks at the clock.
STEPS = 10_000


def count_failed_messages(work: Work) -> int:
    """Messages that no platform would take, and that nobody has brought in another way."""
    brought = exists().where(
        col(ByHand.outbox_id) == col(Outbox.id), col(ByHand.done_at).is_not(None)
    )
    failed = col(Outbox.state) == Delivery.FAILED
    # The index of what failed begins with the commune.
    somewhere = col(Outbox.commune_id).in_(select(col(Commune.id)))
    counted = select(func.count()).select_from(Outbox).where(somewhere)
    return _count(work, counted.where(failed, col(Outbox.passed_on).is_(False), ~brought))


def count_set_aside_jobs(work: Work) -> int:
    """Jobs that failed too often."""
    set_aside = col(Job.state) == JobState.SET_ASIDE, is_one_of(col(Job.state), OVER)
    return _count(work, select(func.count()).select_from(Job).where(*set_aside))


def revision(work: Work) -> str | None:
    """The revision of the schema, as the database itself says it."""
    found = work.session.execute(text("SELECT version_num FROM alembic_version"))
    return found.scalar_one_or_none()


def find_damage(work: Work, seconds: float) -> str | None:
    """What SQLite finds wrong with its file, empty for nothing; None where the time ran out."""
    raw: Any = work.session.connection().connection.driver_connection
    end = monotonic() + seconds
    raw.set_progress_handler(lambda: monotonic() > end, STEPS)
    try:
        found = [str(line) for (line,) in raw.execute("PRAGMA quick_check(1)")]
    except sqlite3.DatabaseError as fault:
        return None if fault.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT else str(fault)
    finally:
        raw.set_progress_handler(None, 0)
    return "" if found == ["ok"] else found[0].splitlines()[-1]


def _count(work: Work, counted: Select[Any]) -> int:
    return int(work.session.execute(counted).scalar_one())
