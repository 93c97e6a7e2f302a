"""A commune and what it is made of: villages, agencies, fields, bot accounts."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlmodel import Field as Column
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, row_id


class Commune(SQLModel, table=True):
    """A xã, phường or đặc khu; `prefix` begins its petition codes, unique in the installation."""

    __tablename__ = "commune"

    id: int | None = row_id()
    code: str = Column(unique=True)
    prefix: str = Column(unique=True)
    name: str
    regulation_id: str
    language: str = "vi"
    contact: str = ""
    is_sample: bool = False
    created_at: datetime
    # The role that publishes answers: the office or the chair, as the commune names it.
    publisher: str = Column(default="office", sa_column_kwargs={"server_default": "office"})
    # It practises: no notice leaves to anybody but its staff, and the office sees which would have.
    training: bool = Column(default=False, sa_column_kwargs={"server_default": false()})


class Village(SQLModel, table=True):
    """A thôn or tổ dân phố, in the order in which the commune lists them."""

    __tablename__ = "village"
    __table_args__ = (UniqueConstraint("commune_id", "name"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    name: str
    position: int


class Agency(SQLModel, table=True):
    """A department, police, school or utility that answers what it is given."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("commune_id", "name"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    name: str
    position: int


class Field(SQLModel, table=True):
    """A field (lĩnh vực) by which opinions are sorted."""

    __tablename__ = "field"
    __table_args__ = (UniqueConstraint("commune_id", "name"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    name: str
    position: int


class Account(SQLModel, table=True):
    """One of our presences on a channel: a bot, an Official Account, the web chat.

    `platform_id` is the platform's own number of the bot, None where that is not known.
    """

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("channel", "name"),
        Index("ix_account_commune", "commune_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    channel: str
    name: str
    platform_id: str | None = None
    # The platform asked us to wait until then, and why.
    paused_until: datetime | None = None
    paused_reason: str = Column(default="", sa_column_kwargs={"server_default": text("''")})
