"""Similar opinions side by side: never merged, each keeps its words and its code."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, maybe_ref, row_id


class OpinionGroup(SQLModel, table=True):
    """A matter that several people raised; once published, others may add their voice."""

    __tablename__ = "opinion_group"
    __table_args__ = (Index("ix_group_conference", "commune_id", "conference_id", "id"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int | None = maybe_ref("conference.id")
    title: str
    made_by: int | None = maybe_ref("staff.id")
    created_at: datetime
    published_at: datetime | None = None
