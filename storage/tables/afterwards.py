"""What people say of the answer that they got."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import SQLModel

from storage.tables.columns import commune_key, one_of, ref


class Grade(StrEnum):
    """How far an answer settles the matter, in its author's eyes."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    NOT = "not"


class Satisfaction(SQLModel, table=True):
    """One grade for each petition; the newest word counts."""

    __tablename__ = "satisfaction"
    __table_args__ = (one_of("grade", Grade),)

    petition_id: int = ref("petition.id", primary_key=True)
    commune_id: int = commune_key()
    grade: str
    reason: str = ""
    at: datetime
