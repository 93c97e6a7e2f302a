"""The work of bringing time limits in line, queued in the transaction that makes it necessary."""

from datetime import datetime

from storage import jobs
from storage.tables import Staff
from storage.work import Work

FOLLOW = "follow_dates"


def queue(work: Work, commune_id: int, what: str, at: datetime, *, by: Staff | None = None) -> None:
    """Bring the limits of a commune in line; `what` happened `at` made it necessary."""
    payload = {
        "what": what,
        "since": at.isoformat(),
        "staff": by.id if by else None,
        "role": by.role if by else "",
    }
    jobs.put(
        work,
        commune_id=commune_id,
        kind=FOLLOW,
        key=f"dates:{what}:{at.isoformat()}",
        payload=payload,
        now=at,
    )
