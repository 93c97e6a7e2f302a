"""Tasks of agencies: given, changed as they were seen, found by petition."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from dialogue.roles import Role
from dialogue.task import OPEN, Part, Purpose, TaskState
from storage.errors import Outdated
from storage.once import insert_once
from storage.tables import Deadline, DeadlineEvent, Petition, Staff, Task
from storage.work import Work

# By which milestone of the regulation each purpose has its day.
_OF_LIMIT = {"prepared_answers": Purpose.PREPARED, "written_reply": Purpose.REPLY}
GONE = (TaskState.GIVEN_BACK, TaskState.CANCELLED)


def give(work: Work, petition: Petition, now: datetime, **values: Any) -> Task:
    """A new task; raises Outdated where the petition has a lead agency for this purpose already."""
    made = insert_once(
        work,
        Task,
        commune_id=petition.commune_id,
        petition_id=petition.id,
        state=TaskState.GIVEN,
        version=1,
        given_at=now,
        changed_at=now,
        received_how=values.pop("received_how", ""),
        note=values.pop("note", ""),
        **values,
    )
    if made is None:
        raise Outdated(petition.code or "")
    return work.session.get_one(Task, made)


def change(work: Work, task: Task, seen_version: int, now: datetime, **values: Any) -> None:
    """Change a task as it was when `seen_version` was read.

    Raises Outdated when somebody changed it in between: the update decides, not the reader.
    """
    won = work.session.execute(
        update(Task)
        .where(col(Task.id) == task.id, col(Task.version) == seen_version)
        .values(version=seen_version + 1, changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(task)
    if not won.rowcount:  # type: ignore[attr-defined]
        raise Outdated(str(task.id))


def name_author(work: Work, task: Task, *, shown: bool) -> bool:
    """Let its agency know who sent the petition, or no more; False where it is so already.

    No new version: whoever is writing the answer goes on. The update decides between two officers.
    """
    won = work.session.execute(
        update(Task)
        .where(
            col(Task.id) == task.id,
            col(Task.state).not_in(GONE),
            col(Task.names_author).is_not(shown),
        )
        .values(names_author=shown)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(task)
    return bool(won.rowcount)  # type: ignore[attr-defined]


def follow(work: Work, deadline: Deadline, before: date) -> None:
    """Move the tasks that were given until `before`, the limit's day until now.

    An earlier day that the office named stays. No new version: nobody acts on the day alone.
    """
    of_limit = _OF_LIMIT.get(deadline.key)
    if of_limit is None or before == deadline.legal_due:
        return
    of_conference = select(Petition.id).where(
        Petition.commune_id == deadline.commune_id,
        Petition.conference_id == deadline.conference_id,
    )
    work.session.execute(
        update(Task)
        .where(
            col(Task.commune_id) == deadline.commune_id,
            col(Task.petition_id) == deadline.petition_id
            if deadline.petition_id
            else col(Task.petition_id).in_(of_conference),
            col(Task.purpose) == of_limit,
            col(Task.state).in_(OPEN),
            col(Task.due_on) == before,
        )
        .values(due_on=deadline.legal_due)
    )


def moved_at(
    work: Work, commune_id: int, at: datetime
) -> Sequence[tuple[Task, Petition, DeadlineEvent]]:
    """Written replies that are owed, with what was written down of their limit at one moment."""
    found = work.session.exec(
        select(Task, Petition, DeadlineEvent)
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .join(Deadline, col(Deadline.petition_id) == col(Task.petition_id))
        .join(DeadlineEvent, col(DeadlineEvent.deadline_id) == col(Deadline.id))
        .where(
            DeadlineEvent.commune_id == commune_id,
            DeadlineEvent.at == at,
            Task.purpose == Purpose.REPLY,
            col(Task.state).in_(OPEN),
        )
        .order_by(col(Task.id), col(DeadlineEvent.id))
    ).all()
    return [(task, petition, event) for task, petition, event in found]


def by_id(work: Work, commune_id: int, task_id: int | None) -> Task | None:
    """The task with this number, if it is the commune's own."""
    task = work.session.get(Task, task_id) if task_id else None
    return task if task is not None and task.commune_id == commune_id else None


def of_petition(work: Work, petition: Petition) -> Sequence[Task]:
    """Every task of a petition, those that are gone too, the oldest first."""
    return work.session.exec(
        select(Task)
        .where(Task.commune_id == petition.commune_id, Task.petition_id == petition.id)
        .order_by(col(Task.id))
    ).all()


def standing(work: Work, petition: Petition, purpose: Purpose | str) -> list[Task]:
    """The tasks of a purpose, neither given back nor cancelled; the lead agency's first."""
    found = [
        task
        for task in of_petition(work, petition)
        if task.purpose == purpose and task.state not in GONE
    ]
    return sorted(found, key=lambda task: task.part != Part.LEAD)


def people_of(work: Work, commune_id: int, agency_id: int, today: date) -> list[int]:
    """Who acts for an agency in the chat, and on leave who stands in; each once."""
    duties = work.session.exec(
        select(Staff)
        .where(
            Staff.commune_id == commune_id,
            Staff.role == Role.AGENCY,
            Staff.agency_id == agency_id,
            col(Staff.left_at).is_(None),
        )
        .order_by(col(Staff.id))
    ).all()
    away = [duty for duty in duties if duty.away_until and duty.away_until >= today]
    deputies = [duty.stand_in_id for duty in away if duty.stand_in_id]
    return list(dict.fromkeys([*(duty.person_id for duty in duties), *deputies]))
