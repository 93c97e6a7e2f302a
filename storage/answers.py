"""Answers of agencies, version by version, and the more time that they ask for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, update
from sqlmodel import SQLModel, col, select

from dialogue.petition import PetitionState
from dialogue.task import Part, TaskState
from storage.errors import Outdated
from storage.once import insert_once
from storage.tables import Answer, Audit, Extension, Petition, Task
from storage.tables.task import AnswerState, ExtensionState
from storage.work import Work

# What its author never sent, or nobody is owed an answer to any more.
_NOT_ANSWERED = (PetitionState.DRAFT, PetitionState.WITHDRAWN, PetitionState.DECLINED)
# Work of an agency that is not over yet.
_OPEN = (TaskState.GIVEN, TaskState.RECEIVED, TaskState.RETURNED, TaskState.DRAFTED)
# What the audit calls a piece of writing in an answer.
WRITTEN = "answer_written"


def versions(work: Work, task: Task) -> Sequence[Answer]:
    """Every version of the answer to a task, the oldest first."""
    return work.session.exec(
        select(Answer)
        .where(Answer.commune_id == task.commune_id, Answer.task_id == task.id)
        .order_by(col(Answer.version))
    ).all()


def newest(work: Work, task: Task) -> Answer | None:
    """The last version that was begun; None where none was."""
    return next(reversed(versions(work, task)), None)


def is_in_hand(answer: Answer | None) -> bool:
    """Whether its writers still have it: begun, and not sent for approval."""
    return answer is not None and answer.state == AnswerState.RETURNED and answer.decided_at is None


def begin(work: Work, task: Task, now: datetime, drafted_by: int) -> Answer:
    """The version that is being written: begun with the words of the one before, or gone on with.

    Of two who begin at once, both go on with the same one.
    """
    before = newest(work, task)
    if before is not None and is_in_hand(before):
        return before
    insert_once(
        work,
        Answer,
        commune_id=task.commune_id,
        task_id=task.id,
        petition_id=task.petition_id,
        version=before.version + 1 if before else 1,
        state=AnswerState.RETURNED,
        text=before.text if before else "",
        number=before.number if before else "",
        signed_on=before.signed_on if before else None,
        signer=before.signer if before else "",
        attachment_id=before.attachment_id if before else None,
        drafted_by=drafted_by,
        drafted_at=now,
        remarks="",
    )
    return versions(work, task)[-1]


def change(work: Work, answer: Answer, seen: AnswerState, **values: Any) -> None:
    """Change an answer that is in the state in which it was seen; raises Outdated otherwise."""
    _change(work, answer, seen, **values)


def supersede(work: Work, task: Task, but: Answer) -> list[Answer]:
    """Let `but` stand in the place of every other version that was sent or published; those."""
    standing = (AnswerState.DRAFTED, AnswerState.PUBLISHED)
    before = [one for one in versions(work, task) if one.state in standing and one.id != but.id]
    for one in before:
        one.state = AnswerState.SUPERSEDED
    return before


def published(work: Work, task: Task) -> list[Answer]:
    """The versions that people have been sent, the superseded ones too, the oldest first."""
    return [one for one in versions(work, task) if was_published(one)]


def was_published(answer: Answer) -> bool:
    """Whether it is, or was until a correction, the answer that people have."""
    superseded = answer.state == AnswerState.SUPERSEDED and answer.decided_at is not None
    return answer.state == AnswerState.PUBLISHED or superseded


def for_petition(work: Work, petition: Petition) -> list[tuple[Answer, Task]]:
    """The published answers to a petition and to those beside it in its group, in their order."""
    found = work.session.exec(
        select(Answer, Task)
        .join(Task, col(Task.id) == col(Answer.task_id))
        .join(Petition, col(Petition.id) == col(Answer.petition_id))
        .where(Answer.commune_id == petition.commune_id, _is_or_beside(petition))
        .order_by(col(Answer.decided_at), col(Answer.id))
    ).all()
    return [(answer, task) for answer, task in found if was_published(answer)]


def raised_by(work: Work, petition: Petition, *, after: int, limit: int) -> Sequence[Petition]:
    """The petition and those beside it in its group to which an answer goes: some of them, by
    number from the one `after` on, locked in this order."""
    return work.session.exec(
        select(Petition)
        .where(
            Petition.commune_id == petition.commune_id,
            _is_or_beside(petition),
            col(Petition.state).not_in(_NOT_ANSWERED),
            col(Petition.id) > after,
        )
        .order_by(col(Petition.id))
        .limit(limit)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def waiting(
    work: Work, commune_id: int, *, offset: int = 0, limit: int
) -> list[tuple[Answer, Task, Petition]]:
    """The drafts that wait to be published, the oldest first."""
    found = work.session.exec(
        select(Answer, Task, Petition)
        .join(Task, col(Task.id) == col(Answer.task_id))
        .join(Petition, col(Petition.id) == col(Answer.petition_id))
        .where(_waits(commune_id))
        .order_by(col(Answer.drafted_at), col(Answer.id))
        .offset(offset)
        .limit(limit)
    ).all()
    return [(answer, task, petition) for answer, task, petition in found]


def count_waiting(work: Work, commune_id: int) -> int:
    """How many drafts wait."""
    counted = (
        select(func.count())
        .select_from(Answer)
        .join(Task, col(Task.id) == col(Answer.task_id))
        .where(_waits(commune_id))
    )
    return int(work.session.execute(counted).scalar_one())


def drafted(work: Work, task: Task) -> Answer | None:
    """The version of a task that waits for approval."""
    return next((one for one in versions(work, task) if one.state == AnswerState.DRAFTED), None)


def writers(work: Work, answer: Answer) -> set[int | None]:
    """The people who wrote any of it, by the audit."""
    return set(
        work.session.exec(
            select(Audit.person_id).where(
                Audit.commune_id == answer.commune_id,
                Audit.subject == "answer",
                Audit.subject_id == answer.id,
                Audit.action == WRITTEN,
            )
        )
    )


def of_attachment(work: Work, commune_id: int, attachment_id: int | None) -> Answer | None:
    """The published answer that a file belongs to."""
    found = work.session.exec(
        select(Answer)
        .where(Answer.commune_id == commune_id, Answer.attachment_id == attachment_id)
        .order_by(col(Answer.id))
    ).all()
    return next((one for one in found if was_published(one)), None)


def beside(work: Work, answer: Answer) -> Sequence[Petition]:
    """The petitions to which an answer goes."""
    petition = work.session.get_one(Petition, answer.petition_id)
    return work.session.exec(
        select(Petition).where(
            Petition.commune_id == answer.commune_id,
            _is_or_beside(petition),
            col(Petition.state).not_in(_NOT_ANSWERED),
        )
    ).all()


def open_tasks(
    work: Work, commune_id: int, agencies: Sequence[int] | None, *, offset: int = 0, limit: int
) -> list[tuple[Task, Petition]]:
    """What agencies have to do (None: every agency's), the first due first."""
    found = work.session.exec(
        select(Task, Petition)
        .join(Petition, col(Petition.id) == col(Task.petition_id))
        .where(*_open(commune_id, agencies))
        .order_by(col(Task.due_on).is_(None), col(Task.due_on), col(Task.id))
        .offset(offset)
        .limit(limit)
    ).all()
    return [(task, petition) for task, petition in found]


def count_open(work: Work, commune_id: int, agencies: Sequence[int] | None) -> int:
    """How many tasks are open."""
    counted = select(func.count()).select_from(Task).where(*_open(commune_id, agencies))
    return int(work.session.execute(counted).scalar_one())


def ask_time(work: Work, task: Task, now: datetime, **values: Any) -> Extension:
    """A request for more time."""
    assert task.id is not None
    asked = Extension(commune_id=task.commune_id, task_id=task.id, asked_at=now, **values)
    work.session.add(asked)
    work.session.flush()
    return asked


def asked_time(work: Work, task: Task) -> Extension | None:
    """The request of a task that waits for the office."""
    return work.session.exec(
        select(Extension)
        .where(
            Extension.commune_id == task.commune_id,
            Extension.task_id == task.id,
            Extension.state == ExtensionState.ASKED,
        )
        .order_by(col(Extension.id).desc())
    ).first()


def decide_time(work: Work, asked: Extension, **values: Any) -> None:
    """Decide on a request that is still open; raises Outdated where a colleague was first."""
    _change(work, asked, ExtensionState.ASKED, **values)


def _change(work: Work, row: SQLModel, seen: str, **values: Any) -> None:
    """The update decides, not the reader."""
    table = type(row).__table__  # type: ignore[attr-defined]
    number = row.id  # type: ignore[attr-defined]
    won = work.session.execute(
        update(table).where(table.c.id == number, table.c.state == seen).values(**values)
    )
    work.session.refresh(row)
    if not won.rowcount:  # type: ignore[attr-defined]
        raise Outdated(str(number))


def _is_or_beside(petition: Petition) -> Any:
    """The petition itself, or one of its group: never merged, but answered alike."""
    itself = col(Petition.id) == petition.id
    if petition.group_id is None:
        return itself
    return or_(itself, col(Petition.group_id) == petition.group_id)


def _waits(commune_id: int) -> Any:
    """Sent for approval; what a coordinating agency wrote is for the lead, not for people."""
    return and_(
        col(Answer.commune_id) == commune_id,
        col(Answer.state) == AnswerState.DRAFTED,
        col(Task.part) == Part.LEAD,
        col(Task.state) == TaskState.DRAFTED,
    )


def _open(commune_id: int, agencies: Sequence[int] | None) -> list[Any]:
    mine = [] if agencies is None else [col(Task.agency_id).in_(agencies)]
    return [col(Task.commune_id) == commune_id, col(Task.state).in_(_OPEN), *mine]
