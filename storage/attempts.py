"""Wrong secrets and codes, counted so that guessing is stopped."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlmodel import col

from storage.tables import Attempt
from storage.work import Work


def record(work: Work, commune_id: int, subject: str, now: datetime) -> None:
    """Count one wrong try against `subject` ("address:7", "code:VH26-0042")."""
    work.session.add(Attempt(commune_id=commune_id, subject=subject, at=now))


def barred_until(
    work: Work, commune_id: int, subject: str, now: datetime, *, limit: int, window: timedelta
) -> datetime | None:
    """When `subject` may try again, or None if it may now: `limit` wrong tries in a `window`."""
    recent = work.session.execute(
        select(func.count(), func.min(Attempt.at)).where(
            col(Attempt.commune_id) == commune_id,
            col(Attempt.subject) == subject,
            col(Attempt.at) > now - window,
        )
    ).one()
    count, oldest = recent
    return oldest + window if count >= limit else None


def forget_before(work: Work, moment: datetime) -> None:
    """Drop tries that no window reaches any more."""
    work.session.execute(delete(Attempt).where(col(Attempt.at) < moment))
