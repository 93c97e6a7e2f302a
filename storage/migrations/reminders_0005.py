"""What revision 0005 gives the database so that the clock can remind people, each time once."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LEFT = sa.text("state = 'draft' AND nudged_at IS NULL")
_UNASKED = sa.text("state = 'replied' AND grade_asked_at IS NULL")


def create() -> None:
    """The steps that were taken; of a petition when its author was nudged, and asked."""
    op.create_table(
        "reminder",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("commune_id", _NUMBER, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["commune.id"], name=op.f("fk_reminder_commune_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "commune_id",
            "subject",
            "due_on",
            "step",
            name=op.f("uq_reminder_commune_id_subject_due_on_step"),
        ),
    )
    op.create_index("ix_reminder_due", "reminder", ["commune_id", "due_on"])
    for name in ("nudged_at", "grade_asked_at"):
        op.add_column("petition", sa.Column(name, UTCDateTime()))
    for name, where in (("ix_petition_left", _LEFT), ("ix_petition_unasked", _UNASKED)):
        op.create_index(
            name, "petition", ["changed_at"], sqlite_where=where, postgresql_where=where
        )


def drop() -> None:
    """The indexes before the columns that they read."""
    for name in ("ix_petition_left", "ix_petition_unasked"):
        op.drop_index(name, "petition")
    for name in ("nudged_at", "grade_asked_at"):
        op.drop_column("petition", name)
    op.drop_table("reminder")
