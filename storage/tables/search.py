"""The words by which each petition is found."""

from sqlalchemy import Column, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from storage.tables.columns import IdType, commune_key

# SQLite keeps its index of them in a table of its own, which it fills by itself.
INDEX_TABLE = "petition_search_fts"
WORDS_INDEX = "ix_search_words"


def is_compared(_item: object, name: str | None, *_: object) -> bool:
    """For Alembic, which asks of each table and index: what only one of the databases has is no
    difference between the code and the other one."""
    return name != WORDS_INDEX and not (name or "").startswith(INDEX_TABLE)


class PetitionSearch(SQLModel, table=True):
    """What a petition is found by; triggers of the database keep it in step (revision 0005).

    Whatever changes a text, a name or a place empties the words at once and makes them `stale`;
    whoever searches next has them made anew (`storage/search_index.py`). So what was erased is
    never found, whichever code erased it. A draft has no row.
    """

    __tablename__ = "petition_search"
    __table_args__ = (
        Index(
            "ix_search_stale",
            "commune_id",
            "petition_id",
            sqlite_where=text("stale"),
            postgresql_where=text("stale"),
        ),
        Index(WORDS_INDEX, "words", postgresql_using="gin").ddl_if(dialect="postgresql"),
    )

    petition_id: int = Field(
        sa_column=Column(IdType, ForeignKey("petition.id", ondelete="CASCADE"), primary_key=True)
    )
    commune_id: int = commune_key()
    words: str = Field(
        default="",
        sa_column=Column(
            String().with_variant(TSVECTOR(), "postgresql"),
            nullable=False,
            server_default=text("''"),
        ),
    )
    stale: bool = Field(default=True, sa_column_kwargs={"server_default": text("true")})
