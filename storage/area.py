"""What the city looks at: every commune's year, in a few statements however many communes there
are. Kinds, states, days and numbers only: no word that a citizen wrote, and no name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import col

from dialogue.conference_life import ConferenceState
from dialogue.matter import DeadlineState
from dialogue.yearly import Meeting
from storage.tables import Commune, Conference, Deadline, YearlyReport
from storage.work import Work

# A report of the year: the regulation's key, and what it covers.
Report = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Ticked:
    """Which side has ticked a report off."""

    sent: bool
    received: bool


@dataclass(frozen=True, kw_only=True)
class Late:
    """How many answers to people are late, and how many limits of the conferences themselves."""

    answers: int = 0
    limits: int = 0


@dataclass(frozen=True, kw_only=True)
class Place:
    """A commune as far as its year is concerned."""

    id: int
    code: str
    name: str
    regulation_id: str
    created_at: datetime
    is_sample: bool


@dataclass(frozen=True, kw_only=True)
class Span:
    """A year, and the beginning of today by which its conferences have passed or not."""

    start: datetime
    end: datetime
    today: datetime


def places(work: Work, commune_id: int | None = None) -> Sequence[Place]:
    """Every commune, without the sample where there are real ones; or the one that is named."""
    names = [one.name for one in fields(Place)]
    rows = work.session.execute(
        select(*(col(getattr(Commune, name)) for name in names)).where(
            *_only(col(Commune.id), commune_id)
        )
    )
    every = [Place(**dict(zip(names, row, strict=True))) for row in rows]
    return [one for one in every if not one.is_sample] or every


def meetings(work: Work, span: Span, commune_id: int | None = None) -> Mapping[int, list[Meeting]]:
    """The conferences whose day lies in the span, by commune; of one commune, or of all.

    The database says which have passed: reading ten thousand moments takes longer than the rest.
    """
    found: dict[int, list[Meeting]] = defaultdict(list)
    rows = work.session.execute(
        select(
            col(Conference.commune_id),
            col(Conference.kind),
            col(Conference.chair),
            col(Conference.state),
            case((col(Conference.starts_at) < span.today, 1), else_=0),
        ).where(
            col(Conference.starts_at) >= span.start,
            col(Conference.starts_at) < span.end,
            *_only(col(Conference.commune_id), commune_id),
        )
    )
    for number, kind, chair, state, passed in rows:
        meeting = Meeting(kind=kind, chair=chair, state=state, passed=bool(passed))
        found[number].append(meeting)
    return found


def late(work: Work, today: date, commune_id: int | None = None) -> Mapping[int, Late]:
    """What runs past its last day, by commune. What binds is `legal_due`; what is aimed at never
    lies later, and has the index."""
    of_people = case((col(Deadline.petition_id).is_not(None), 1), else_=0)
    every = select(col(Commune.id)) if commune_id is None else [commune_id]
    rows = work.session.execute(
        select(col(Deadline.commune_id), func.count(), func.sum(of_people))
        .where(
            col(Deadline.commune_id).in_(every),
            col(Deadline.state) == DeadlineState.OPEN,
            col(Deadline.target_due) < today,
            col(Deadline.legal_due) < today,
        )
        .group_by(col(Deadline.commune_id))
    )
    return {
        number: Late(answers=int(answers), limits=total - int(answers))
        for number, total, answers in rows
    }


def ticked(
    work: Work, year: int, commune_id: int | None = None
) -> Mapping[int, Mapping[Report, Ticked]]:
    """The reports of the year that either side has ticked off, by commune."""
    found: dict[int, dict[Report, Ticked]] = defaultdict(dict)
    rows = work.session.execute(
        select(
            col(YearlyReport.commune_id),
            col(YearlyReport.key),
            col(YearlyReport.period),
            case((col(YearlyReport.sent_on).is_not(None), 1), else_=0),
            case((col(YearlyReport.received_on).is_not(None), 1), else_=0),
        ).where(col(YearlyReport.year) == year, *_only(col(YearlyReport.commune_id), commune_id))
    )
    for number, key, period, sent, received in rows:
        found[number][key, period] = Ticked(sent=bool(sent), received=bool(received))
    return found


def conferences(work: Work, commune_id: int, span: Span) -> Sequence[Conference]:
    """One commune's conferences of the span, the earliest first; no plan that was discarded."""
    return work.session.scalars(
        select(Conference)
        .where(
            col(Conference.commune_id) == commune_id,
            col(Conference.starts_at) >= span.start,
            col(Conference.starts_at) < span.end,
            col(Conference.state) != ConferenceState.DISCARDED,
        )
        .order_by(col(Conference.starts_at), col(Conference.id))
    ).all()


def _only(column: Any, commune_id: int | None) -> tuple[ColumnElement[bool], ...]:
    return () if commune_id is None else (column == commune_id,)
