"""What agencies are given, what they answer, and the time they ask for."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from dialogue.task import Part, Purpose, TaskState
from storage.tables.columns import commune_key, maybe_ref, one_of, pointing, ref, row_id


class AnswerState(StrEnum):
    """Where one version of an answer stands; only a published one is an answer."""

    DRAFTED = "drafted"
    RETURNED = "returned"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class ExtensionState(StrEnum):
    """What became of a request for more time."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class Receipt(StrEnum):
    """How it is known that an agency has received what it was given."""

    PRESSED = "pressed"
    RECORDED = "recorded"


class Task(SQLModel, table=True):
    """One agency's part in answering one petition, by `due_on`.

    `version` grows with every change, as a petition's does.
    """

    __tablename__ = "task"
    __table_args__ = (
        one_of("purpose", Purpose),
        one_of("part", Part),
        one_of("state", TaskState),
        Index(
            "uq_task_lead",
            "commune_id",
            "petition_id",
            "purpose",
            unique=True,
            sqlite_where=text("part = 'lead' AND state NOT IN ('given_back', 'cancelled')"),
            postgresql_where=text("part = 'lead' AND state NOT IN ('given_back', 'cancelled')"),
        ),
        Index("ix_task_agency", "commune_id", "agency_id", "state", "due_on"),
        Index("ix_task_petition", "commune_id", "petition_id"),
        Index("ix_task_due", "commune_id", "state", "due_on"),
        Index("ix_task_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    petition_id: int = ref("petition.id")
    agency_id: int = ref("agency.id")
    purpose: str
    part: str
    state: str = TaskState.GIVEN
    version: int = 1
    due_on: date | None = None
    given_at: datetime
    given_by: int | None = maybe_ref("staff.id")
    received_on: date | None = None
    received_how: str = ""
    note: str = ""
    changed_at: datetime
    # The office lets its agency know who sent the petition: name, position, phone.
    names_author: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class Answer(SQLModel, table=True):
    """One version of an agency's answer; nothing of a published one is changed afterwards."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("commune_id", "task_id", "version"),
        one_of("state", AnswerState),
        Index("ix_answer_petition", "commune_id", "petition_id", "id"),
        Index("ix_answer_waiting", "commune_id", "state", "drafted_at"),
        Index("ix_answer_of", "petition_id"),
        pointing("ix_answer_file", "attachment_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    task_id: int = ref("task.id")
    petition_id: int = ref("petition.id")
    version: int = 1
    state: str = AnswerState.DRAFTED
    text: str
    number: str = ""
    signed_on: date | None = None
    signer: str = ""
    attachment_id: int | None = maybe_ref("attachment.id")
    drafted_by: int = ref("staff.id")
    drafted_at: datetime
    remarks: str = ""
    decided_by: int | None = maybe_ref("staff.id")
    decided_at: datetime | None = None


class Extension(SQLModel, table=True):
    """More time that an agency asked for, and what the office decided."""

    __tablename__ = "extension"
    __table_args__ = (
        one_of("state", ExtensionState),
        Index("ix_extension_waiting", "commune_id", "state", "asked_at"),
        Index("ix_extension_task", "commune_id", "task_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    task_id: int = ref("task.id")
    until: date
    reason: str
    state: str = ExtensionState.ASKED
    asked_by: int = ref("staff.id")
    asked_at: datetime
    note: str = ""
    decided_by: int | None = maybe_ref("staff.id")
    decided_at: datetime | None = None
