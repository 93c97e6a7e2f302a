"""Time limits and their events: added, read, found by conference, petition and what is outdated."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import and_, bindparam, update
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from dialogue.conference_life import OVER
from dialogue.matter import DeadlineState, Event
from dialogue.petition import PetitionState
from storage.added import add, add_once
from storage.plain import columns_of, plain_rows
from storage.prepared import Prepared
from storage.tables import Conference, Deadline, DeadlineEvent, Petition
from storage.work import Work

RUNNING = (DeadlineState.OPEN, DeadlineState.STOPPED)
# In these nobody is owed an answer any more: a petition's time limits that still run are void.
# What was noted or has gone to others binds no agency of ours (hai-phong-13-hd V.3.2).
NOT_OWED = (
    PetitionState.WITHDRAWN,
    PetitionState.DECLINED,
    PetitionState.NOTED,
    PetitionState.SUBMITTED_UPWARD,
    PetitionState.PASSED_ON,
    PetitionState.CLOSED,
    PetitionState.PETITIONED_AGAIN,
)


# Asked for with each petition that is sent, and built once.
_OF_CONFERENCE = (
    col(Deadline.commune_id) == bindparam("commune_id"),
    col(Deadline.conference_id) == bindparam("conference_id"),
    col(Deadline.petition_id).is_(None),
)
_OF_PETITION = (
    col(Deadline.commune_id) == bindparam("commune_id"),
    col(Deadline.petition_id) == bindparam("petition_id"),
    col(Deadline.conference_id) == bindparam("conference_id"),
)
_ROWS = select(*columns_of(Deadline)).order_by(col(Deadline.id))
_PLAIN_OF_CONFERENCE = Prepared(_ROWS.where(*_OF_CONFERENCE))
_PLAIN_OF_PETITION = Prepared(_ROWS.where(*_OF_PETITION))
_HELD_OF_PETITION = Prepared(_ROWS.where(*_OF_PETITION).with_for_update())
_HAPPENED = Prepared(
    select(DeadlineEvent.detail)
    .where(
        col(DeadlineEvent.commune_id) == bindparam("commune_id"),
        col(DeadlineEvent.deadline_id) == bindparam("deadline_id"),
    )
    .order_by(col(DeadlineEvent.id))
)


def open_once(work: Work, started: Sequence[Event], at: datetime, **values: Any) -> Deadline | None:
    """A new limit with what started it; None where the conference or petition has it already.

    Plain while there is no session, else its own.
    """
    made = add_once(work, Deadline, state=DeadlineState.OPEN, **values)
    if made is None:
        return None
    deadline = work.session.get_one(Deadline, made.id) if work.is_watched else made
    for event in started:
        add_event(work, deadline, event, at)
    return deadline


def add_event(work: Work, deadline: Deadline, event: Event, at: datetime) -> None:
    """One event more; those before it stay as they are."""
    add(
        work,
        DeadlineEvent,
        commune_id=deadline.commune_id,
        deadline_id=deadline.id,
        at=at,
        kind=event.kind,
        staff_id=event.staff,
        detail=_events().dump_python(event, mode="json", exclude_defaults=True),
    )


def events(work: Work, deadline: Deadline) -> list[Event]:
    """What has happened to a limit, in order."""
    rows = _HAPPENED.all(work, commune_id=deadline.commune_id, deadline_id=deadline.id)
    return [_events().validate_python(detail) for (detail,) in rows]


def events_of(work: Work, deadlines: Sequence[Deadline]) -> Mapping[int, list[Event]]:
    """What has happened to each of these limits, by its number, in order."""
    happened: dict[int, list[Event]] = defaultdict(list)
    for row in rows_of(work, deadlines):
        happened[row.deadline_id].append(event_of(row))
    return happened


def rows_of(work: Work, deadlines: Sequence[Deadline]) -> Sequence[DeadlineEvent]:
    """The same with the moment at which each was written down."""
    numbers = [deadline.id for deadline in deadlines]
    communes = {deadline.commune_id for deadline in deadlines}
    return work.session.exec(
        select(DeadlineEvent)
        .where(
            col(DeadlineEvent.commune_id).in_(communes),
            col(DeadlineEvent.deadline_id).in_(numbers),
        )
        .order_by(col(DeadlineEvent.id))
    ).all()


def event_of(row: DeadlineEvent) -> Event:
    """The event that a row keeps."""
    return _events().validate_python(row.detail)


def of_conference(work: Work, conference: Conference, *, lock: bool = False) -> Sequence[Deadline]:
    """The limits of the conference itself; who changes them locks them first.

    Plain while there is no session, else its own.
    """
    of = {"commune_id": conference.commune_id, "conference_id": conference.id}
    if lock or work.is_watched:
        return work.session.exec(_select(lock).where(*_OF_CONFERENCE), params=of).all()
    return plain_rows(work, Deadline, _PLAIN_OF_CONFERENCE, **of)


def of_petition(work: Work, petition: Petition, *, lock: bool = False) -> Sequence[Deadline]:
    """The limits of a petition at the conference to which it goes now.

    Plain while there is no session, else its own.
    """
    if lock or work.is_watched:
        statement = _select(lock).where(*_OF_PETITION)
        return work.session.exec(statement, params=_keys(petition)).all()
    return plain_rows(work, Deadline, _PLAIN_OF_PETITION, **_keys(petition))


def held(work: Work, petition: Petition) -> Sequence[Deadline]:
    """The same, locked until the transaction ends, to be read: plain rows."""
    return plain_rows(work, Deadline, _HELD_OF_PETITION, **_keys(petition))


def _keys(petition: Petition) -> dict[str, Any]:
    return {
        "commune_id": petition.commune_id,
        "petition_id": petition.id,
        "conference_id": petition.conference_id,
    }


def outdated(
    work: Work, conference: Conference, basis: str, limit: int
) -> Sequence[tuple[Deadline, Petition]]:
    """Running limits of petitions that were counted by something else, the oldest first."""
    found = work.session.exec(
        select(Deadline, Petition)
        .join(Petition, col(Petition.id) == col(Deadline.petition_id))
        .where(
            Deadline.commune_id == conference.commune_id,
            col(Deadline.state).in_(RUNNING),
            Deadline.conference_id == conference.id,
            Deadline.basis != basis,
        )
        .order_by(col(Deadline.id))
        .limit(limit)
        .with_for_update(of=Deadline)
        .execution_options(populate_existing=True)
    ).all()
    return [(deadline, petition) for deadline, petition in found]


def of_petitions(
    work: Work, conference: Conference, *, after: int, limit: int
) -> Sequence[Deadline]:
    """Some of the limits of its petitions, locked; by number, from the one `after` on."""
    return work.session.exec(
        _select(lock=True)
        .where(
            Deadline.commune_id == conference.commune_id,
            Deadline.conference_id == conference.id,
            col(Deadline.petition_id).is_not(None),
            col(Deadline.id) > after,
        )
        .limit(limit)
    ).all()


def petitions_without(work: Work, conference: Conference, limit: int) -> Sequence[Petition]:
    """Petitions that were sent to the conference and have no time limit yet."""
    own = and_(
        col(Deadline.commune_id) == col(Petition.commune_id),
        col(Deadline.petition_id) == col(Petition.id),
        col(Deadline.conference_id) == col(Petition.conference_id),
    )
    return work.session.exec(
        select(Petition)
        .outerjoin(Deadline, own)
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            col(Petition.state).not_in((PetitionState.DRAFT, *NOT_OWED)),
            col(Deadline.id).is_(None),
        )
        .order_by(col(Petition.id))
        .limit(limit)
    ).all()


def conferences(work: Work, commune_id: int) -> Sequence[Conference]:
    """The conferences whose limits may still run, the nearest first."""
    return work.session.exec(
        select(Conference)
        .where(Conference.commune_id == commune_id, col(Conference.state).not_in(OVER))
        .order_by(col(Conference.starts_at), col(Conference.id))
    ).all()


def moved_at(
    work: Work, commune_id: int, at: datetime
) -> Sequence[tuple[DeadlineEvent, Deadline, Conference]]:
    """What was written down at one moment, which names one change of the law or the calendar."""
    found = work.session.exec(
        select(DeadlineEvent, Deadline, Conference)
        .join(Deadline, col(Deadline.id) == col(DeadlineEvent.deadline_id))
        .join(Conference, col(Conference.id) == col(Deadline.conference_id))
        .where(DeadlineEvent.commune_id == commune_id, DeadlineEvent.at == at)
        .order_by(col(DeadlineEvent.id))
    ).all()
    return [(row, deadline, conference) for row, deadline, conference in found]


def rebind(work: Work, conference: Conference, *, seen: str, version: str) -> bool:
    """Hold the conference by another version of its regulation.

    False when somebody was first: the update decides, so of two who adopt one does.
    """
    won = work.session.execute(
        update(Conference)
        .where(col(Conference.id) == conference.id, col(Conference.regulation_version) == seen)
        .values(regulation_version=version)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(conference)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def locked(work: Work, deadline: Deadline) -> Deadline:
    """The limit as it stands now, locked until the transaction ends."""
    return work.session.exec(_select(lock=True).where(Deadline.id == deadline.id)).one()


def _select(lock: bool) -> SelectOfScalar[Deadline]:
    found = select(Deadline).order_by(col(Deadline.id))
    if not lock:
        return found
    return found.with_for_update().execution_options(populate_existing=True)


@cache
def _events() -> TypeAdapter[Event]:
    return TypeAdapter(Event)
