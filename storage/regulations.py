"""Regulations as they were when something was first bound to them."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import select

from dialogue.regulation import Regulation
from dialogue.regulation_json import from_json, to_json
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import RegulationText
from storage.work import Work

# Whether it is there: its words are long, and asked for with each petition that is sent.
_KEPT = Prepared(
    select(RegulationText.id).where(
        RegulationText.id == bindparam("id"), RegulationText.version == bindparam("version")
    )
)


def keep(work: Work, regulation: Regulation, now: datetime) -> None:
    """Keep a regulation under its version; once is enough."""
    if _KEPT.first(work, id=regulation.id, version=regulation.version) is None:
        insert_once(
            work,
            RegulationText,
            id=regulation.id,
            version=regulation.version,
            content=to_json(regulation),
            kept_at=now,
        )


def kept(work: Work, regulation_id: str, version: str) -> Regulation | None:
    """The regulation as it was in this version; None where it was never kept."""
    row = work.session.get(RegulationText, (regulation_id, version))
    return from_json(row.content) if row else None
