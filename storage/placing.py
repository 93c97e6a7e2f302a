"""Petitions of conferences that are not held: which of them wait for another one, which move."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_
from sqlmodel import col, select

from dialogue.conference_life import NOT_HELD
from dialogue.petition import PLACEABLE, PetitionState
from dialogue.task import OPEN
from storage.deadlines import NOT_OWED
from storage.tables import Conference, Delegate, Petition, Task
from storage.work import Work


def waits() -> ColumnElement[bool]:
    """Whether a petition waits for another conference than its own, which has to be joined.

    What agencies have in hand stays with them; an answer that was ready goes along.
    """
    in_hand = (
        exists()
        .where(
            col(Task.commune_id) == col(Petition.commune_id),
            col(Task.petition_id) == col(Petition.id),
            col(Task.state).in_(sorted(OPEN)),
        )
        .correlate(Petition)
    )
    free = or_(
        col(Petition.state).in_(sorted(PLACEABLE)),
        and_(col(Petition.state) == PetitionState.ASSIGNED, ~in_hand),
    )
    return and_(col(Conference.state).in_(sorted(NOT_HELD)), free)


def not_held(commune_id: int) -> Select[Any]:
    """The numbers of a commune's conferences that are not held."""
    return sa.select(col(Conference.id)).where(
        col(Conference.commune_id) == commune_id, col(Conference.state).in_(sorted(NOT_HELD))
    )


def count_waiting(work: Work, conference: Conference) -> int:
    """How many of a conference's petitions wait for another one."""
    counted = (
        select(func.count())
        .select_from(Petition)
        .join(Conference, col(Conference.id) == col(Petition.conference_id))
        .where(*_of(conference), waits())
    )
    return int(work.session.execute(counted).scalar_one())


def count_sent(work: Work, conference: Conference) -> int:
    """How many petitions were sent to a conference and are still somebody's matter."""
    counted = select(func.count()).select_from(Petition).where(*_sent(conference))
    return int(work.session.execute(counted).scalar_one())


def count_delegates(work: Work, conference: Conference) -> int:
    """How many stand on its list."""
    counted = (
        select(func.count())
        .select_from(Delegate)
        .where(
            col(Delegate.commune_id) == conference.commune_id,
            col(Delegate.conference_id) == conference.id,
        )
    )
    return int(work.session.execute(counted).scalar_one())


def some(work: Work, conference: Conference, *, after: int, limit: int) -> Sequence[Petition]:
    """Some of what was sent to it, locked for who moves them; by number, from `after` on."""
    return work.session.exec(
        select(Petition)
        .where(*_sent(conference), col(Petition.id) > after)
        .order_by(col(Petition.id))
        .limit(limit)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _sent(conference: Conference) -> tuple[ColumnElement[bool], ...]:
    gone = (PetitionState.DRAFT, *NOT_OWED)
    return (*_of(conference), col(Petition.state).not_in(gone))


def _of(conference: Conference) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Petition.commune_id) == conference.commune_id,
        col(Petition.conference_id) == conference.id,
    )
