"""The few kinds of column that the tables share."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, Integer, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

# Every constraint has a name, so that a later migration can change it on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Nobody validates rows; should somebody, pydantic prepares for it then, and not for every start.
SQLModel.model_config["defer_build"] = True

# JSON on SQLite, JSONB on PostgreSQL: the same values come back from both.
JsonType = JSON().with_variant(JSONB(), "postgresql")
# Only INTEGER numbers rows by itself on SQLite; PostgreSQL's would end at two thousand million.
IdType = BigInteger().with_variant(Integer(), "sqlite")


def row_id() -> Any:
    """A row's own number, given by the database."""
    return Field(default=None, primary_key=True, sa_type=IdType)


def ref(target: str, *, primary_key: bool = False) -> Any:
    """A row of another table, which must exist."""
    return Field(foreign_key=target, primary_key=primary_key, sa_type=IdType)


def maybe_ref(target: str) -> Any:
    """A row of another table, or none."""
    return Field(default=None, foreign_key=target, nullable=True, sa_type=IdType)


def commune_key() -> Any:
    """The commune to which a row belongs: it comes first in its keys and indexes."""
    return ref("commune.id")


def pointing(name: str, column: str) -> Index:
    """An index of the rows that point to a row of another table; of those that point to none there
    are many.

    Whoever deletes that row has the database look for them, by this column alone. Where every row
    points to one it is a plain index: SQLite uses no other there.
    """
    only = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=only, postgresql_where=only)


def one_of(column: str, values: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    """A check that the database itself keeps `column` among the published values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
