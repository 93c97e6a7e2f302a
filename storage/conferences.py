"""Conferences: planned, changed as they were seen, found, and whom their news concern."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, union, update
from sqlmodel import col, select

from dialogue.conference_life import AHEAD, ConferenceState
from dialogue.names import Form
from dialogue.petition import PetitionState
from dialogue.seat import SeatState
from dialogue.task import TaskState
from storage.counters import take_number
from storage.errors import Outdated
from storage.plain import columns_of, plain_rows
from storage.prepared import Prepared
from storage.tables import (
    Conference,
    ConferenceDuty,
    ConferenceEvent,
    Petition,
    Staff,
    Task,
)
from storage.work import Work

# Of these nobody needs to hear any more.
GONE = (PetitionState.DRAFT, PetitionState.WITHDRAWN)
NOT_THEIRS = (TaskState.GIVEN_BACK, TaskState.CANCELLED)
# The kinds of lines of its history of which everybody concerned is told.
TOLD = (
    *("announced", "changed", "rescheduled", "postponed", "cancelled", "delegated"),
    "link_changed",
)
# So long after its day a cancelled conference is still shown, for those who come to it.
SHOWN_AFTER = timedelta(days=1)


# Asked for with most answers of a citizen, and built once: building takes longer than the database
# needs.
_OPEN = Prepared(
    select(*columns_of(Conference))
    .where(
        Conference.commune_id == bindparam("commune_id"),
        Conference.state == ConferenceState.REGISTRATION_OPEN,
        col(Conference.registration_closes_at) > bindparam("now"),
    )
    .order_by(col(Conference.starts_at))
)


def open_for_registration(work: Work, commune_id: int, now: datetime) -> Sequence[Conference]:
    """Conferences for which people may register at `now`, the nearest first, as plain rows."""
    of = {"commune_id": commune_id, "now": now}
    which = ("open conferences", commune_id, now)
    return work.ask_once(which, lambda: plain_rows(work, Conference, _OPEN, **of))


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


def told_of(work: Work, commune_id: int, now: datetime) -> Sequence[Conference]:
    """What people may ask about: those to come, online ones that are held now, those without a
    day, those just called off."""
    return work.session.exec(
        select(Conference)
        .where(
            Conference.commune_id == commune_id,
            (col(Conference.state).in_(AHEAD) & (col(Conference.starts_at) > now))
            | (
                (col(Conference.state) == ConferenceState.IN_SESSION)
                & (col(Conference.form) == Form.TRUC_TUYEN)
                & (col(Conference.announced_at).is_not(None))
            )
            | (col(Conference.state) == ConferenceState.POSTPONED)
            | (
                (col(Conference.state) == ConferenceState.CANCELLED)
                & (col(Conference.announced_at).is_not(None))
                & (col(Conference.starts_at) > now - SHOWN_AFTER)
            ),
        )
        .order_by(col(Conference.starts_at), col(Conference.id))
    ).all()


def by_code(work: Work, commune_id: int, code: str) -> Conference | None:
    """The conference with this code in the commune."""
    return work.session.exec(
        select(Conference).where(Conference.commune_id == commune_id, Conference.code == code)
    ).first()


def every(work: Work, commune_id: int, *, offset: int, limit: int) -> Sequence[Conference]:
    """The commune's conferences, the newest plan first, but for plans that were discarded."""
    return work.session.exec(
        select(Conference)
        .where(*_kept(commune_id))
        .order_by(col(Conference.id).desc())
        .offset(offset)
        .limit(limit)
    ).all()


def count(work: Work, commune_id: int) -> int:
    """How many conferences the commune has planned."""
    counted = select(func.count()).select_from(Conference).where(*_kept(commune_id))
    return int(work.session.execute(counted).scalar_one())


def _kept(commune_id: int) -> tuple[Any, ...]:
    return (
        col(Conference.commune_id) == commune_id,
        col(Conference.state) != ConferenceState.DISCARDED,
    )


def plan(work: Work, commune_id: int, **values: Any) -> Conference:
    """A new conference under the commune's next code: H1, H2, …"""
    number = take_number(work, commune_id, "conference")
    conference = Conference(commune_id=commune_id, code=f"H{number}", **values)
    work.session.add(conference)
    work.session.flush()
    return conference


def change(work: Work, conference: Conference, seen_version: int, **values: Any) -> None:
    """Change a conference as it was when `seen_version` was read.

    Raises Outdated when somebody changed it in between: the update decides, not the reader.
    """
    won = work.session.execute(
        update(Conference)
        .where(col(Conference.id) == conference.id, col(Conference.version) == seen_version)
        .values(version=seen_version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if not won.rowcount:  # type: ignore[attr-defined]
        raise Outdated(conference.code)
    work.session.refresh(conference)


def note(
    work: Work, conference: Conference, kind: str, at: datetime, **values: Any
) -> ConferenceEvent:
    """Add one line to a conference's history."""
    assert conference.id is not None
    event = ConferenceEvent(
        commune_id=conference.commune_id, conference_id=conference.id, at=at, kind=kind, **values
    )
    work.session.add(event)
    work.session.flush()
    return event


def history(work: Work, conference: Conference) -> Sequence[ConferenceEvent]:
    """What has happened, the oldest first."""
    return work.session.exec(
        select(ConferenceEvent)
        .where(
            ConferenceEvent.commune_id == conference.commune_id,
            ConferenceEvent.conference_id == conference.id,
        )
        .order_by(col(ConferenceEvent.id))
    ).all()


def is_told(line: ConferenceEvent) -> bool:
    """Whether people hear of this line."""
    return line.kind in TOLD and bool(line.detail.get("told", True))


def is_newest_told(work: Work, commune_id: int, conference_id: int, event_id: int) -> bool:
    """Whether nothing has happened after this line of which people are told."""
    later = work.session.exec(
        select(ConferenceEvent).where(
            ConferenceEvent.commune_id == commune_id,
            ConferenceEvent.conference_id == conference_id,
            col(ConferenceEvent.id) > event_id,
            col(ConferenceEvent.kind).in_(TOLD),
        )
    )
    return not any(is_told(line) for line in later)


def duties(work: Work, conference: Conference) -> Sequence[ConferenceDuty]:
    """Who prepares what, in the plan's order."""
    return work.session.exec(
        select(ConferenceDuty)
        .where(
            ConferenceDuty.commune_id == conference.commune_id,
            ConferenceDuty.conference_id == conference.id,
        )
        .order_by(col(ConferenceDuty.position))
    ).all()


def set_duties(work: Work, conference: Conference, lines: Sequence[tuple[str, str]]) -> None:
    """The plan's lines of (who, what), in place of those before."""
    assert conference.id is not None
    work.session.execute(
        delete(ConferenceDuty).where(
            col(ConferenceDuty.commune_id) == conference.commune_id,
            col(ConferenceDuty.conference_id) == conference.id,
        )
    )
    for position, (who, what) in enumerate(lines):
        work.session.add(
            ConferenceDuty(
                commune_id=conference.commune_id,
                conference_id=conference.id,
                position=position,
                who=who,
                what=what,
            )
        )


def granted_seats(work: Work, conference: Conference) -> int:
    """How many people have a place at it."""
    counted = (
        select(func.count())
        .select_from(Petition)
        .where(
            col(Petition.commune_id) == conference.commune_id,
            col(Petition.conference_id) == conference.id,
            col(Petition.seat) == SeatState.GRANTED,
            col(Petition.state).not_in(GONE),
        )
    )
    return int(work.session.execute(counted).scalar_one())


def concerned(
    work: Work, conference: Conference, roles: Sequence[str], *, after: int, limit: int
) -> Sequence[int]:
    """Whom its news concern, each once: authors of its petitions, staff of the agencies that
    answer them, and those in these roles. By number, from the one `after` on."""
    theirs = (
        col(Petition.commune_id) == conference.commune_id,
        col(Petition.conference_id) == conference.id,
        col(Petition.state).not_in(GONE),
    )
    active = (
        col(Staff.commune_id) == conference.commune_id,
        col(Staff.left_at).is_(None),
    )
    authors: Any = select(col(Petition.person_id).label("person")).where(*theirs)
    answering: Any = (
        select(col(Staff.person_id).label("person"))
        .join(Task, col(Task.agency_id) == col(Staff.agency_id))
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .where(*active, *theirs, col(Task.state).not_in(NOT_THEIRS))
    )
    in_roles: Any = select(col(Staff.person_id).label("person")).where(
        *active, col(Staff.role).in_(roles)
    )
    people = union(authors, answering, in_roles).subquery()
    found = work.session.execute(
        select(people.c.person)
        .where(people.c.person > after)
        .order_by(people.c.person)
        .limit(limit)
    )
    return [int(person) for person in found.scalars()]
