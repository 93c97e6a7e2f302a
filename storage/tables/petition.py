"""A petition with its parts, its files and its history."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from dialogue.petition import PetitionState
from dialogue.seat import SeatState
from storage.tables.columns import JsonType, commune_key, maybe_ref, one_of, pointing, ref, row_id


class Want(StrEnum):
    """What the person asks of the conference besides being heard."""

    SEND = "send"
    ATTEND = "attend"
    SPEAK = "speak"


class Behalf(StrEnum):
    """For whom the person speaks."""

    SELF = "self"
    OTHER = "other"
    GROUP = "group"


class Disposition(StrEnum):
    """How an opinion is to be answered (hai-phong-13-hd V.1(3))."""

    AT_CONFERENCE = "tra_loi_tai_hoi_nghi"
    AFTER_CHECK = "kiem_tra_tra_loi_sau"
    NOTE_UPWARD = "ghi_nhan_bao_cao_cap_tren"


class Origin(StrEnum):
    """By which way an opinion came."""

    CHAT = "chat"
    LETTER = "letter"
    EMAIL = "email"
    FRONT = "front"
    SESSION = "session"


class FileState(StrEnum):
    """Whether a file's bytes are ours yet."""

    WAITING = "waiting"
    STORED = "stored"
    FAILED = "failed"


class Petition(SQLModel, table=True):
    """A question or petition; a draft is one that has no code yet.

    `version` grows with every change: who acts on what he saw names it, so that two officers
    never overwrite each other. Names stand here as they were given for this petition.
    `question` is where a draft was left, `opened_by` who of the staff has looked at it last.
    """

    __tablename__ = "petition"
    __table_args__ = (
        UniqueConstraint("commune_id", "code"),
        CheckConstraint("(state = 'draft') = (code IS NULL)", name="code_once_submitted"),
        CheckConstraint("group_size IS NULL OR group_size > 1", name="group_size"),
        one_of("state", PetitionState),
        one_of("seat", SeatState),
        one_of("want", Want),
        one_of("behalf", Behalf),
        Index("ix_petition_queue", "commune_id", "state", "submitted_at"),
        Index("ix_petition_seat", "commune_id", "seat", "submitted_at"),
        Index("ix_petition_person", "commune_id", "person_id", "state"),
        Index("ix_petition_conference", "commune_id", "conference_id", "state"),
        Index("ix_petition_group", "commune_id", "group_id", "id"),
        Index(
            "ix_petition_left",
            "changed_at",
            sqlite_where=text("state = 'draft' AND nudged_at IS NULL"),
            postgresql_where=text("state = 'draft' AND nudged_at IS NULL"),
        ),
        Index(
            "ix_petition_unasked",
            "changed_at",
            sqlite_where=text("state = 'replied' AND grade_asked_at IS NULL"),
            postgresql_where=text("state = 'replied' AND grade_asked_at IS NULL"),
        ),
        pointing("ix_petition_continues", "continues_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    person_id: int = ref("person.id")
    address_id: int = ref("address.id")
    conference_id: int | None = maybe_ref("conference.id")
    code: str | None = None
    secret_hash: str | None = None
    state: str = PetitionState.DRAFT
    version: int = 1
    want: str = Want.SEND
    seat: str = SeatState.NOT_WANTED
    seat_rule: str = ""
    seat_clause: str = ""
    seat_decided_by: str = ""
    seat_review_asked: bool = False
    answers: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JsonType, nullable=False)
    )
    name: str = ""
    phone: str = ""
    position: str = ""
    village_id: int | None = maybe_ref("village.id")
    behalf: str = Behalf.SELF
    behalf_name: str = ""
    group_size: int | None = None
    field_id: int | None = maybe_ref("field.id")
    regulation_id: str = ""
    regulation_version: str = ""
    question: str = ""
    opened_by: int | None = maybe_ref("staff.id")
    opened_at: datetime | None = None
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None = None
    # Empty until it is classified; one of `Disposition` then.
    disposition: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    origin: str = Field(default=Origin.CHAT, sa_column_kwargs={"server_default": "chat"})
    group_id: int | None = maybe_ref("opinion_group.id")
    continues_id: int | None = maybe_ref("petition.id")
    waiting_since: datetime | None = None
    speaking_order: int | None = None
    speaking_minutes: int | None = None
    # When its author was reminded of the draft, and asked what they think of the answer: once each.
    nudged_at: datetime | None = None
    grade_asked_at: datetime | None = None


class PetitionPart(SQLModel, table=True):
    """One message of the content, in order: a text or a file. Replaced parts are kept."""

    __tablename__ = "petition_part"
    __table_args__ = (
        Index("ix_part_petition", "commune_id", "petition_id", "id"),
        Index("ix_part_source", "commune_id", "address_id", "source_message"),
        Index("ix_part_of", "petition_id"),
        pointing("ix_part_file", "attachment_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    petition_id: int = ref("petition.id")
    address_id: int = ref("address.id")
    source_message: str = ""
    text: str = ""
    attachment_id: int | None = maybe_ref("attachment.id")
    is_supplement: bool = False
    replaced_at: datetime | None = None
    created_at: datetime


class Attachment(SQLModel, table=True):
    """A file that came with a message; its bytes are kept once under their content hash.

    `upload_key` makes a repeated upload the same row.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("commune_id", "address_id", "upload_key"),
        one_of("state", FileState),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    address_id: int = ref("address.id")
    upload_key: str
    kind: str
    name: str = ""
    mime: str = ""
    size: int = 0
    sha256: str = ""
    state: str = FileState.WAITING
    reason: str = ""
    source: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonType, nullable=False))
    created_at: datetime


class PetitionEvent(SQLModel, table=True):
    """One line of a petition's history: what happened, by whom, under which clause."""

    __tablename__ = "petition_event"
    __table_args__ = (
        Index("ix_event_petition", "commune_id", "petition_id", "id"),
        Index("ix_event_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    petition_id: int = ref("petition.id")
    at: datetime
    kind: str
    staff_id: int | None = maybe_ref("staff.id")
    rule: str = ""
    clause: str = ""
    note: str = ""


class Proof(SQLModel, table=True):
    """An address showed a petition's code and secret: it may act for the petition."""

    __tablename__ = "proof"
    __table_args__ = (Index("ix_proof_of", "petition_id"),)

    address_id: int = ref("address.id", primary_key=True)
    petition_id: int = ref("petition.id", primary_key=True)
    commune_id: int = commune_key()
    at: datetime
