"""The office's register of what is before an authority: whose request, complaint or denunciation.

Whoever has one open goes its own legal way (vinh-hoa-2025 III.4); nobody but the office sees it.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, maybe_ref, one_of, pointing, ref, row_id


class PendingKind(StrEnum):
    """What was handed in."""

    REQUEST = "request"
    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


class PendingState(StrEnum):
    """Whether the authority has taken it up, and whether it is done."""

    WAITING = "waiting"
    IN_HAND = "in_hand"
    CLOSED = "closed"


class PendingCase(SQLModel, table=True):
    """One entry; `folded` is the name without accents, by which people are found.

    `print` makes the same entry the same row, whoever imports it at the same moment. `version`
    grows with every change, as a petition's does.
    """

    __tablename__ = "pending_case"
    __table_args__ = (
        UniqueConstraint("commune_id", "number"),
        UniqueConstraint("commune_id", "print"),
        one_of("kind", PendingKind),
        one_of("state", PendingState),
        Index("ix_pending_open", "commune_id", "state", "received_on", "number"),
        Index("ix_pending_name", "commune_id", "folded"),
        Index("ix_pending_petition", "commune_id", "petition_id"),
        Index("ix_pending_conference", "commune_id", "conference_id"),
        pointing("ix_pending_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    number: int
    print: str
    kind: str
    state: str = PendingState.WAITING
    name: str
    folded: str
    village_id: int | None = maybe_ref("village.id")
    content: str
    keeper: str = ""
    next_step: str = ""
    received_on: date
    closed_on: date | None = None
    conference_id: int | None = maybe_ref("conference.id")
    petition_id: int | None = maybe_ref("petition.id")
    version: int = 1
    created_at: datetime
    changed_at: datetime


class PendingEvent(SQLModel, table=True):
    """One line of an entry's history; only the office reads it."""

    __tablename__ = "pending_event"
    __table_args__ = (Index("ix_pending_event", "commune_id", "case_id", "id"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    case_id: int = ref("pending_case.id")
    at: datetime
    kind: str
    staff_id: int | None = maybe_ref("staff.id")
    note: str = ""
