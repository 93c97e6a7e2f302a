"""Wrong secrets and codes, counted so that guessing is stopped."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
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
    # The newest `limit` tries bar until the oldest of them leaves the window.
    decisive = work.session.execute(
        select(col(Attempt.at))
        .where(
            col(Attempt.commune_id) == commune_id,
            col(Attempt.subject) == subject,
            col(Attempt.at) > now - window,
        )
        .order_by(col(Attempt.at).desc())
        .offset(limit - 1)
        .limit(1)
    ).scalar_one_or_none()
    return None if decisive is None else decisive + window


def forget_before(work: Work, moment: datetime) -> None:
    """Drop tries that no window reaches any more."""
    work.session.execute(delete(Attempt).where(col(Attempt.at) < moment))
