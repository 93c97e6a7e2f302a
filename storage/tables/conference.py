"""A dialogue conference, as far as citizens and the office need it to register."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from dialogue.conference_life import ConferenceState
from storage.tables.columns import commune_key, one_of, row_id


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
