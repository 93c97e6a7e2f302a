"""What the installation did last, and who is doing it now: ticks, backups, purges.

A lease settles who does what one process alone should do; it ends by itself with its time.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import col, select

from storage.once import insert_once
from storage.tables import Vital
from storage.work import Work

TICK = "tick:"
BACKUP = "backup"
PURGE = "purge"
DAILY = "daily-line"
# A cause is a word or a line of the system's own.
LONGEST_WHY = 200


def find(work: Work, name: str) -> Vital | None:
    """What is remembered of one thing; None before its first time."""
    return work.session.get(Vital, name, populate_existing=True)


def ticks(work: Work) -> Sequence[Vital]:
    """What is remembered of every tick."""
    found = select(Vital).where(col(Vital.name).startswith(TICK, autoescape=True))
    return work.session.exec(found.order_by(Vital.name)).all()


def went_well(work: Work, name: str, now: datetime, **detail: Any) -> None:
    """It was done; what failed before is over."""
    _change(work, name, at=now, failing_since=None, why="", detail=detail)


def failed(work: Work, name: str, why: str, now: datetime) -> None:
    """It could not be done; since when it fails is kept from the first time."""
    row = _row(work, name)
    since = row.failing_since or now
    _change(work, name, failing_since=since, why=why[:LONGEST_WHY])


def note(work: Work, name: str, **detail: Any) -> None:
    """Keep how far something has come."""
    _change(work, name, detail=detail)


def lease(work: Work, name: str, now: datetime, span: timedelta) -> str:
    """The right to do it alone for that long; "" where another has it."""
    _row(work, name)
    token = secrets.token_hex(8)
    taken = work.session.execute(
        update(Vital)
        .where(
            col(Vital.name) == name,
            or_(
                col(Vital.lease) == "",
                col(Vital.leased_until) < now,
                # A clock that was set back would let a dead holder keep it for ever.
                col(Vital.leased_until) > now + 2 * span,
            ),
        )
        .values(lease=token, leased_until=now + span)
    )
    return token if taken.rowcount else ""  # type: ignore[attr-defined]


def keep(work: Work, name: str, held: str, now: datetime, span: timedelta) -> bool:
    """Hold on to it for that long from now; False where it has passed to another."""
    kept = work.session.execute(
        update(Vital)
        .where(col(Vital.name) == name, col(Vital.lease) == held)
        .values(leased_until=now + span)
    )
    return bool(kept.rowcount)  # type: ignore[attr-defined]


def let_go(work: Work, name: str, held: str) -> None:
    """Give the right back."""
    work.session.execute(
        update(Vital)
        .where(col(Vital.name) == name, col(Vital.lease) == held)
        .values(lease="", leased_until=None)
    )


def is_leased(work: Work, name: str, now: datetime) -> bool:
    """Whether somebody is doing it."""
    row = find(work, name)
    return row is not None and row.leased_until is not None and row.leased_until >= now


def _row(work: Work, name: str) -> Vital:
    insert_once(work, Vital, name=name, why="", detail={}, lease="")
    return work.session.get_one(Vital, name, populate_existing=True)


def _change(work: Work, name: str, **values: Any) -> None:
    _row(work, name)
    work.session.execute(update(Vital).where(col(Vital.name) == name).values(**values))
