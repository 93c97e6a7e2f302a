"""The list of people whom no channel reaches, and how each was reached by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import col

from storage.once import insert_once
from storage.tables import ByHand, Person
from storage.work import Work


def add(
    work: Work,
    *,
    commune_id: int,
    person_id: int,
    key: str,
    reason: str,
    body: dict[str, Any],
    now: datetime,
    petition_id: int | None = None,
    outbox_id: int | None = None,
) -> bool:
    """Put a message on the list, once; a minor one nobody is called for."""
    if body.get("minor"):
        return False
    made = insert_once(
        work,
        ByHand,
        commune_id=commune_id,
        person_id=person_id,
        petition_id=petition_id,
        outbox_id=outbox_id,
        key=key,
        reason=reason,
        body={name: part for name, part in body.items() if name != "values"},
        created_at=now,
        how="",
    )
    return made is not None


def count_open(work: Work, commune_id: int | None = None) -> int:
    """How many still have to be reached, in one commune or in all."""
    counted = select(func.count()).select_from(ByHand).where(col(ByHand.done_at).is_(None))
    if commune_id is not None:
        counted = counted.where(col(ByHand.commune_id) == commune_id)
    return int(work.session.execute(counted).scalar_one())


def page(work: Work, commune_id: int, *, offset: int, limit: int) -> Sequence[Any]:
    """Some of them, who waits longest first, each with the person."""
    return work.session.execute(
        select(ByHand, Person)
        .join(Person, col(Person.id) == col(ByHand.person_id))
        .where(col(ByHand.commune_id) == commune_id, col(ByHand.done_at).is_(None))
        .order_by(col(ByHand.created_at), col(ByHand.id))
        .offset(offset)
        .limit(limit)
    ).all()


def of_commune(work: Work, commune_id: int, number: int) -> ByHand | None:
    """One entry of a commune's list, whether it is done or not."""
    found = work.session.get(ByHand, number)
    return found if found is not None and found.commune_id == commune_id else None


def was_read(work: Work, outbox_id: int | None, now: datetime) -> None:
    """The person has read it on the page after all: nobody has to tell them any more."""
    work.session.execute(
        update(ByHand)
        .where(col(ByHand.outbox_id) == outbox_id, col(ByHand.done_at).is_(None))
        .values(done_at=now, how="web")
    )


def done(work: Work, entry: ByHand, *, how: str, by: int | None, now: datetime) -> bool:
    """Note how the person was reached; False when a colleague was first."""
    noted = work.session.execute(
        update(ByHand)
        .where(col(ByHand.id) == entry.id, col(ByHand.done_at).is_(None))
        .values(done_at=now, done_by=by, how=how)
    )
    return bool(noted.rowcount)  # type: ignore[attr-defined]
