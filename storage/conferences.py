"""Conferences that people may still register for, and those to come."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from storage.tables import Conference
from storage.tables.conference import ConferenceState
from storage.work import Work


def open_for_registration(work: Work, commune_id: int, now: datetime) -> Sequence[Conference]:
    """Announced conferences whose registration has not closed, the nearest first."""
    return work.session.exec(
        select(Conference)
        .where(
            Conference.commune_id == commune_id,
            Conference.state == ConferenceState.ANNOUNCED,
            col(Conference.registration_closes_at) > now,
        )
        .order_by(col(Conference.starts_at))
    ).all()


def upcoming(work: Work, commune_id: int, now: datetime) -> Sequence[Conference]:
    """Announced conferences that have not begun, the nearest first."""
    return work.session.exec(
        select(Conference)
        .where(
            Conference.commune_id == commune_id,
            Conference.state == ConferenceState.ANNOUNCED,
            col(Conference.starts_at) > now,
        )
        .order_by(col(Conference.starts_at))
    ).all()


def by_code(work: Work, commune_id: int, code: str) -> Conference | None:
    """The conference with this code in the commune."""
    return work.session.exec(
        select(Conference).where(Conference.commune_id == commune_id, Conference.code == code)
    ).first()
