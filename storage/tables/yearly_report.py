"""Reports of a commune's year, ticked off by both sides: who sent one, who received it."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, maybe_ref, row_id


class YearlyReport(SQLModel, table=True):
    """One report on one period; `key` is the regulation's. A side that is empty is still open."""

    __tablename__ = "yearly_report"
    __table_args__ = (
        UniqueConstraint("commune_id", "year", "key", "period"),
        Index("ix_yearly_report_year", "year", "commune_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    year: int
    key: str
    period: str
    sent_on: date | None = None
    sent_number: str = ""
    sent_by: int | None = maybe_ref("staff.id")
    received_on: date | None = None
    received_number: str = ""
    received_by: int | None = maybe_ref("staff.id")
