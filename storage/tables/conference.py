"""A dialogue conference, who prepares what for it, and what became of its plan."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from dialogue.conference_life import ConferenceState
from storage.tables.columns import JsonType, commune_key, maybe_ref, one_of, ref, row_id


class Conference(SQLModel, table=True):
    """One conference with the regulation (and its version) by which it is held."""

    __tablename__ = "conference"
    __table_args__ = (
        UniqueConstraint("commune_id", "code"),
        Index("ix_conference_start", "commune_id", "state", "starts_at"),
        one_of("state", ConferenceState),
        one_of("kind", ("dinh_ky", "chuyen_de", "dot_xuat")),
        one_of("form", ("truc_tiep", "truc_tuyen", "gian_tiep")),
        one_of("chair", ("bi_thu", "chu_tich", "dong_chu_tri")),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    code: str
    title: str
    kind: str
    form: str
    chair: str
    place: str
    content: str
    starts_at: datetime
    registration_closes_at: datetime
    capacity: int | None = None
    regulation_id: str
    regulation_version: str
    state: str = ConferenceState.DRAFT
    created_at: datetime
    # Who prepares it and, where the one who should chair cannot, which deputy chairs in his place.
    office: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    deputy: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    participants: int | None = None
    join_link: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    announced_at: datetime | None = None
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class ConferenceDuty(SQLModel, table=True):
    """Who prepares what, as the plan says it."""

    __tablename__ = "conference_duty"
    __table_args__ = (Index("ix_duty_conference", "commune_id", "conference_id", "position"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int = ref("conference.id")
    position: int
    who: str
    what: str


class ConferenceEvent(SQLModel, table=True):
    """One line of a conference's history; `detail` holds what was changed, before and after."""

    __tablename__ = "conference_event"
    __table_args__ = (Index("ix_conference_event", "commune_id", "conference_id", "id"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int = ref("conference.id")
    at: datetime
    kind: str
    staff_id: int | None = maybe_ref("staff.id")
    note: str = ""
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonType, nullable=False))
