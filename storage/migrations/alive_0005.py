"""What revision 0005 adds so that one can see whether the program is alive."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlmodel.sql.sqltypes import UTCDateTime

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_TRAILED = ("inbox", "outbox", "job")
_INDEXES = (
    ("ix_address_seen", "address", ["account_id", "last_seen_at"]),
    ("ix_by_hand_outbox", "by_hand", ["outbox_id"]),
)


def create() -> None:
    """Two tables; the trail of an event through what comes of it; three indexes."""
    op.create_table(
        "vital",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=True),
        sa.Column("failing_since", UTCDateTime(), nullable=True),
        _words("why"),
        sa.Column("detail", _JSON, nullable=False, server_default="{}"),
        _words("lease"),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_vital")),
    )
    op.create_table(
        "account_health",
        sa.Column("account_id", _NUMBER, nullable=False),
        sa.Column("commune_id", _NUMBER, nullable=False),
        sa.Column("checked_at", UTCDateTime(), nullable=False),
        sa.Column("failing_since", UTCDateTime(), nullable=True),
        _words("why"),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.Column("breakage", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_health_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["commune.id"], name=op.f("fk_account_health_commune_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_account_health")),
    )
    for table in _TRAILED:
        op.add_column(table, _words("trail"))
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)
    over = sa.text("state IN ('done', 'set_aside')")
    columns = ["state", "created_at"]
    op.create_index("ix_job_over", "job", columns, sqlite_where=over, postgresql_where=over)


def drop() -> None:
    """The way back."""
    op.drop_index("ix_job_over", "job")
    for name, table, _ in _INDEXES:
        op.drop_index(name, table)
    for table in _TRAILED:
        op.drop_column(table, "trail")
    op.drop_table("account_health")
    op.drop_table("vital")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default="")
