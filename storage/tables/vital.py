"""Signs of life: what the installation last did, and whether its accounts answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import JsonType, commune_key, ref

_EMPTY = {"server_default": text("''")}


class Vital(SQLModel, table=True):
    """One thing that the installation as a whole does again and again: a tick, a backup.

    It is nobody's, so no commune has it. `at` is when it last went well; `failing_since` and `why`
    (a word or the system's own line, never a person's) stand while it does not. Whoever does it
    alone holds `lease`.
    """

    __tablename__ = "vital"

    name: str = Field(primary_key=True)
    at: datetime | None = None
    failing_since: datetime | None = None
    why: str = Field(default="", sa_column_kwargs=_EMPTY)
    detail: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JsonType, nullable=False, server_default="{}")
    )
    lease: str = Field(default="", sa_column_kwargs=_EMPTY)
    leased_until: datetime | None = None


class AccountHealth(SQLModel, table=True):
    """What came of the last look at an account of a platform.

    `breakage` counts how often it broke, `told_at` is when staff were told of this time.
    """

    __tablename__ = "account_health"

    account_id: int = ref("account.id", primary_key=True)
    commune_id: int = commune_key()
    checked_at: datetime
    failing_since: datetime | None = None
    why: str = Field(default="", sa_column_kwargs=_EMPTY)
    told_at: datetime | None = None
    breakage: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
