"""What the clock reminds of: found by the days on which it is due; the steps that were taken."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col, select

from dialogue.conference_life import AHEAD, NOT_HELD, PAST, ConferenceState
from dialogue.matter import DeadlineState
from dialogue.petition import PetitionState
from dialogue.seat import SeatState
from dialogue.task import OPEN, Purpose, TaskState
from storage.absent import has_none
from storage.once import insert_all, insert_once
from storage.partial import is_exactly
from storage.tables import Agency, Commune, Conference, Deadline, Petition, Reminder, Task
from storage.work import Work

# A commune's morning, as a thing of which steps are taken.
MORNING = "morning"
_REPLY = "written_reply"
# Nobody prepares an answer for a conference that has no day, or has been held.
_TOO_LATE = tuple(sorted({*PAST, ConferenceState.POSTPONED}))
_OF_TASK = ("purpose", "part", "state", "due_on", "given_at")
Taken = Mapping[tuple[str, date], frozenset[str]]
Step = tuple[str, date, str]


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days among which a date has to lie so that it may have a step today."""

    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class OwedTask:
    """What an agency owes on one petition."""

    id: int
    code: str
    agency_id: int
    agency: str
    purpose: str
    part: str
    state: str
    due_on: date
    given_at: datetime


def communes_without_morning(work: Work, today: date) -> Sequence[int]:
    """The communes whose morning nobody has done today, by number."""
    done = select(Reminder.id).where(
        col(Reminder.commune_id) == col(Commune.id),
        col(Reminder.subject) == MORNING,
        col(Reminder.due_on) == today,
    )
    found = work.session.exec(
        select(Commune.id).where(has_none(done, Commune)).order_by(col(Commune.id))
    )
    return [number for number in found if number is not None]


def begin_morning(work: Work, commune_id: int, today: date, now: datetime) -> bool:
    """Take a commune's morning; False where somebody else has: of two ticks one does it."""
    made = insert_once(
        work,
        Reminder,
        commune_id=commune_id,
        subject=MORNING,
        due_on=today,
        step="",
        taken_at=now,
    )
    return made is not None


def taken(work: Work, commune_id: int, window: Window) -> Taken:
    """The steps towards each date of the window that were taken, by thing and date."""
    found: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for subject, due_on, step in _ask(work, _taken(), commune_id, window):
        found[subject, due_on].add(step)
    return {key: frozenset(steps) for key, steps in found.items()}


def take(work: Work, commune_id: int, steps: Sequence[Step], now: datetime) -> None:
    """Note steps as taken, each a thing, its date and the step's name."""
    common = {"commune_id": commune_id, "taken_at": now}
    rows = [
        {**common, "subject": subject, "due_on": due_on, "step": step}
        for subject, due_on, step in steps
    ]
    insert_all(work, Reminder, rows)


def forget_before(work: Work, day: date) -> None:
    """Forget the steps towards dates that lie before this day."""
    every = select(col(Commune.id))
    work.session.execute(
        sa.delete(Reminder).where(col(Reminder.commune_id).in_(every), col(Reminder.due_on) < day)
    )


def owed_tasks(work: Work, commune_id: int, window: Window) -> list[OwedTask]:
    """What agencies have not answered, or have answered and nobody published, by its day.

    Nothing for a conference that has no day or has been held, nothing whose limit stands still.
    """
    return [OwedTask(**row._mapping) for row in _ask(work, _owed(), commune_id, window)]


def unreceived(work: Work, commune_id: int, *, until: datetime, since: datetime) -> list[OwedTask]:
    """What was given to agencies in this time and none of them has said to have received."""
    asked = {"commune": commune_id, "since": since, "until": until}
    rows = work.session.execute(_unreceived(), asked)
    return [OwedTask(**{**row._mapping, "due_on": row.due_on or date.max}) for row in rows]


def owed_task(work: Work, commune_id: int, task_id: int) -> OwedTask | None:
    """One task as it is now; None where nobody waits for it, whatever its state."""
    row = work.session.execute(_one_task(), {"commune": commune_id, "id": task_id}).first()
    return None if row is None else OwedTask(**{**row._mapping, "due_on": row.due_on or date.max})


def is_unassigned(work: Work, commune_id: int, deadline_id: int, day: date) -> bool:
    """Whether this written reply is owed by that day, and no agency has been given it."""
    asked = {"commune": commune_id, "first": day, "last": day, "id": deadline_id}
    return work.session.execute(_one_unassigned(), asked).first() is not None


def limits(work: Work, commune_id: int, window: Window) -> list[tuple[Deadline, Conference]]:
    """The running limits of conferences themselves whose day lies in the window."""
    return [(limit, of) for limit, of in _ask(work, _limits(), commune_id, window)]


def unassigned(work: Work, commune_id: int, window: Window) -> list[tuple[Deadline, Petition]]:
    """Written replies that are owed and that no agency has been given, by their day."""
    return [(limit, of) for limit, of in _ask(work, _unassigned(), commune_id, window)]


def meetings(
    work: Work, start: datetime, end: datetime, commune_id: int | None = None
) -> Sequence[Conference]:
    """Conferences that people know of and that begin then, of one commune or of all."""
    every: Any = select(col(Commune.id)) if commune_id is None else [commune_id]
    return work.session.exec(
        select(Conference)
        .where(
            col(Conference.commune_id).in_(every),
            col(Conference.state).in_(tuple(sorted(AHEAD))),
            Conference.starts_at >= start,
            Conference.starts_at < end,
        )
        .order_by(col(Conference.starts_at), col(Conference.id))
    ).all()


def is_ahead(conference: Conference, now: datetime) -> bool:
    """Whether people know of it and it has not begun."""
    return conference.state in AHEAD and conference.starts_at > now


def registered(work: Work, conference: Conference, *, after: int, limit: int) -> Sequence[int]:
    """Who has sent something to it and not taken it back, each once; by number from `after` on."""
    return work.session.exec(
        select(Petition.person_id)
        .where(
            Petition.commune_id == conference.commune_id,
            Petition.conference_id == conference.id,
            col(Petition.state).not_in((PetitionState.DRAFT, PetitionState.WITHDRAWN)),
            col(Petition.person_id) > after,
        )
        .distinct()
        .order_by(col(Petition.person_id))
        .limit(limit)
    ).all()


def has_seat(work: Work, conference: Conference, person_id: int) -> bool:
    """Whether somebody has a place at it."""
    found = select(Petition.id).where(
        Petition.commune_id == conference.commune_id,
        Petition.conference_id == conference.id,
        Petition.person_id == person_id,
        Petition.seat == SeatState.GRANTED,
        col(Petition.state) != PetitionState.WITHDRAWN,
    )
    return work.session.exec(found.limit(1)).first() is not None


def drafts_left(work: Work, *, after: datetime, until: datetime, limit: int) -> Sequence[Petition]:
    """Drafts of whose authors nobody has been reminded, left between these moments; locked."""
    return _waiting(work, PetitionState.DRAFT, col(Petition.nudged_at), after, until, limit)


def replied_unasked(
    work: Work, *, after: datetime, until: datetime, limit: int
) -> Sequence[Petition]:
    """Petitions that were replied to between these moments, their authors not asked yet; locked."""
    return _waiting(work, PetitionState.REPLIED, col(Petition.grade_asked_at), after, until, limit)


def _waiting(
    work: Work, state: str, asked_at: Any, after: datetime, until: datetime, limit: int
) -> Sequence[Petition]:
    return work.session.exec(
        select(Petition)
        .where(
            is_exactly(col(Petition.state), state),
            asked_at.is_(None),
            col(Petition.changed_at) > after,
            col(Petition.changed_at) <= until,
        )
        .order_by(col(Petition.changed_at), col(Petition.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()


def _ask(work: Work, statement: Any, commune_id: int, window: Window) -> Any:
    asked = {"commune": commune_id, "first": window.first, "last": window.last}
    return work.session.execute(statement, asked)


# Each is built once: that takes longer than the database needs to answer it.
def _of_commune(column: Any) -> ColumnElement[bool]:
    return sa.and_(column == sa.bindparam("commune"))


def _in_window(column: Any) -> ColumnElement[bool]:
    return sa.and_(column >= sa.bindparam("first"), column <= sa.bindparam("last"))


@cache
def _taken() -> Any:
    return sa.select(col(Reminder.subject), col(Reminder.due_on), col(Reminder.step)).where(
        _of_commune(col(Reminder.commune_id)), _in_window(col(Reminder.due_on))
    )


@cache
def _owed() -> Any:
    return _tasks().where(col(Task.state).in_(sorted(OPEN)), _in_window(col(Task.due_on)))


@cache
def _unreceived() -> Any:
    return _tasks().where(
        col(Task.state) == TaskState.GIVEN,
        col(Task.given_at) >= sa.bindparam("since"),
        col(Task.given_at) < sa.bindparam("until"),
    )


@cache
def _one_task() -> Any:
    return _tasks().where(col(Task.id) == sa.bindparam("id"))


def _tasks() -> Any:
    own = and_(
        col(Deadline.commune_id) == col(Task.commune_id),
        col(Deadline.petition_id) == col(Petition.id),
        col(Deadline.conference_id) == col(Petition.conference_id),
        col(Deadline.key) == _REPLY,
    )
    return (
        sa.select(
            col(Task.id),
            col(Petition.code),
            col(Task.agency_id),
            col(Agency.name).label("agency"),
            *(col(getattr(Task, name)) for name in _OF_TASK),
        )
        .select_from(Task)
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .outerjoin(Conference, col(Conference.id) == col(Petition.conference_id))
        .outerjoin(Deadline, own)
        .where(_of_commune(col(Task.commune_id)), _has_a_day())
        .order_by(col(Task.due_on), col(Task.id))
    )


def _has_a_day() -> ColumnElement[bool]:
    prepared = and_(
        col(Task.purpose) == Purpose.PREPARED,
        or_(col(Conference.id).is_(None), col(Conference.state).not_in(_TOO_LATE)),
    )
    replied = and_(
        col(Task.purpose) == Purpose.REPLY,
        or_(col(Deadline.id).is_(None), col(Deadline.state) == DeadlineState.OPEN),
    )
    return or_(prepared, replied)


@cache
def _limits() -> Any:
    return (
        sa.select(Deadline, Conference)
        .join(Conference, col(Conference.id) == col(Deadline.conference_id))
        .where(
            _of_commune(col(Deadline.commune_id)),
            col(Deadline.state) == DeadlineState.OPEN,
            col(Deadline.petition_id).is_(None),
            _in_window(col(Deadline.target_due)),
            col(Conference.state).not_in(tuple(sorted(NOT_HELD))),
        )
        .order_by(col(Deadline.target_due), col(Deadline.id))
    )


@cache
def _one_unassigned() -> Any:
    return _unassigned().where(col(Deadline.id) == sa.bindparam("id"))


@cache
def _unassigned() -> Any:
    given = select(Task.id).where(
        col(Task.commune_id) == col(Deadline.commune_id),
        col(Task.petition_id) == col(Deadline.petition_id),
        col(Task.purpose) == Purpose.REPLY,
        col(Task.state).not_in((TaskState.GIVEN_BACK, TaskState.CANCELLED)),
    )
    return (
        sa.select(Deadline, Petition)
        .join(Petition, col(Petition.id) == col(Deadline.petition_id))
        .where(
            _of_commune(col(Deadline.commune_id)),
            col(Deadline.state) == DeadlineState.OPEN,
            col(Deadline.petition_id).is_not(None),
            col(Deadline.is_projected).is_(False),
            _in_window(col(Deadline.target_due)),
            has_none(given, Deadline),
        )
        .order_by(col(Deadline.target_due), col(Deadline.id))
    )
