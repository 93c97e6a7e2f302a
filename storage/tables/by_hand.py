"""News that no channel could bring: the office reaches these people itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import JsonType, commune_key, maybe_ref, pointing, ref, row_id


class ByHand(SQLModel, table=True):
    """One message for one person; `body` is as the outbox keeps it, `reason` why it did not leave.

    Done once somebody noted how (`how`) and when the person was reached.
    """

    __tablename__ = "by_hand"
    __table_args__ = (
        UniqueConstraint("commune_id", "key"),
        Index("ix_by_hand_outbox", "outbox_id"),
        Index(
            "ix_by_hand_open",
            "commune_id",
            "created_at",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        pointing("ix_by_hand_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    person_id: int = ref("person.id")
    petition_id: int | None = maybe_ref("petition.id")
    outbox_id: int | None = maybe_ref("outbox.id")
    key: str
    reason: str
    body: dict[str, Any] = Field(sa_column=Column(JsonType, nullable=False))
    created_at: datetime
    done_at: datetime | None = None
    done_by: int | None = maybe_ref("staff.id")
    how: str = ""
