"""The audit: who did what to which row. Ids and states only, so that erasing a person's data
never has to rewrite history."""

from datetime import datetime
from typing import Any

from storage.added import add
from storage.tables import Audit
from storage.work import Work


def record(
    work: Work,
    *,
    commune_id: int,
    at: datetime,
    action: str,
    subject: str,
    subject_id: int,
    person_id: int | None = None,
    staff_id: int | None = None,
    **detail: Any,
) -> None:
    """Add one line in the same transaction as what it tells of."""
    add(
        work,
        Audit,
        commune_id=commune_id,
        at=at,
        person_id=person_id,
        staff_id=staff_id,
        action=action,
        subject=subject,
        subject_id=subject_id,
        detail=detail,
    )
