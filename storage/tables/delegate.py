"""Who is on a conference's list: drawn up by the front, invited, or added by the office."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, maybe_ref, one_of, pointing, ref, row_id


class DelegateSource(StrEnum):
    """How somebody came on the list."""

    LIST = "list"
    INVITED = "invited"
    ADDED = "added"


class Delegate(SQLModel, table=True):
    """One line of the list; `folded` is the name without accents, by which people are found."""

    __tablename__ = "delegate"
    __table_args__ = (
        UniqueConstraint("commune_id", "conference_id", "folded", "position"),
        one_of("source", DelegateSource),
        Index("ix_delegate_name", "commune_id", "conference_id", "folded"),
        pointing("ix_delegate_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int = ref("conference.id")
    source: str
    name: str
    folded: str
    position: str = ""
    content: str = ""
    petition_id: int | None = maybe_ref("petition.id")
    speaking_order: int | None = None
    speaking_minutes: int | None = None
    told_at: datetime | None = None
    created_at: datetime
