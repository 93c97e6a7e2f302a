"""What waits for staff, by name: which rows, in which order, how many, how many of them late."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    null,
    or_,
    select,
    union,
)
from sqlmodel import col

from dialogue.conference_life import AHEAD, OVER, PAST, ConferenceState
from dialogue.matter import DeadlineState
from dialogue.petition import FORWARDED, PetitionState
from dialogue.seat import SeatState
from dialogue.task import OWED, Part, Purpose, TaskState
from storage import placing
from storage.absent import has_none
from storage.tables import Agency, Answer, Conference, Deadline, Extension, Petition, Staff, Task
from storage.tables.petition import Disposition
from storage.tables.task import AnswerState, ExtensionState
from storage.work import Work

Rows = Select[*tuple[Any, ...]]
# Until it is held, opinions are decided on, sorted and assigned for it.
_AWAITED = tuple(sorted((*AHEAD, ConferenceState.IN_SESSION)))
_PAST = tuple(sorted(PAST))
# A petition, where only its number is asked for.
_ONE = Petition.__table__.alias("one")  # type: ignore[attr-defined]
_GONE = (TaskState.GIVEN_BACK, TaskState.CANCELLED)
_OWED = tuple(sorted(OWED))
_OVER = tuple(sorted(OVER))
REPLY = "written_reply"


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """The day and the moment that it is, and until when something is near."""

    today: date
    now: datetime
    near_day: date
    near_moment: datetime


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Rows that wait: each with what belongs to it and, as the last value, when it is due."""

    rows: Rows
    late: ColumnElement[bool]
    near: ColumnElement[bool]
    order: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many wait; `near` are those that are not late yet."""

    total: int
    late: int
    near: int


def page(work: Work, queue: Queue, *, offset: int, limit: int) -> Sequence[Any]:
    """Some of the rows, what is late and near first."""
    ordered = queue.rows.order_by(*queue.order).offset(offset).limit(limit)
    return work.session.execute(ordered).all()


def count(work: Work, queue: Queue) -> Count:
    """How many there are."""
    near = and_(queue.near, ~queue.late)
    counted = queue.rows.with_only_columns(
        func.count(), _how_many(queue.late), _how_many(near), maintain_column_froms=True
    )
    total, late, soon = work.session.execute(counted).one()
    return Count(total=total, late=late, near=soon)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def to_decide(commune_id: int, horizon: Horizon) -> Queue:
    """An opinion to be checked, a seat to be decided, or a refused seat to be looked at again.

    Each of the three is looked for by an index of its own: asked as one condition, they would be
    looked for among all petitions of the commune. Only a refused seat is ever looked at again. Who
    is in line for a seat has been decided on, and at a conference that is over nobody is seated.
    """
    past = (
        exists()
        .where(col(Conference.id) == _ONE.c.conference_id, col(Conference.state).in_(_PAST))
        .correlate(_ONE)
    )
    alive = _ONE.c.state.not_in((PetitionState.DRAFT, PetitionState.WITHDRAWN))
    asked = and_(_ONE.c.seat == SeatState.REQUESTED, _ONE.c.waiting_since.is_(None))
    asked_again = and_(_ONE.c.seat == SeatState.REFUSED, _ONE.c.seat_review_asked.is_(True))
    waits = union(
        _numbers(commune_id, _ONE.c.state == PetitionState.RECEIVED),
        _numbers(commune_id, asked, alive, ~past),
        _numbers(commune_id, asked_again, alive, ~past),
    )
    return _before_conference(horizon, waits)


def to_classify(commune_id: int, horizon: Horizon) -> Queue:
    """Accepted opinions without field and disposition."""
    accepted = _ONE.c.state == PetitionState.ACCEPTED
    return _before_conference(horizon, _numbers(commune_id, accepted))


def to_assign(commune_id: int, horizon: Horizon) -> Queue:
    """Classified opinions that an agency has to answer, and that none has."""
    classified = _ONE.c.state == PetitionState.CLASSIFIED
    answered = _ONE.c.disposition != Disposition.NOTE_UPWARD
    return _before_conference(horizon, _numbers(commune_id, classified, answered))


def _numbers(commune_id: int, *which: ColumnElement[bool]) -> Rows:
    """Which petitions of a commune these are. Asked apart from all that belongs to them: in one
    query with it SQLite takes an index that has all columns and reads the whole commune."""
    return select(_ONE.c.id).where(_ONE.c.commune_id == commune_id, *which)


def to_ask_after(commune_id: int) -> Queue:
    """What has gone to others, who owe us no day: what went first is asked after first."""
    rows = select(Petition, null()).where(
        col(Petition.commune_id) == commune_id,
        col(Petition.state).in_(tuple(sorted(FORWARDED))),
    )
    order = (col(Petition.changed_at), col(Petition.id))
    return Queue(rows=rows, late=false(), near=false(), order=order)


def to_place(commune_id: int, horizon: Horizon) -> Queue:
    """Accepted opinions whose conference is not held, the longest waiting first."""
    rows = (
        select(Petition, Conference)
        .select_from(Petition)
        .join(Conference, col(Conference.id) == col(Petition.conference_id))
        .where(
            col(Petition.commune_id) == commune_id,
            # Else all petitions of the commune are asked for their conference.
            col(Petition.conference_id).in_(placing.not_held(commune_id)),
            placing.waits(),
        )
    )
    never = false()
    order = (col(Petition.submitted_at), col(Petition.id))
    return Queue(rows=rows, late=never, near=never, order=order)


def to_assign_reply(commune_id: int, horizon: Horizon) -> Queue:
    """What the conclusion left open, and no agency has to reply to in writing; also what it
    settled, where a reply is owed all the same (tinh-1573-qd 9.3)."""
    given = select(col(Task.id)).where(
        col(Task.commune_id) == commune_id,
        col(Task.petition_id) == col(Petition.id),
        col(Task.purpose) == Purpose.REPLY,
        col(Task.part) == Part.LEAD,
        col(Task.state).not_in(_GONE),
    )
    own = and_(
        col(Deadline.commune_id) == commune_id,
        col(Deadline.conference_id) == col(Petition.conference_id),
        col(Deadline.petition_id) == col(Petition.id),
        col(Deadline.key) == REPLY,
    )
    owed = select(col(Deadline.petition_id)).where(
        col(Deadline.commune_id) == commune_id,
        col(Deadline.state) == DeadlineState.OPEN,
        col(Deadline.key) == REPLY,
    )
    open_ones = union(_numbers(commune_id, _ONE.c.state == PetitionState.LEFT_OPEN), owed)
    rows = (
        select(Petition, col(Deadline.target_due))
        .select_from(Petition)
        .outerjoin(Deadline, own)
        .where(
            col(Petition.id).in_(open_ones),
            or_(
                col(Petition.state) == PetitionState.LEFT_OPEN,
                and_(
                    col(Petition.state) == PetitionState.SETTLED,
                    col(Deadline.state) == DeadlineState.OPEN,
                ),
            ),
            has_none(given, Petition),
        )
    )
    return _by_day(rows, col(Deadline.target_due), horizon, col(Petition.id))


def tasks_of(commune_id: int, agencies: Collection[int], horizon: Horizon) -> Queue:
    """What these agencies owe, by the day on which it is due."""
    rows = (
        select(Petition, Task, Agency, col(Task.due_on))
        .select_from(Task)
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            col(Task.commune_id) == commune_id,
            col(Task.agency_id).in_(sorted(agencies)),
            col(Task.state).in_(_OWED),
        )
    )
    return _by_day(rows, col(Task.due_on), horizon, col(Task.id))


def overdue_tasks(commune_id: int, horizon: Horizon) -> Queue:
    """What agencies have not answered in time."""
    rows = (
        select(Petition, Task, Agency, col(Task.due_on))
        .select_from(Task)
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            col(Task.commune_id) == commune_id,
            col(Task.state).in_(_OWED),
            col(Task.due_on) < horizon.today,
        )
    )
    return _by_day(rows, col(Task.due_on), horizon, col(Task.id))


def to_publish(commune_id: int, person_id: int | None, horizon: Horizon) -> Queue:
    """Drafted answers, but for this person's own: drafter and publisher differ."""
    rows = (
        select(Petition, Answer, Agency, col(Task.due_on))
        .select_from(Answer)
        .join(Task, col(Task.id) == col(Answer.task_id))
        .join(Petition, col(Petition.id) == col(Answer.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .join(Staff, col(Staff.id) == col(Answer.drafted_by))
        .where(
            col(Answer.commune_id) == commune_id,
            col(Answer.state) == AnswerState.DRAFTED,
            col(Staff.person_id) != person_id,
        )
    )
    return _by_day(rows, col(Task.due_on), horizon, col(Answer.drafted_at))


def to_extend(commune_id: int, horizon: Horizon) -> Queue:
    """Requests of agencies for more time."""
    rows = (
        select(Petition, Extension, Agency, col(Task.due_on))
        .select_from(Extension)
        .join(Task, col(Task.id) == col(Extension.task_id))
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            col(Extension.commune_id) == commune_id,
            col(Extension.state) == ExtensionState.ASKED,
        )
    )
    return _by_day(rows, col(Task.due_on), horizon, col(Extension.asked_at))


def limits_of_conferences(commune_id: int, horizon: Horizon) -> Queue:
    """Time limits of conferences that are near or over."""
    rows = (
        select(Conference, Deadline, col(Deadline.target_due))
        .select_from(Deadline)
        .join(Conference, col(Conference.id) == col(Deadline.conference_id))
        .where(
            col(Deadline.commune_id) == commune_id,
            col(Deadline.state) == DeadlineState.OPEN,
            col(Deadline.petition_id).is_(None),
            col(Deadline.target_due) <= horizon.near_day,
            col(Conference.state).not_in(_OVER),
        )
    )
    return _by_day(rows, col(Deadline.target_due), horizon, col(Deadline.id))


def _before_conference(horizon: Horizon, waits: Rows | CompoundSelect[Any]) -> Queue:
    """Petitions, those whose conference is near first, the others by how long they wait."""
    awaited = and_(
        col(Conference.id) == col(Petition.conference_id), col(Conference.state).in_(_AWAITED)
    )
    starts = col(Conference.starts_at)
    near = and_(starts.is_not(None), starts < horizon.near_moment)
    return Queue(
        rows=select(Petition, starts)
        .select_from(Petition)
        .outerjoin(Conference, awaited)
        .where(col(Petition.id).in_(waits)),
        late=and_(starts.is_not(None), starts < horizon.now),
        near=near,
        order=(
            case((near, 0), else_=1),
            case((near, starts)),
            col(Petition.submitted_at),
            col(Petition.id),
        ),
    )


def _by_day(rows: Rows, due: Any, horizon: Horizon, then: Any) -> Queue:
    """By the day on which it is due; what has none comes last."""
    return Queue(
        rows=rows,
        late=and_(due.is_not(None), due < horizon.today),
        near=and_(due.is_not(None), due <= horizon.near_day),
        order=(case((due.is_(None), 1), else_=0), due, then),
    )
