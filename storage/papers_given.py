"""What papers say of the agencies' work on the opinions of a conference: who was asked, who helps,
what they answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from dialogue.task import Part, Purpose, TaskState
from storage.tables import Answer, Conference, Task
from storage.tables.task import AnswerState
from storage.work import Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What an agency was asked to answer, with those who help; `answer` is the published one, else
    the one that waits for its publication."""

    task: Task
    agency: str
    helpers: tuple[str, ...] = ()
    answer: Answer | None = None

    @property
    def is_published(self) -> bool:
        """Whether people have the answer."""
        return self.answer is not None and self.answer.state == AnswerState.PUBLISHED


def tasks_of(
    work: Work,
    conference: Conference,
    ids: Select[Any],
    names: Mapping[int | None, str],
    issued_at: datetime | None,
) -> Mapping[str, dict[int, Given]]:
    """What was given, by purpose and petition; `ids` selects the petitions, `names` are those of
    the agencies, and `issued_at` is when the first conclusion notice was issued."""
    rows = work.session.exec(
        select(Task)
        .where(
            Task.commune_id == conference.commune_id,
            col(Task.petition_id).in_(ids),
            Task.state != TaskState.GIVEN_BACK,
        )
        .order_by(col(Task.id))
    ).all()
    standing = [one for one in rows if _stood(one, issued_at)]
    answers = _answers(work, conference, ids)
    helpers: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in standing:
        if one.part == Part.COORDINATING:
            helpers[one.purpose, one.petition_id].append(names.get(one.agency_id, ""))
    given: dict[str, dict[int, Given]] = {purpose: {} for purpose in Purpose}
    for one in standing:
        if one.part == Part.LEAD:
            given[one.purpose][one.petition_id] = Given(
                task=one,
                agency=names.get(one.agency_id, ""),
                helpers=tuple(helpers[one.purpose, one.petition_id]),
                answer=answers.get(one.id or 0),
            )
    return given


def _stood(task: Task, issued_at: datetime | None) -> bool:
    """Not taken back: what was being prepared until the conclusion ended only with it."""
    if task.state != TaskState.CANCELLED:
        return True
    ended_with_it = issued_at is not None and task.changed_at >= issued_at
    return ended_with_it and task.purpose == Purpose.PREPARED


def _answers(work: Work, conference: Conference, ids: Select[Any]) -> dict[int, Answer]:
    """By task: what people have, else what waits for its publication."""
    rows = work.session.exec(
        select(Answer)
        .where(
            Answer.commune_id == conference.commune_id,
            col(Answer.petition_id).in_(ids),
            col(Answer.state).in_((AnswerState.DRAFTED, AnswerState.PUBLISHED)),
        )
        .order_by(col(Answer.version))
    )
    return _published_last(rows)


def _published_last(rows: Iterable[Answer]) -> dict[int, Answer]:
    ordered = sorted(rows, key=lambda one: (one.state == AnswerState.PUBLISHED, one.version))
    return {one.task_id: one for one in ordered}
