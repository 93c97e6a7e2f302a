"""What time it is at the database server."""

from datetime import UTC, datetime

from sqlalchemy import text

from storage.work import Work


def moment(work: Work) -> datetime:
    """This moment, not that of the transaction's begin; PostgreSQL only."""
    told: datetime = work.session.execute(text("SELECT clock_timestamp()")).scalar_one()
    return told.astimezone(UTC)
