"""What bots written for aiogram keep at keys that are no addresses of ours, and who waits there."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from storage.tables.columns import JsonType


class ForeignConversation(SQLModel, table=True):
    """State and data at a key of aiogram's that is none of our addresses; `key` as JSON."""

    __tablename__ = "foreign_conversation"

    key: str = Field(primary_key=True)
    state: str = ""
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JsonType, nullable=False))
    changed_at: datetime


class KeyQueue(SQLModel, table=True):
    """Who wants a key for himself: pairs of a token and the end of its lease, the first has it."""

    __tablename__ = "key_queue"

    key: str = Field(primary_key=True)
    places: list[Any] = Field(default_factory=list, sa_column=Column(JsonType, nullable=False))
