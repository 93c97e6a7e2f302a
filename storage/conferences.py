"""Conferences that people may still register for, and those to come."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from dialogue.conference_life import AHEAD, ConferenceState
from storage.tables import Conference
from storage.work import Work


def open_for_registration(work: Work, commune_id: int, now: datetime) -> Sequence[Conference]:
    """Conferences for which people may register at `now`, the nearest first."""
    return work.session.exec(
        select(Conference)
        .where(
            Conference.commune_id == commune_id,
            Conference.state == ConferenceState.REGISTRATION_OPEN,
            col(Conference.registration_closes_at) > now,
        )
        .order_by(col(Conference.starts_at))
    ).all()


def takes_registrations(conference: Conference, now: datetime) -> bool:
    """Whether one may register for it at `now`, though the clock may not have closed it yet."""
    is_open = conference.state == ConferenceState.REGISTRATION_OPEN
    return is_open and conference.registration_closes_at > now


def upcoming(work: Work, commune_id: int, now: datetime) -> Sequence[Conference]:
    """Conferences of which people know and which have not begun, the nearest first."""
    return work.session.exec(
        select(Conference)
        .where(
            Conference.commune_id == commune_id,
            col(Conference.state).in_(AHEAD),
            col(Conference.starts_at) > now,
        )
        .order_by(col(Conference.starts_at))
    ).all()


def by_code(work: Work, commune_id: int, code: str) -> Conference | None:
    """The conference with this code in the commune."""
    return work.session.exec(
        select(Conference).where(Conference.commune_id == commune_id, Conference.code == code)
    ).first()
