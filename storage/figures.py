"""What figures are counted from: days, kinds and numbers of opinions and conferences, no word of a
citizen and no name of one. Three statements for opinions however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import col

from dialogue.figures import LINES, REPLIES, Dialogue, Opinion
from dialogue.matter import DeadlineState
from dialogue.petition import PetitionState
from dialogue.report_periods import Span
from dialogue.session_question import QuestionState
from dialogue.task import Part, Purpose, TaskState
from dialogue.yearly import HELD
from locales.dates import LOCAL, local_date
from storage.deadlines import NOT_OWED
from storage.tables import (
    Agency,
    Conference,
    Deadline,
    Field,
    Petition,
    PetitionEvent,
    SessionQuestion,
    Task,
)
from storage.work import Work

REPLY = "written_reply"
_SENT = tuple(sorted(set(PetitionState) - {PetitionState.DRAFT}))
_GONE = (TaskState.GIVEN_BACK, TaskState.CANCELLED)


def dialogues(work: Work, commune_id: int, span: Span) -> list[Dialogue]:
    """The conferences that were held in the span, by the day on which they were."""
    held = work.session.execute(
        select(
            col(Conference.id),
            col(Conference.starts_at),
            col(Conference.kind),
            col(Conference.form),
            col(Conference.chair),
            col(Conference.participants),
        )
        .where(
            col(Conference.commune_id) == commune_id,
            col(Conference.state).in_(tuple(sorted(HELD))),
            *_within(col(Conference.starts_at), span),
        )
        .order_by(col(Conference.starts_at), col(Conference.id))
    ).all()
    questions = _answered(work, commune_id, [row.id for row in held])
    return [
        Dialogue(
            day=local_date(row.starts_at),
            kind=row.kind,
            form=row.form,
            chair=row.chair,
            people=row.participants,
            questions=questions.get(row.id, 0),
        )
        for row in held
    ]


def opinions(work: Work, commune_id: int, span: Span) -> list[Opinion]:
    """The opinions that were sent in the span, the oldest first."""
    lines, agencies = _lines(work, commune_id, span), _agencies(work, commune_id, span)
    return [
        Opinion(
            sent=local_date(row.submitted_at),
            people=row.group_size or 1,
            field=row.field or "",
            agency=agencies.of(row.id, row.group_id),
            due=_due(row, lines[row.id]),
            lines=tuple(lines[row.id]),
        )
        for row in _sent(work, commune_id, span)
    ]


def fields(work: Work, commune_id: int) -> Sequence[str]:
    """The names of the commune's fields, in its own order."""
    return work.session.scalars(
        select(col(Field.name))
        .where(col(Field.commune_id) == commune_id)
        .order_by(col(Field.position), col(Field.id))
    ).all()


def _answered(work: Work, commune_id: int, conferences: Sequence[int]) -> Mapping[int, int]:
    """By conference, how many questions were answered in its session; what was deferred became a
    petition, and is counted as one."""
    rows = work.session.execute(
        select(col(SessionQuestion.conference_id), func.count())
        .where(
            col(SessionQuestion.commune_id) == commune_id,
            col(SessionQuestion.conference_id).in_(conferences),
            col(SessionQuestion.state) == QuestionState.ANSWERED,
        )
        .group_by(col(SessionQuestion.conference_id))
    )
    return {row[0]: row[1] for row in rows}


@dataclass(kw_only=True)
class _Agencies:
    """Who leads the reply: by petition, and by group, for one answer goes to each of a group."""

    of_petition: dict[int, str] = field(default_factory=dict)
    of_group: dict[int, str] = field(default_factory=dict)

    def of(self, petition: int, group: int | None) -> str:
        own = self.of_petition.get(petition)
        return own or (self.of_group.get(group, "") if group else "")


def _sent(work: Work, commune_id: int, span: Span) -> Sequence[Any]:
    limit = and_(
        col(Deadline.commune_id) == col(Petition.commune_id),
        col(Deadline.petition_id) == col(Petition.id),
        col(Deadline.conference_id) == col(Petition.conference_id),
        col(Deadline.key) == REPLY,
    )
    return work.session.execute(
        select(
            col(Petition.id),
            col(Petition.submitted_at),
            col(Petition.group_size),
            col(Petition.group_id),
            col(Petition.state),
            col(Field.name).label("field"),
            col(Deadline.state).label("limit"),
            col(Deadline.legal_due),
        )
        .outerjoin(Field, col(Field.id) == col(Petition.field_id))
        .outerjoin(Deadline, limit)
        .where(*_are_sent(commune_id, span))
        .order_by(col(Petition.submitted_at), col(Petition.id))
    ).all()


def _lines(work: Work, commune_id: int, span: Span) -> Mapping[int, list[tuple[date, str]]]:
    """Of each history the lines by which an opinion counts as something else, in order."""
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    rows = work.session.execute(
        select(col(PetitionEvent.petition_id), col(PetitionEvent.at), col(PetitionEvent.kind))
        .join(Petition, col(Petition.id) == col(PetitionEvent.petition_id))
        .where(
            *_are_sent(commune_id, span),
            col(PetitionEvent.commune_id) == commune_id,
            col(PetitionEvent.kind).in_(tuple(sorted(LINES))),
        )
        .order_by(col(PetitionEvent.id))
    )
    for number, at, kind in rows:
        found[number].append((local_date(at), kind))
    return found


def _agencies(work: Work, commune_id: int, span: Span) -> _Agencies:
    found = _Agencies()
    rows = work.session.execute(
        select(col(Petition.id), col(Petition.group_id), col(Agency.name))
        .join(Task, col(Task.petition_id) == col(Petition.id))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            *_are_sent(commune_id, span),
            col(Task.commune_id) == commune_id,
            col(Task.purpose) == Purpose.REPLY,
            col(Task.part) == Part.LEAD,
            col(Task.state).not_in(_GONE),
        )
        .order_by(col(Task.id))
    )
    for number, group, name in rows:
        found.of_petition[number] = name
        if group is not None:
            found.of_group[group] = name
    return found


def _due(row: Any, lines: Sequence[tuple[date, str]]) -> date | None:
    """The last legal day of the reply, where one binds.

    None while it stands still; where it was met without a reply, by what the conference settled;
    and where it fell away with its conference, or before a reply was given all the same.
    """
    is_replied = any(line in REPLIES for _, line in lines)
    if row.limit == DeadlineState.STOPPED or (row.limit == DeadlineState.MET and not is_replied):
        return None
    if row.limit == DeadlineState.VOID and (is_replied or row.state not in NOT_OWED):
        return None
    due: date | None = row.legal_due
    return due


def _are_sent(commune_id: int, span: Span) -> tuple[Any, ...]:
    """By the index of states and moments."""
    return (
        col(Petition.commune_id) == commune_id,
        col(Petition.state).in_(_SENT),
        *_within(col(Petition.submitted_at), span),
    )


def _within(moment: Any, span: Span) -> tuple[Any, Any]:
    """From midnight to midnight in Viet Nam."""
    return moment >= _midnight(span.first), moment < _midnight(span.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
