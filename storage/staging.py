"""Petitions of a long list that is being entered: drafts until all of them are sent at once.

A draft is seen by nobody. Those of one import are known by the desk at which they are entered and
the moment at which it began, which the key of its job makes its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, insert, select, true, update
from sqlmodel import SQLModel, col

from dialogue.petition import PetitionState
from storage.tables import (
    Audit,
    Deadline,
    DeadlineEvent,
    Person,
    Petition,
    PetitionEvent,
    PetitionPart,
)
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Staged:
    """The drafts of one import."""

    commune: int
    desk: int
    at: datetime

    @property
    def mine(self) -> ColumnElement[bool]:
        """What tells them from others."""
        return and_(
            col(Petition.commune_id) == self.commune,
            col(Petition.address_id) == self.desk,
            col(Petition.created_at) == self.at,
        )


def keep(
    work: Work, like: Petition, each: Sequence[Mapping[str, Any]], texts: Sequence[str]
) -> list[int]:
    """New drafts `like` one, of a new person each, with their words; the drafts' numbers.

    `each` has a name and what else is a draft's own. Whole tables at a time, and no objects: for
    thousands, making those takes ten times as long as writing them down.
    """
    common: dict[str, Any] = {"commune_id": like.commune_id, "created_at": like.created_at}
    names = ({"name": own["name"]} for own in each)
    people = _insert_all(work, Person(**common), names)
    owned = ({**own, "person_id": person} for own, person in zip(each, people, strict=True))
    numbers = _insert_all(work, like, owned)
    part = PetitionPart(**common, petition_id=0, address_id=like.address_id)
    written = zip(numbers, texts, strict=True)
    _insert_all(work, part, ({"petition_id": number, "text": text} for number, text in written))
    return numbers


def _insert_all(work: Work, like: SQLModel, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Rows that are `like` one but for what each has of its own; their numbers, in this order."""
    table = _table(type(like))
    same = {own.name: getattr(like, own.name) for own in table.c if own.name != "id"}
    inserted = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    values = [{**same, **row} for row in rows]
    return list(work.session.connection().execute(inserted, values).scalars())


def send(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Change drafts, each by its `number`, in one go."""
    named: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "number"}
    table = _table(Petition)
    changed = update(table).where(table.c.id == bindparam("number")).values(named)
    work.session.connection().execute(changed, rows)


def write_alike(work: Work, staged: Staged, first: Petition, last: int) -> None:
    """What was written down of the first of them is written down of all up to the `last`.

    The first has the lowest number. They were sent at one moment to one conference: history,
    audit, time limits and what began these are the same, row by row.
    """
    work.session.flush()
    others = and_(
        staged.mine, col(Petition.id).between(first.id, last), col(Petition.id) != first.id
    )
    _repeat(work, PetitionEvent, "petition_id", first, others)
    _repeat(work, Audit, "subject_id", first, others, col(Audit.subject) == "petition")
    _repeat(work, Deadline, "petition_id", first, others)
    _repeat_events(work, first, others)


def _repeat(
    work: Work,
    model: type[SQLModel],
    belongs: str,
    first: Petition,
    others: ColumnElement[bool],
    *more: ColumnElement[bool],
) -> None:
    table = _table(model)
    of_first = and_(table.c.commune_id == first.commune_id, table.c[belongs] == first.id, *more)
    same = [column for column in table.c if column.name not in ("id", belongs)]
    rows = (
        select(col(Petition.id), *same)
        .select_from(table.join(_table(Petition), true()))
        .where(of_first, others)
        .order_by(col(Petition.id), table.c.id)
    )
    into = [belongs, *(column.name for column in same)]
    work.session.execute(insert(table).from_select(into, rows))


def _repeat_events(work: Work, first: Petition, others: ColumnElement[bool]) -> None:
    """Of each limit that has just been written, what happened to the first one's."""
    table, known, new = _table(DeadlineEvent), _table(Deadline), _table(Deadline).alias("new")
    same = [column for column in table.c if column.name not in ("id", "deadline_id")]
    rows = (
        select(new.c.id, *same)
        .select_from(known)
        .join(table, table.c.deadline_id == known.c.id)
        .join(new, new.c.key == known.c.key)
        .join(_table(Petition), new.c.petition_id == col(Petition.id))
        .where(
            known.c.commune_id == first.commune_id,
            known.c.petition_id == first.id,
            table.c.commune_id == first.commune_id,
            new.c.commune_id == first.commune_id,
            others,
        )
        .order_by(new.c.id, table.c.id)
    )
    into = ["deadline_id", *(column.name for column in same)]
    work.session.execute(insert(table).from_select(into, rows))


def discard(work: Work, staged: Staged, limit: int) -> bool:
    """Delete some drafts of an import that came to nothing; whether there may be more."""
    found = work.session.execute(
        select(col(Petition.id), col(Petition.person_id))
        .where(staged.mine, col(Petition.state) == PetitionState.DRAFT)
        .limit(limit)
    ).all()
    drafts, people = [row[0] for row in found], [row[1] for row in found]
    for model, column, numbers in (
        (PetitionPart, "petition_id", drafts),
        (Petition, "id", drafts),
        (Person, "id", people),
    ):
        table = _table(model)
        work.session.execute(delete(table).where(table.c[column].in_(numbers)))
    return len(found) == limit


def _table(model: type[SQLModel]) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]
