"""The inbox: each event is taken once, by the platform's own id of it."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col

from storage import trail
from storage.once import insert_once
from storage.tables import Account, Inbox
from storage.work import Work


def take(work: Work, account: Account, event_id: str, received_at: datetime) -> bool:
    """Record the event; False when it was taken before (a redelivery)."""
    taken = insert_once(
        work,
        Inbox,
        commune_id=account.commune_id,
        account_id=account.id,
        event_id=event_id,
        received_at=received_at,
        failed=False,
        trail=trail.current(),
    )
    return taken is not None


def forget_before(work: Work, moment: datetime) -> int:
    """Drop events so old that no platform delivers them again; how many."""
    result = work.session.execute(delete(Inbox).where(col(Inbox.received_at) < moment))
    return int(result.rowcount)  # type: ignore[attr-defined]
