"""Conversations of bots written for aiogram, and which bot of the platform an account is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("platform_id", sa.String(), nullable=True))
    op.create_table(
        "foreign_conversation",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column(
            "data", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_foreign_conversation")),
    )
    op.create_table(
        "key_queue",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "places", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_key_queue")),
    )


def downgrade() -> None:
    """Drops foreign_conversation, key_queue and account.platform_id with what they hold."""
    op.drop_table("key_queue")
    op.drop_table("foreign_conversation")
    op.drop_column("account", "platform_id")
