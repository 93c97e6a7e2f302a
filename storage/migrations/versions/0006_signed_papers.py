"""Signed papers: the files of a conference's dossier."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "dossier_paper"
REFERENCES = (
    ("added_by", "staff"),
    ("attachment_id", "attachment"),
    ("commune_id", "commune"),
    ("conference_id", "conference"),
    ("removed_by", "staff"),
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("commune_id", NUMBER, nullable=False),
        sa.Column("conference_id", NUMBER, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("attachment_id", NUMBER, nullable=True),
        sa.Column("added_by", NUMBER, nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("removed_by", NUMBER, nullable=True),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "attachment_id IS NOT NULL OR removed_at IS NOT NULL",
            name=op.f(f"ck_{TABLE}_has_file"),
        ),
        *(_refers(column, target) for column, target in REFERENCES),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "commune_id",
            "conference_id",
            "key",
            "attachment_id",
            name=op.f(f"uq_{TABLE}_commune_id_conference_id_key_attachment_id"),
        ),
    )
    op.create_index("ix_dossier_conference", TABLE, ["commune_id", "conference_id", "id"])
    op.create_index("ix_dossier_attachment", TABLE, ["attachment_id"])


def downgrade() -> None:
    """Drops with its rows: dossier_paper. The files themselves stay, and belong to nothing."""
    op.drop_table(TABLE)


def _refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"))
