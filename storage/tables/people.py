"""People, the addresses at which they are reached, and those of them who are staff."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import SQLModel

from dialogue.roles import Role
from storage.tables.columns import commune_key, maybe_ref, one_of, ref, row_id


class Person(SQLModel, table=True):
    """Somebody who writes to us; names and phones stand here and on petitions, nowhere else."""

    __tablename__ = "person"

    id: int | None = row_id()
    commune_id: int = commune_key()
    name: str = ""
    phone: str = ""
    position: str = ""
    village_id: int | None = maybe_ref("village.id")
    consented_at: datetime | None = None
    consent_version: str = ""
    created_at: datetime


class Address(SQLModel, table=True):
    """(channel, bot account, platform address) as a row with an integer of its own.

    An account that serves another commune now has other addresses: people begin anew there.
    """

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("commune_id", "account_id", "external"),
        Index("ix_address_person", "commune_id", "person_id"),
        Index("ix_address_seen", "account_id", "last_seen_at"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    account_id: int = ref("account.id")
    person_id: int = ref("person.id")
    external: str
    created_at: datetime
    last_seen_at: datetime
    unreachable_since: datetime | None = None
    unreachable_reason: str = ""
    # When the person chose to get news here; the last choice counts.
    preferred_at: datetime | None = None
    # A message is on its way to it until then, or has just been: no other leaves.
    busy_until: datetime | None = None


class ChannelLink(SQLModel, table=True):
    """A one-time code by which somebody joins another channel of theirs: only its hash."""

    __tablename__ = "channel_link"
    __table_args__ = (UniqueConstraint("commune_id", "code_hash"),)

    id: int | None = row_id()
    commune_id: int = commune_key()
    address_id: int = ref("address.id")
    code_hash: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Staff(SQLModel, table=True):
    """A role that a person holds; leaving keeps the row, so that history can name who acted."""

    __tablename__ = "staff"
    __table_args__ = (
        one_of("role", Role),
        Index("ix_staff_person", "commune_id", "person_id"),
        Index(
            "uq_staff_active",
            "commune_id",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("left_at IS NULL AND agency_id IS NULL"),
            postgresql_where=text("left_at IS NULL AND agency_id IS NULL"),
        ),
        # Somebody may answer for two agencies.
        Index(
            "uq_staff_active_agency",
            "commune_id",
            "person_id",
            "role",
            "agency_id",
            unique=True,
            sqlite_where=text("left_at IS NULL AND agency_id IS NOT NULL"),
            postgresql_where=text("left_at IS NULL AND agency_id IS NOT NULL"),
        ),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    person_id: int = ref("person.id")
    role: str
    agency_id: int | None = maybe_ref("agency.id")
    joined_at: datetime
    seen_at: datetime
    left_at: datetime | None = None
    # On leave until then; whoever stands in sees and does what waits for this one.
    away_until: date | None = None
    stand_in_id: int | None = maybe_ref("person.id")


class Invitation(SQLModel, table=True):
    """A one-time code to become staff: only its hash, for a limited time."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("commune_id", "code_hash"), one_of("role", Role))

    id: int | None = row_id()
    commune_id: int = commune_key()
    role: str
    agency_id: int | None = maybe_ref("agency.id")
    code_hash: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = maybe_ref("staff.id")
