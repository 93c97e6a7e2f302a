"""Time limits with their history, and the texts of the regulations that they were counted by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "regulation_text",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("kept_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_regulation_text")),
    )
    op.create_table(
        "deadline",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("petition_id", NUMBER, nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("regulation_id", sa.String(), nullable=False),
        sa.Column("regulation_version", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("legal_due", sa.Date(), nullable=True),
        sa.Column("target_due", sa.Date(), nullable=True),
        sa.Column("notice_due", sa.Date(), nullable=True),
        sa.Column("is_projected", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'stopped', 'met', 'void')", name=op.f("ck_deadline_state")
        ),
        _refers("deadline", "commune_id", "commune"),
        _refers("deadline", "conference_id", "conference"),
        _refers("deadline", "petition_id", "petition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    _unique("uq_deadline_of_conference", ["key"], "petition_id IS NULL")
    _unique("uq_deadline_of_petition", ["petition_id", "key"], "petition_id IS NOT NULL")
    op.create_index("ix_deadline_target", "deadline", ["commune_id", "state", "target_due"])
    op.create_index("ix_deadline_petition", "deadline", ["commune_id", "petition_id"])
    op.create_table(
        "deadline_event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("deadline_id", NUMBER, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("staff_id", NUMBER, nullable=True),
        sa.Column("detail", JSON, nullable=False),
        _refers("deadline_event", "commune_id", "commune"),
        _refers("deadline_event", "deadline_id", "deadline"),
        _refers("deadline_event", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_event")),
    )
    op.create_index("ix_deadline_event", "deadline_event", ["commune_id", "deadline_id", "id"])
    op.create_index("ix_deadline_event_at", "deadline_event", ["commune_id", "at"])


def downgrade() -> None:
    """Drops deadline, deadline_event and regulation_text with what they hold."""
    op.drop_table("deadline_event")
    op.drop_table("deadline")
    op.drop_table("regulation_text")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _unique(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name,
        "deadline",
        ["commune_id", "conference_id", *columns],
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )
