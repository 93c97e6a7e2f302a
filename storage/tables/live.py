"""An online conference while it is in session: whether it takes questions, and each of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from dialogue.session_question import QuestionState
from storage.tables.columns import commune_key, maybe_ref, one_of, pointing, ref, row_id


class LiveSession(SQLModel, table=True):
    """Since when, and whether still, people may send questions; one for each conference.

    `version` grows whenever it is opened or closed, so that of two officers one does.
    """

    __tablename__ = "live_session"

    commune_id: int = ref("commune.id", primary_key=True)
    conference_id: int = ref("conference.id", primary_key=True)
    opened_at: datetime
    opened_by: int = ref("staff.id")
    closed_at: datetime | None = None
    closed_by: int | None = maybe_ref("staff.id")
    version: int = Field(default=1)


class SessionQuestion(SQLModel, table=True):
    """One question, with what became of it; the conference numbers them as they come.

    Name and village stand here as they were given for it. `called_at` is when its turn came,
    `answered_by` and `note` what the minutes say of the answer, `reason` why it was refused.
    """

    __tablename__ = "session_question"
    __table_args__ = (
        UniqueConstraint("commune_id", "conference_id", "number"),
        one_of("state", QuestionState),
        CheckConstraint("(state = 'written') = (petition_id IS NOT NULL)", name="written"),
        CheckConstraint("state <> 'refused' OR reason <> ''", name="refused"),
        Index("ix_question_state", "commune_id", "conference_id", "state", "number"),
        Index("ix_question_person", "commune_id", "person_id", "conference_id"),
        # One is answered at a time, whoever calls it.
        Index(
            "uq_question_called",
            "commune_id",
            "conference_id",
            unique=True,
            sqlite_where=text("state = 'called'"),
            postgresql_where=text("state = 'called'"),
        ),
        pointing("ix_question_of", "petition_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int = ref("conference.id")
    number: int
    person_id: int = ref("person.id")
    address_id: int = ref("address.id")
    name: str
    village_id: int | None = maybe_ref("village.id")
    text: str
    state: str = QuestionState.HELD
    version: int = 1
    asked_at: datetime
    called_at: datetime | None = None
    changed_at: datetime
    decided_by: int | None = maybe_ref("staff.id")
    reason: str = ""
    answered_by: str = ""
    note: str = ""
    petition_id: int | None = maybe_ref("petition.id")
