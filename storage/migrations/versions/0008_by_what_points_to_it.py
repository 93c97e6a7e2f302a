"""Indexes for what is asked of tables that grow: who points to a row, what nobody has read."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Who deletes a row has the database look for those that point to it, by this column alone. Of these
# only some rows point anywhere.
POINTING = (
    ("ix_answer_file", "answer", "attachment_id"),
    ("ix_by_hand_of", "by_hand", "petition_id"),
    ("ix_conclusion_file", "conclusion", "attachment_id"),
    ("ix_deadline_of", "deadline", "petition_id"),
    ("ix_delegate_of", "delegate", "petition_id"),
    ("ix_part_file", "petition_part", "attachment_id"),
    ("ix_pending_of", "pending_case", "petition_id"),
    ("ix_petition_continues", "petition", "continues_id"),
    ("ix_question_of", "session_question", "petition_id"),
    ("ix_recipient_of", "conclusion_recipient", "petition_id"),
)
OTHERS = (
    ("ix_answer_of", "answer", ["petition_id"]),
    ("ix_event_of", "petition_event", ["petition_id"]),
    ("ix_matter_of", "conclusion_matter", ["petition_id"]),
    ("ix_part_of", "petition_part", ["petition_id"]),
    ("ix_proof_of", "proof", ["petition_id"]),
    ("ix_task_of", "task", ["petition_id"]),
    ("ix_account_commune", "account", ["commune_id"]),
    ("ix_attempt_at", "attempt", ["at"]),
    ("ix_staff_person", "staff", ["commune_id", "person_id"]),
)
UNREAD = sa.text("lane = 'notice' AND state IN ('waiting', 'sending') AND NOT passed_on")


def upgrade() -> None:
    for name, table, column in POINTING:
        only = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, table, [column], sqlite_where=only, postgresql_where=only)
    for name, table, columns in OTHERS:
        op.create_index(name, table, columns)
    op.create_index(
        "ix_outbox_unread", "outbox", ["due_at"], sqlite_where=UNREAD, postgresql_where=UNREAD
    )
    op.drop_index("ix_petition_group", "petition")
    op.create_index("ix_petition_group", "petition", ["commune_id", "group_id", "id"])


def downgrade() -> None:
    """Drops no rows."""
    op.drop_index("ix_petition_group", "petition")
    op.create_index("ix_petition_group", "petition", ["commune_id", "group_id"])
    op.drop_index("ix_outbox_unread", "outbox")
    for name, table, _ in reversed(OTHERS):
        op.drop_index(name, table)
    for name, table, _ in reversed(POINTING):
        op.drop_index(name, table)
