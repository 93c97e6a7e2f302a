"""What flows: events in, messages out, conversations between, work to do, what was done."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import IdType, JsonType, commune_key, one_of, ref, row_id

# By what the log tells what came of one event: see `storage/trail.py`.
_EMPTY = {"server_default": text("''")}
# News that no page has shown, and that have not gone another way either.
_UNREAD = "lane = 'notice' AND state IN ('waiting', 'sending') AND NOT passed_on"


class Delivery(StrEnum):
    """Where an outgoing message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class JobState(StrEnum):
    """Where a piece of long work stands; a job that failed too often is set aside."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SET_ASIDE = "set_aside"


class Inbox(SQLModel, table=True):
    """Every event that was taken, once: a redelivery meets the unique key."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("commune_id", "account_id", "event_id"),
        Index("ix_inbox_received", "received_at"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    account_id: int = ref("account.id")
    event_id: str
    received_at: datetime
    failed: bool = False
    trail: str = Field(default="", sa_column_kwargs=_EMPTY)


class Conversation(SQLModel, table=True):
    """The question that is open at an address: `state` is "Machine:question" or empty."""

    __tablename__ = "conversation"

    address_id: int = ref("address.id", primary_key=True)
    commune_id: int = commune_key()
    state: str = ""
    turn: int = 0
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonType, nullable=False))
    offered: list[Any] = Field(default_factory=list, sa_column=Column(JsonType, nullable=False))
    changed_at: datetime


class Outbox(SQLModel, table=True):
    """Every message that leaves, replies and notices alike, under a unique key."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("commune_id", "key"),
        one_of("lane", ("reply", "notice")),
        one_of("state", Delivery),
        Index(
            "ix_outbox_turn",
            "account_id",
            "lane",
            "urgent",
            "due_at",
            "id",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
        Index(
            "ix_outbox_order",
            "address_id",
            "lane",
            "urgent",
            "id",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
        Index(
            "ix_outbox_about",
            "commune_id",
            "about",
            sqlite_where=text("about <> '' AND state IN ('waiting', 'sending')"),
            postgresql_where=text("about <> '' AND state IN ('waiting', 'sending')"),
        ),
        Index(
            "ix_outbox_unread",
            "due_at",
            sqlite_where=text(_UNREAD),
            postgresql_where=text(_UNREAD),
        ),
        Index("ix_outbox_failed", "commune_id", "state", "settled_at"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    account_id: int = ref("account.id")
    address_id: int = ref("address.id")
    lane: str
    key: str
    body: dict[str, Any] = Field(sa_column=Column(JsonType, nullable=False))
    state: str = Delivery.WAITING
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    lease: str = ""
    leased_until: datetime | None = None
    settled_at: datetime | None = None
    external_id: str = ""
    reason: str = ""
    # As how many messages it went, in which way, and for how many đồng: what a platform counts.
    messages: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    way: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    cost: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # What has to hold still when it leaves ("conference:7:41"), or "": `storage/still_true.py`.
    about: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    # A notice that leaves at night too, before the others.
    urgent: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # It failed here, and another address of the person has it now.
    passed_on: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    trail: str = Field(default="", sa_column_kwargs=_EMPTY)


class SendingShare(SQLModel, table=True):
    """How much of an account's rate a process may use, until when; see `storage/shares.py`."""

    __tablename__ = "sending_share"

    account_id: int = ref("account.id", primary_key=True)
    process: str = Field(primary_key=True)
    commune_id: int = commune_key()
    tokens: int
    until: datetime


class Job(SQLModel, table=True):
    """Long work (a download, a paper), never done inside a message's transaction."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("commune_id", "key"),
        one_of("state", JobState),
        Index(
            "ix_job_open",
            "due_at",
            "id",
            sqlite_where=text("state IN ('waiting', 'running')"),
            postgresql_where=text("state IN ('waiting', 'running')"),
        ),
        Index(
            "ix_job_over",
            "state",
            "created_at",
            sqlite_where=text("state IN ('done', 'set_aside')"),
            postgresql_where=text("state IN ('done', 'set_aside')"),
        ),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    key: str
    kind: str
    payload: dict[str, Any] = Field(sa_column=Column(JsonType, nullable=False))
    state: str = JobState.WAITING
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    lease: str = ""
    leased_until: datetime | None = None
    reason: str = ""
    trail: str = Field(default="", sa_column_kwargs=_EMPTY)


class Counter(SQLModel, table=True):
    """The last number given under a name ("petition:2026"), one row that is locked to count."""

    __tablename__ = "counter"

    commune_id: int = ref("commune.id", primary_key=True)
    name: str = Field(primary_key=True)
    value: int


class Attempt(SQLModel, table=True):
    """A wrong secret or code, so that guessing can be limited per address and per petition."""

    __tablename__ = "attempt"
    __table_args__ = (
        Index("ix_attempt_subject", "commune_id", "subject", "at"),
        Index("ix_attempt_at", "at"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    subject: str
    at: datetime


class Audit(SQLModel, table=True):
    """Who did what to which row, for good; ids and states only, never personal data."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "commune_id", "subject", "subject_id"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    at: datetime
    person_id: int | None = Field(default=None, sa_type=IdType)
    staff_id: int | None = Field(default=None, sa_type=IdType)
    action: str
    subject: str
    subject_id: int = Field(sa_type=IdType)
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonType, nullable=False))
