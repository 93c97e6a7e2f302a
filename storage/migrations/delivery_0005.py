"""What revision 0005 gives the outbox so that a city's messages leave: what each is about."""

import sqlalchemy as sa
from alembic import op

_OPEN = "state IN ('waiting', 'sending')"
_ABOUT = sa.text(f"about <> '' AND {_OPEN}")


def create() -> None:
    """The column, and the index by which what no longer holds is found."""
    op.add_column("outbox", sa.Column("about", sa.String(), nullable=False, server_default=""))
    op.create_index(
        "ix_outbox_about",
        "outbox",
        ["commune_id", "about"],
        sqlite_where=_ABOUT,
        postgresql_where=_ABOUT,
    )


def drop() -> None:
    """The index before the column that it reads."""
    op.drop_index("ix_outbox_about", "outbox")
    op.drop_column("outbox", "about")
