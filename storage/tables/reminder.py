"""Which steps of reminding have been taken, so that each is taken once."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, row_id


class Reminder(SQLModel, table=True):
    """One step towards one date of one thing ("task:12"); another date begins its steps anew.

    A commune's morning as a whole is such a thing too: whoever writes its row does that morning.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("commune_id", "subject", "due_on", "step"),
        Index("ix_reminder_due", "commune_id", "due_on"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    subject: str
    due_on: date
    step: str
    taken_at: datetime
