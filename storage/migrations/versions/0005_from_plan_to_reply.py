"""From plan to written reply: who prepares a conference, tasks, answers, the conclusion, the list."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.migrations import alive_0005, delivery_0005, reminders_0005, search_0005

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
WORDS = {"nullable": False, "server_default": ""}
# Column and table that are referred to, by the table that refers.
REFERENCES = {
    "petition": (("group_id", "opinion_group"), ("continues_id", "petition")),
    "staff": (("stand_in_id", "person"),),
}
CONFERENCE_WAS = (
    "draft announced registration_open registration_closed in_session concluded replies_due "
    "archived postponed cancelled"
)
CONFERENCE = f"{CONFERENCE_WAS} discarded"
INDEXES = (
    ("ix_petition_conference", "petition", ["commune_id", "conference_id", "state"]),
    ("ix_petition_group", "petition", ["commune_id", "group_id"]),
)


def upgrade() -> None:
    _conference()
    _group()
    _tasks()
    _conclusion()
    _delegates()
    _satisfaction()
    _yearly_reports()
    _pending_cases()
    _live()
    _official_account()
    _by_hand()
    _channel_link()
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    for table, references in REFERENCES.items():
        _refer(table, references)
    for name, table, indexed in INDEXES:
        op.create_index(name, table, indexed)
    _check_state("conference", CONFERENCE_WAS, CONFERENCE)
    _names_of_authors()
    alive_0005.create()
    delivery_0005.create()
    reminders_0005.create()
    _search()  # last: its triggers refer to the tables that were made anew above


def downgrade() -> None:
    """Drops with their rows: conference_duty, conference_event, opinion_group, task, answer,
    extension, conclusion, conclusion_matter, conclusion_recipient, delegate, satisfaction,
    yearly_report, pending_case, pending_event, live_session, session_question,
    official_account, by_hand, channel_link, sending_share, vital, account_health, reminder; and
    petition_search, which is made from what stays.

    Of tables that stay: commune.publisher, commune.training; conference.office, conference.deputy,
    conference.participants, conference.join_link, conference.announced_at, conference.version;
    petition.disposition, petition.origin, petition.waiting_since, petition.speaking_order,
    petition.speaking_minutes, petition.group_id, petition.continues_id, petition.nudged_at,
    petition.grade_asked_at; staff.away_until, staff.stand_in_id; outbox.messages, outbox.way,
    outbox.cost, outbox.passed_on, outbox.trail, outbox.about, outbox.urgent; inbox.trail;
    job.trail; address.preferred_at, address.busy_until; account.paused_until,
    account.paused_reason. A conference that was discarded is `cancelled`."""
    search_0005.drop()
    op.drop_table("petition_search")
    reminders_0005.drop()
    delivery_0005.drop()
    alive_0005.drop()
    op.execute("UPDATE conference SET state = 'cancelled' WHERE state = 'discarded'")
    _check_state("conference", CONFERENCE, CONFERENCE_WAS)
    for name, table, _ in INDEXES:
        op.drop_index(name, table)
    for table, references in REFERENCES.items():
        _refer_no_more(table, references)
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)
    op.drop_table("pending_event")
    op.drop_table("pending_case")
    op.drop_table("yearly_report")
    op.drop_table("session_question")
    op.drop_table("live_session")
    op.drop_table("channel_link")
    op.drop_table("by_hand")
    op.drop_table("official_account")
    op.drop_table("satisfaction")
    op.drop_table("delegate")
    op.drop_table("conclusion_recipient")
    op.drop_table("conclusion_matter")
    op.drop_table("conclusion")
    op.drop_table("extension")
    op.drop_table("answer")
    op.drop_table("task")
    op.drop_table("opinion_group")
    op.drop_table("conference_event")
    op.drop_table("conference_duty")


def _added() -> dict[str, list[sa.Column]]:
    """For tables with rows: what the program before writes leaves these columns out."""
    return {
        "commune": [sa.Column("publisher", sa.String(), nullable=False, server_default="office")],
        "conference": [
            sa.Column("office", sa.String(), **WORDS),
            sa.Column("deputy", sa.String(), **WORDS),
            sa.Column("participants", sa.Integer()),
            sa.Column("join_link", sa.String(), **WORDS),
            sa.Column("announced_at", UTCDateTime()),
            sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        ],
        "petition": [
            sa.Column("disposition", sa.String(), **WORDS),
            sa.Column("origin", sa.String(), nullable=False, server_default="chat"),
            sa.Column("group_id", NUMBER),
            sa.Column("continues_id", NUMBER),
            sa.Column("waiting_since", UTCDateTime()),
            sa.Column("speaking_order", sa.Integer()),
            sa.Column("speaking_minutes", sa.Integer()),
        ],
        "staff": [sa.Column("away_until", sa.Date()), sa.Column("stand_in_id", NUMBER)],
        "outbox": [
            sa.Column("messages", sa.Integer(), nullable=False, server_default="1"),
            sa.Column("way", sa.String(), **WORDS),
            sa.Column("cost", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("passed_on", sa.Boolean(), nullable=False, server_default=sa.false()),
        ],
        "address": [sa.Column("preferred_at", UTCDateTime())],
    }


def _conference() -> None:
    op.create_table(
        "conference_duty",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        _refers("conference_duty", "commune_id", "commune"),
        _refers("conference_duty", "conference_id", "conference"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_duty")),
    )
    op.create_index(
        "ix_duty_conference", "conference_duty", ["commune_id", "conference_id", "position"]
    )
    op.create_table(
        "conference_event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("detail", JSON, nullable=False),
        _refers("conference_event", "commune_id", "commune"),
        _refers("conference_event", "conference_id", "conference"),
        _refers("conference_event", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conference_event")),
    )
    op.create_index(
        "ix_conference_event", "conference_event", ["commune_id", "conference_id", "id"]
    )


def _group() -> None:
    op.create_table(
        "opinion_group",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_by", NUMBER, nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        _refers("opinion_group", "commune_id", "commune"),
        _refers("opinion_group", "conference_id", "conference"),
        _refers("opinion_group", "made_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_group")),
    )
    op.create_index("ix_group_conference", "opinion_group", ["commune_id", "conference_id", "id"])


def _tasks() -> None:
    op.create_table(
        "task",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("petition_id", NUMBER, nullable=False),
        sa.Column("agency_id", NUMBER, nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("given_by", NUMBER, nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_how", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("part IN ('lead', 'coordinating')", name=op.f("ck_task_part")),
        sa.CheckConstraint("purpose IN ('prepared', 'reply')", name=op.f("ck_task_purpose")),
        sa.CheckConstraint(
            "state IN ('given', 'received', 'drafted', 'returned', 'answered', 'given_back', 'cancelled')",
            name=op.f("ck_task_state"),
        ),
        _refers("task", "agency_id", "agency"),
        _refers("task", "commune_id", "commune"),
        _refers("task", "given_by", "staff"),
        _refers("task", "petition_id", "petition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index("ix_task_agency", "task", ["commune_id", "agency_id", "state", "due_on"])
    op.create_index("ix_task_due", "task", ["commune_id", "state", "due_on"])
    op.create_index("ix_task_petition", "task", ["commune_id", "petition_id"])
    op.create_index(
        "uq_task_lead",
        "task",
        ["commune_id", "petition_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("part = 'lead' AND state NOT IN ('given_back', 'cancelled')"),
        postgresql_where=sa.text("part = 'lead' AND state NOT IN ('given_back', 'cancelled')"),
    )
    op.create_table(
        "answer",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("task_id", NUMBER, nullable=False),
        sa.Column("petition_id", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("attachment_id", NUMBER, nullable=True),
        sa.Column("drafted_by", NUMBER, nullable=False),
        sa.Column("drafted_at", UTCDateTime(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("decided_by", NUMBER, nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('drafted', 'returned', 'published', 'superseded')",
            name=op.f("ck_answer_state"),
        ),
        _refers("answer", "attachment_id", "attachment"),
        _refers("answer", "commune_id", "commune"),
        _refers("answer", "decided_by", "staff"),
        _refers("answer", "drafted_by", "staff"),
        _refers("answer", "petition_id", "petition"),
        _refers("answer", "task_id", "task"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "commune_id", "task_id", "version", name=op.f("uq_answer_commune_id_task_id_version")
        ),
    )
    op.create_index("ix_answer_petition", "answer", ["commune_id", "petition_id", "id"])
    op.create_index("ix_answer_waiting", "answer", ["commune_id", "state", "drafted_at"])
    op.create_table(
        "extension",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("task_id", NUMBER, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", NUMBER, nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_by", NUMBER, nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'granted', 'refused')", name=op.f("ck_extension_state")
        ),
        _refers("extension", "asked_by", "staff"),
        _refers("extension", "commune_id", "commune"),
        _refers("extension", "decided_by", "staff"),
        _refers("extension", "task_id", "task"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index("ix_extension_task", "extension", ["commune_id", "task_id"])
    op.create_index("ix_extension_waiting", "extension", ["commune_id", "state", "asked_at"])


def _names_of_authors() -> None:
    """Goes with its table."""
    shown = sa.Column("names_author", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("task", shown)


def _conclusion() -> None:
    op.create_table(
        "conclusion",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("is_supplement", sa.Boolean(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("attachment_id", NUMBER, nullable=True),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("issued_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'issued')", name=op.f("ck_conclusion_state")),
        _refers("conclusion", "attachment_id", "attachment"),
        _refers("conclusion", "commune_id", "commune"),
        _refers("conclusion", "conference_id", "conference"),
        _refers("conclusion", "made_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion")),
    )
    op.create_index("ix_conclusion_conference", "conclusion", ["commune_id", "conference_id", "id"])
    op.create_table(
        "conclusion_matter",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conclusion_id", NUMBER, nullable=False),
        sa.Column("petition_id", NUMBER, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("agency_id", NUMBER, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('settled', 'assigned', 'noted', 'submitted_upward')",
            name=op.f("ck_conclusion_matter_outcome"),
        ),
        _refers("conclusion_matter", "agency_id", "agency"),
        _refers("conclusion_matter", "commune_id", "commune"),
        _refers("conclusion_matter", "conclusion_id", "conclusion"),
        _refers("conclusion_matter", "petition_id", "petition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion_matter")),
        sa.UniqueConstraint(
            "commune_id",
            "conclusion_id",
            "petition_id",
            name=op.f("uq_conclusion_matter_commune_id_conclusion_id_petition_id"),
        ),
    )
    op.create_index("ix_matter_petition", "conclusion_matter", ["commune_id", "petition_id"])
    op.create_table(
        "conclusion_recipient",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conclusion_id", NUMBER, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agency_id", NUMBER, nullable=True),
        sa.Column("petition_id", NUMBER, nullable=True),
        sa.Column("sent_how", sa.String(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("sent_by", NUMBER, nullable=True),
        _refers("conclusion_recipient", "agency_id", "agency"),
        _refers("conclusion_recipient", "commune_id", "commune"),
        _refers("conclusion_recipient", "conclusion_id", "conclusion"),
        _refers("conclusion_recipient", "petition_id", "petition"),
        _refers("conclusion_recipient", "sent_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion_recipient")),
    )
    op.create_index(
        "ix_recipient_conclusion", "conclusion_recipient", ["commune_id", "conclusion_id", "id"]
    )


def _delegates() -> None:
    op.create_table(
        "delegate",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("petition_id", NUMBER, nullable=True),
        sa.Column("speaking_order", sa.Integer(), nullable=True),
        sa.Column("speaking_minutes", sa.Integer(), nullable=True),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "source IN ('list', 'invited', 'added')", name=op.f("ck_delegate_source")
        ),
        _refers("delegate", "commune_id", "commune"),
        _refers("delegate", "conference_id", "conference"),
        _refers("delegate", "petition_id", "petition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegate")),
        sa.UniqueConstraint(
            "commune_id",
            "conference_id",
            "folded",
            "position",
            name=op.f("uq_delegate_commune_id_conference_id_folded_position"),
        ),
    )
    op.create_index("ix_delegate_name", "delegate", ["commune_id", "conference_id", "folded"])


def _satisfaction() -> None:
    op.create_table(
        "satisfaction",
        sa.Column("petition_id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "grade IN ('satisfied', 'partly', 'not')", name=op.f("ck_satisfaction_grade")
        ),
        _refers("satisfaction", "commune_id", "commune"),
        _refers("satisfaction", "petition_id", "petition"),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_satisfaction")),
    )


def _yearly_reports() -> None:
    op.create_table(
        "yearly_report",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_number", sa.String(), nullable=False),
        sa.Column("sent_by", NUMBER, nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_number", sa.String(), nullable=False),
        sa.Column("received_by", NUMBER, nullable=True),
        _refers("yearly_report", "commune_id", "commune"),
        _refers("yearly_report", "received_by", "staff"),
        _refers("yearly_report", "sent_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearly_report")),
        sa.UniqueConstraint(
            "commune_id",
            "year",
            "key",
            "period",
            name=op.f("uq_yearly_report_commune_id_year_key_period"),
        ),
    )
    op.create_index("ix_yearly_report_year", "yearly_report", ["year", "commune_id"])


def _pending_cases() -> None:
    op.create_table(
        "pending_case",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("print", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("village_id", NUMBER, nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("conference_id", NUMBER, nullable=True),
        sa.Column("petition_id", NUMBER, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('request', 'complaint', 'denunciation')", name=op.f("ck_pending_case_kind")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'in_hand', 'closed')", name=op.f("ck_pending_case_state")
        ),
        _refers("pending_case", "commune_id", "commune"),
        _refers("pending_case", "conference_id", "conference"),
        _refers("pending_case", "petition_id", "petition"),
        _refers("pending_case", "village_id", "village"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_case")),
        sa.UniqueConstraint(
            "commune_id", "number", name=op.f("uq_pending_case_commune_id_number")
        ),
        sa.UniqueConstraint("commune_id", "print", name=op.f("uq_pending_case_commune_id_print")),
    )
    op.create_index(
        "ix_pending_open", "pending_case", ["commune_id", "state", "received_on", "number"]
    )
    op.create_index("ix_pending_name", "pending_case", ["commune_id", "folded"])
    op.create_index("ix_pending_petition", "pending_case", ["commune_id", "petition_id"])
    op.create_index("ix_pending_conference", "pending_case", ["commune_id", "conference_id"])
    op.create_table(
        "pending_event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("case_id", NUMBER, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        _refers("pending_event", "case_id", "pending_case"),
        _refers("pending_event", "commune_id", "commune"),
        _refers("pending_event", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_event")),
    )
    op.create_index("ix_pending_event", "pending_event", ["commune_id", "case_id", "id"])


def _live() -> None:
    op.create_table(
        "live_session",
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("opened_by", NUMBER, nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("closed_by", NUMBER, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _refers("live_session", "closed_by", "staff"),
        _refers("live_session", "commune_id", "commune"),
        _refers("live_session", "conference_id", "conference"),
        _refers("live_session", "opened_by", "staff"),
        sa.PrimaryKeyConstraint("commune_id", "conference_id", name=op.f("pk_live_session")),
    )
    op.create_table(
        "session_question",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("address_id", NUMBER, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("village_id", NUMBER, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("called_at", UTCDateTime(), nullable=True),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by", NUMBER, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("petition_id", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(state = 'written') = (petition_id IS NOT NULL)",
            name=op.f("ck_session_question_written"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR reason <> ''", name=op.f("ck_session_question_refused")
        ),
        sa.CheckConstraint(
            "state IN ('held', 'queued', 'called', 'answered', 'refused', 'written', 'withdrawn')",
            name=op.f("ck_session_question_state"),
        ),
        _refers("session_question", "address_id", "address"),
        _refers("session_question", "commune_id", "commune"),
        _refers("session_question", "conference_id", "conference"),
        _refers("session_question", "decided_by", "staff"),
        _refers("session_question", "person_id", "person"),
        _refers("session_question", "petition_id", "petition"),
        _refers("session_question", "village_id", "village"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_question")),
        sa.UniqueConstraint(
            "commune_id",
            "conference_id",
            "number",
            name=op.f("uq_session_question_commune_id_conference_id_number"),
        ),
    )
    op.create_index(
        "ix_question_state", "session_question", ["commune_id", "conference_id", "state", "number"]
    )
    op.create_index(
        "ix_question_person", "session_question", ["commune_id", "person_id", "conference_id"]
    )
    op.create_index(
        "uq_question_called",
        "session_question",
        ["commune_id", "conference_id"],
        unique=True,
        sqlite_where=sa.text("state = 'called'"),
        postgresql_where=sa.text("state = 'called'"),
    )


def _search() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    op.create_table(
        "petition_search",
        sa.Column("petition_id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("words", postgresql.TSVECTOR() if on_postgresql else sa.String(), **WORDS),
        sa.Column("stale", sa.Boolean(), nullable=False, server_default=sa.text("true")),
        sa.ForeignKeyConstraint(
            ["petition_id"],
            ["petition.id"],
            name=op.f("fk_petition_search_petition_id"),
            ondelete="CASCADE",
        ),
        _refers("petition_search", "commune_id", "commune"),
        sa.PrimaryKeyConstraint("petition_id", name=op.f("pk_petition_search")),
    )
    op.create_index(
        "ix_search_stale",
        "petition_search",
        ["commune_id", "petition_id"],
        sqlite_where=sa.text("stale"),
        postgresql_where=sa.text("stale"),
    )
    if on_postgresql:
        op.create_index("ix_search_words", "petition_search", ["words"], postgresql_using="gin")
    search_0005.create()


def _official_account() -> None:
    op.create_table(
        "official_account",
        sa.Column("account_id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("sealed", sa.String(), **WORDS),
        sa.Column("seed", sa.String(), **WORDS),
        sa.Column("version", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("renew_at", UTCDateTime(), nullable=True),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("lease", sa.String(), **WORDS),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.Column("refused_at", UTCDateTime(), nullable=True),
        sa.Column("refused_why", sa.String(), **WORDS),
        sa.Column("buttons_refused_at", UTCDateTime(), nullable=True),
        _refers("official_account", "account_id", "account"),
        _refers("official_account", "commune_id", "commune"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_official_account")),
    )


def _by_hand() -> None:
    op.create_table(
        "by_hand",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("petition_id", NUMBER, nullable=True),
        sa.Column("outbox_id", NUMBER, nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("done_by", NUMBER, nullable=True),
        sa.Column("how", sa.String(), nullable=False),
        _refers("by_hand", "commune_id", "commune"),
        _refers("by_hand", "person_id", "person"),
        _refers("by_hand", "petition_id", "petition"),
        _refers("by_hand", "outbox_id", "outbox"),
        _refers("by_hand", "done_by", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_by_hand")),
        sa.UniqueConstraint("commune_id", "key", name=op.f("uq_by_hand_commune_id_key")),
    )
    is_open = sa.text("done_at IS NULL")
    op.create_index(
        "ix_by_hand_open",
        "by_hand",
        ["commune_id", "created_at"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _channel_link() -> None:
    op.create_table(
        "channel_link",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("address_id", NUMBER, nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        _refers("channel_link", "commune_id", "commune"),
        _refers("channel_link", "address_id", "address"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_link")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_channel_link_code_hash")),
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _refer(table: str, references: tuple[tuple[str, str], ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        rules = _rules(table, references)
        _make_anew(table, lambda body: f"{body.rstrip().removesuffix(')')}{rules})")
        return
    for column, target in references:
        op.create_foreign_key(op.f(f"fk_{table}_{column}"), table, target, [column], ["id"])


def _refer_no_more(table: str, references: tuple[tuple[str, str], ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        rules = _rules(table, references)
        _make_anew(table, lambda body: body.replace(rules, ""))
        return
    for column, _ in references:
        op.drop_constraint(op.f(f"fk_{table}_{column}"), table, type_="foreignkey")


def _rules(table: str, references: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f", CONSTRAINT fk_{table}_{column} FOREIGN KEY({column}) REFERENCES {target} (id)"
        for column, target in references
    )


def _check_state(table: str, before: str, after: str) -> None:
    """Let the database keep `state` among other values than before."""
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(table, lambda body: body.replace(_one_of(before), _one_of(after)))
        return
    name = op.f(f"ck_{table}_state")
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, _one_of(after))


def _one_of(states: str) -> str:
    return "state IN ({})".format(", ".join(f"'{state}'" for state in states.split()))


def _make_anew(table: str, changed: Callable[[str], str]) -> None:
    """SQLite takes a named reference or a check only with its whole table: the same one, but that."""
    body = _told("type = 'table'", table)[0].partition("(")[2]
    indexes = _told("type = 'index'", table)
    op.execute(f"CREATE TABLE new_{table} ({changed(body)}")
    op.execute(f"INSERT INTO new_{table} SELECT * FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for index in indexes:
        op.execute(index)


def _told(what: str, table: str) -> list[str]:
    """The statements by which SQLite made the table or its indexes."""
    of_it = f"{what} AND tbl_name = '{table}' AND sql NOT NULL ORDER BY name"
    found = op.get_bind().exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE {of_it}")
    return list(found.scalars())
