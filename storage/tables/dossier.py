"""The papers of a conference's dossier that came back signed, as files."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import SQLModel

from storage.tables.columns import commune_key, maybe_ref, ref, row_id


class DossierPaper(SQLModel, table=True):
    """One file of a signed paper; `key` is the dossier's, or a paper's that no dossier names.

    One that was taken away is kept as a row, and its file until it is removed for good.
    """

    __tablename__ = "dossier_paper"
    __table_args__ = (
        UniqueConstraint("commune_id", "conference_id", "key", "attachment_id"),
        CheckConstraint("attachment_id IS NOT NULL OR removed_at IS NOT NULL", name="has_file"),
        Index("ix_dossier_conference", "commune_id", "conference_id", "id"),
        Index("ix_dossier_attachment", "attachment_id"),
    )

    id: int | None = row_id()
    commune_id: int = commune_key()
    conference_id: int = ref("conference.id")
    key: str
    number: str = ""
    signed_on: date | None = None
    attachment_id: int | None = maybe_ref("attachment.id")
    added_by: int = ref("staff.id")
    added_at: datetime
    removed_by: int | None = maybe_ref("staff.id")
    removed_at: datetime | None = None
