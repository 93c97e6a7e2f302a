"""Time limits with their history, and the regulations by whose words they were counted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, text
from sqlmodel import Field, SQLModel

from dialogue.matter import DeadlineState
from storage.tables.columns import JsonType, commune_key, maybe_ref, one_of, pointing, ref, row_id


class Deadline(SQLModel, table=True):
    """One time limit of a conference, or of a petition that was sent to it.

    What is here is what follows from the events, kept so that it can be looked for by its date.
    `basis` says by what it was counted: where it differs from its conference's, the limit has to
    be counted anew. `notice_due` is the date of the conclusion notice as the petition's author
    knows it.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        one_of("state", DeadlineState),
        Index(
            "uq_deadline_of_conference",
            "commune_id",
            "conference_id",
            "key",
            unique=True,
            sqlite_where=text("petition_id IS NULL"),
            postgresql_where=text("petition_id IS NULL"),
        ),
        Index(
            "uq_deadline_of_petition",
            "commune_id",
            "conference_id",
            "petition_id",
            "key",
            unique=True,
            sqlite_where=text("petition_id IS NOT NULL"),
            postgresql_where=text("petition_id IS NOT NULL"),
        ),
        Index("ix_deadline_target", "commune_id", "state", "target_due"),
        Index("ix_deadline_petition", "commune_id", "petition_id"),
        pointing("ix_deadline_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int = ref("conference.id")
    petition_id: int | None = maybe_ref("petition.id")
    key: str
    regulation_id: str
    regulation_version: str
    clause: str
    legal_due: date | None = None
    target_due: date | None = None
    notice_due: date | None = None
    is_projected: bool = False
    state: str = DeadlineState.OPEN
    basis: str


class DeadlineEvent(SQLModel, table=True):
    """One event of a time limit; nothing is changed afterwards, and it names nobody."""

    __tablename__ = "deadline_event"
    __table_args__ = (
        Index("ix_deadline_event", "commune_id", "deadline_id", "id"),
        Index("ix_deadline_event_at", "commune_id", "at"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    deadline_id: int = ref("deadline.id")
    at: datetime
    kind: str
    staff_id: int | None = maybe_ref("staff.id")
    detail: dict[str, Any] = Field(sa_column=Column(JsonType, nullable=False))


class RegulationText(SQLModel, table=True):
    """A regulation as it was when something was first bound to it, with all it inherits."""

    __tablename__ = "regulation_text"

    id: str = Field(primary_key=True)
    version: str = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_column=Column(JsonType, nullable=False))
    kept_at: datetime
