"""What has to be remembered of a Zalo Official Account between two calls."""

from datetime import datetime

from sqlalchemy import text
from sqlmodel import Field, SQLModel

from storage.tables.columns import commune_key, ref

_EMPTY = {"server_default": text("''")}


class OfficialAccount(SQLModel, table=True):
    """The tokens, sealed, and who is renewing them; what the account has refused.

    `version` counts the pairs; `seed` is the print of the configured token from which they come.
    """

    __tablename__ = "official_account"

    account_id: int = ref("account.id", primary_key=True)
    commune_id: int = commune_key()
    sealed: str = Field(default="", sa_column_kwargs=_EMPTY)
    seed: str = Field(default="", sa_column_kwargs=_EMPTY)
    version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    renew_at: datetime | None = None
    expires_at: datetime | None = None
    lease: str = Field(default="", sa_column_kwargs=_EMPTY)
    leased_until: datetime | None = None
    refused_at: datetime | None = None
    refused_why: str = Field(default="", sa_column_kwargs=_EMPTY)
    buttons_refused_at: datetime | None = None
