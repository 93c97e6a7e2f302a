"""The chair's conclusion notice: what it says of each matter, and to whom it was sent."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, maybe_ref, one_of, pointing, ref, row_id


class ConclusionState(StrEnum):
    """Issued is what has a number and a date; met only when sent to all of its recipients."""

    DRAFT = "draft"
    ISSUED = "issued"


class Outcome(StrEnum):
    """What the chair concluded of a matter (hai-phong-13-hd V.2, V.3.1)."""

    SETTLED = "settled"
    ASSIGNED = "assigned"
    NOTED = "noted"
    SUBMITTED_UPWARD = "submitted_upward"


class Sent(StrEnum):
    """How a recipient was sent the notice."""

    CHAT = "chat"
    HAND = "hand"
    POST = "post"
    DOCUMENT = "document"


class Conclusion(SQLModel, table=True):
    """A notice, or the supplement for matters that needed the longer limit."""

    __tablename__ = "conclusion"
    __table_args__ = (
        one_of("state", ConclusionState),
        Index("ix_conclusion_conference", "commune_id", "conference_id", "id"),
        pointing("ix_conclusion_file", "attachment_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int = ref("conference.id")
    state: str = ConclusionState.DRAFT
    is_supplement: bool = False
    number: str = ""
    issued_on: date | None = None
    text: str = ""
    attachment_id: int | None = maybe_ref("attachment.id")
    made_by: int = ref("staff.id")
    created_at: datetime
    issued_at: datetime | None = None


class ConclusionMatter(SQLModel, table=True):
    """What a notice says of one petition."""

    __tablename__ = "conclusion_matter"
    __table_args__ = (
        UniqueConstraint("commune_id", "conclusion_id", "petition_id"),
        one_of("outcome", Outcome),
        Index("ix_matter_petition", "commune_id", "petition_id"),
        Index("ix_matter_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    conclusion_id: int = ref("conclusion.id")
    petition_id: int = ref("petition.id")
    outcome: str
    agency_id: int | None = maybe_ref("agency.id")
    due_on: date | None = None
    note: str = ""


class ConclusionRecipient(SQLModel, table=True):
    """One of those to whom the regulation has the notice sent; `key` is the regulation's."""

    __tablename__ = "conclusion_recipient"
    __table_args__ = (
        Index("ix_recipient_conclusion", "commune_id", "conclusion_id", "id"),
        pointing("ix_recipient_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    conclusion_id: int = ref("conclusion.id")
    key: str
    name: str
    agency_id: int | None = maybe_ref("agency.id")
    petition_id: int | None = maybe_ref("petition.id")
    sent_how: str = ""
    sent_at: datetime | None = None
    sent_by: int | None = maybe_ref("staff.id")
