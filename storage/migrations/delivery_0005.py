"""What revision 0005 gives the outbox so that it carries a city: what a message is about, whether
it is urgent, whose turn an address or an account is, which process may send how much, and which
commune only practises."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = "state IN ('waiting', 'sending')"
# What is claimed is found in the order in which it leaves; before, order knew no lanes.
_NEW = {
    "ix_outbox_turn": (["account_id", "lane", "urgent", "due_at", "id"], _OPEN),
    "ix_outbox_order": (["address_id", "lane", "urgent", "id"], _OPEN),
    "ix_outbox_about": (["commune_id", "about"], f"about <> '' AND {_OPEN}"),
}
_OLD = {
    "ix_outbox_open": (["account_id", "due_at", "id"], _OPEN),
    "ix_outbox_lane": (["address_id", "lane", "id"], _OPEN),
}


def create() -> None:
    """Columns first: the indexes read them."""
    op.add_column("outbox", sa.Column("about", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "outbox", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "commune", sa.Column("training", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("address", sa.Column("busy_until", UTCDateTime()))
    op.add_column("account", sa.Column("paused_until", UTCDateTime()))
    op.add_column(
        "account", sa.Column("paused_reason", sa.String(), nullable=False, server_default="")
    )
    _exchange(_OLD, _NEW)
    op.create_table(
        "sending_share",
        sa.Column("account_id", _NUMBER, nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("commune_id", _NUMBER, nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sending_share_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["commune_id"], ["commune.id"], name=op.f("fk_sending_share_commune_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "process", name=op.f("pk_sending_share")),
    )


def drop() -> None:
    """The indexes before the columns that they read."""
    op.drop_table("sending_share")
    _exchange(_NEW, _OLD)
    op.drop_column("account", "paused_reason")
    op.drop_column("account", "paused_until")
    op.drop_column("address", "busy_until")
    op.drop_column("commune", "training")
    op.drop_column("outbox", "urgent")
    op.drop_column("outbox", "about")


def _exchange(
    gone: dict[str, tuple[list[str], str]], come: dict[str, tuple[list[str], str]]
) -> None:
    for name in gone:
        op.drop_index(name, "outbox")
    for name, (columns, condition) in come.items():
        where = sa.text(condition)
        op.create_index(name, "outbox", columns, sqlite_where=where, postgresql_where=where)
