"""What a chair looks at: opinions counted, answers that are missing, what is late and with whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, func
from sqlmodel import col, select

from dialogue.conference_life import AHEAD, ConferenceState
from dialogue.matter import DeadlineState
from dialogue.petition import PetitionState
from dialogue.task import OPEN, OWED, Part, Purpose
from storage.tables import (
    Agency,
    Answer,
    Conference,
    Deadline,
    Field,
    OpinionGroup,
    Petition,
    Task,
)
from storage.tables.petition import Disposition
from storage.tables.task import AnswerState
from storage.work import Work

# What is not put before a conference.
_OUT = (PetitionState.DRAFT, PetitionState.WITHDRAWN, PetitionState.DECLINED)
_SHOWN = (
    *AHEAD,
    ConferenceState.POSTPONED,
    ConferenceState.IN_SESSION,
    ConferenceState.CONCLUDED,
    ConferenceState.REPLIES_DUE,
)


def conferences(work: Work, commune_id: int) -> Sequence[Conference]:
    """Those that are ahead, being held or followed up; the nearest in time first."""
    return work.session.exec(
        select(Conference)
        .where(Conference.commune_id == commune_id, col(Conference.state).in_(_SHOWN))
        .order_by(col(Conference.starts_at), col(Conference.id))
    ).all()


def by_field(work: Work, conference: Conference) -> list[tuple[str, int]]:
    """How many opinions each field has, the largest first; "" for those without one."""
    rows = work.session.execute(
        select(Field.name, func.count())
        .select_from(Petition)
        .outerjoin(Field, col(Field.id) == col(Petition.field_id))
        .where(*_of(conference))
        .group_by(Field.name)
        .order_by(func.count().desc(), Field.name)
    ).all()
    return [(name or "", int(count)) for name, count in rows]


def by_disposition(work: Work, conference: Conference) -> dict[str, int]:
    """How many opinions each disposition has; "" for those not classified (V.1(3))."""
    rows = work.session.execute(
        select(col(Petition.disposition), func.count())
        .where(*_of(conference))
        .group_by(col(Petition.disposition))
    ).all()
    return {disposition: int(count) for disposition, count in rows}


def groups(work: Work, conference: Conference) -> list[tuple[str, int]]:
    """What several people raised, with how many; the largest first."""
    rows = work.session.execute(
        select(OpinionGroup.title, func.count())
        .join(Petition, col(Petition.group_id) == col(OpinionGroup.id))
        .where(*_of(conference))
        .group_by(col(OpinionGroup.id), OpinionGroup.title)
        .order_by(func.count().desc(), col(OpinionGroup.id))
    ).all()
    return [(title, int(count)) for title, count in rows]


def without_answer(work: Work, conference: Conference) -> list[tuple[Petition, Agency | None]]:
    """What is to be answered at the conference and has no prepared answer, with who has it."""
    has_answer = exists().where(
        col(Answer.petition_id) == col(Petition.id),
        col(Answer.commune_id) == col(Petition.commune_id),
        col(Answer.state).in_((AnswerState.DRAFTED, AnswerState.PUBLISHED)),
    )
    lead = (
        (col(Task.petition_id) == col(Petition.id))
        & (col(Task.purpose) == Purpose.PREPARED)
        & (col(Task.part) == Part.LEAD)
        & col(Task.state).in_(OPEN)
    )
    rows = work.session.exec(
        select(Petition, Agency)
        .outerjoin(Task, lead)
        .outerjoin(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            *_of(conference),
            Petition.disposition == Disposition.AT_CONFERENCE,
            col(Petition.state).in_((PetitionState.CLASSIFIED, PetitionState.ASSIGNED)),
            ~has_answer,
        )
        .order_by(col(Petition.id))
    ).all()
    return [(petition, agency) for petition, agency in rows]


def late_limits(work: Work, conference: Conference, today: date) -> Sequence[Deadline]:
    """Time limits of the conference itself that have passed."""
    return work.session.exec(
        select(Deadline)
        .where(
            Deadline.commune_id == conference.commune_id,
            Deadline.conference_id == conference.id,
            col(Deadline.petition_id).is_(None),
            Deadline.state == DeadlineState.OPEN,
            col(Deadline.legal_due) < today,
        )
        .order_by(col(Deadline.legal_due), col(Deadline.id))
    ).all()


def late_tasks(
    work: Work, conference: Conference, today: date
) -> list[tuple[Task, Petition, Agency]]:
    """What agencies owe and have not sent by their day, the latest of all first."""
    rows = work.session.exec(
        select(Task, Petition, Agency)
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            *_of(conference),
            col(Task.state).in_(OWED),
            col(Task.due_on) < today,
        )
        .order_by(col(Task.due_on), col(Task.id))
    ).all()
    return [(task, petition, agency) for task, petition, agency in rows]


def waiting_for(work: Work, conference: Conference) -> dict[str, int]:
    """How many petitions stand in each state: whose turn it is."""
    rows = work.session.execute(
        select(col(Petition.state), func.count())
        .where(*_of(conference))
        .group_by(col(Petition.state))
    ).all()
    return {state: int(count) for state, count in rows}


def _of(conference: Conference) -> tuple[Any, ...]:
    return (
        col(Petition.commune_id) == conference.commune_id,
        col(Petition.conference_id) == conference.id,
        col(Petition.state).not_in(_OUT),
    )
