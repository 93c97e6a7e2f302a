"""Staff and the one-time codes by which people become staff."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from storage.once import insert_once
from storage.tables import Invitation, Person, Staff
from storage.work import Work


def active(work: Work, commune_id: int, person_id: int | None) -> Sequence[Staff]:
    """The roles that a person holds now."""
    return work.session.exec(
        select(Staff)
        .where(
            Staff.commune_id == commune_id,
            Staff.person_id == person_id,
            col(Staff.left_at).is_(None),
        )
        .order_by(col(Staff.id))
    ).all()


def persons_in(work: Work, commune_id: int, roles: Sequence[str]) -> Sequence[int]:
    """The people of the commune who hold one of these roles now, each once."""
    return work.session.exec(
        select(Staff.person_id)
        .where(
            Staff.commune_id == commune_id,
            col(Staff.role).in_(roles),
            col(Staff.left_at).is_(None),
        )
        .distinct()
        .order_by(col(Staff.person_id))
    ).all()


def any_in(work: Work, commune_id: int) -> bool:
    """Whether anybody has ever been staff of the commune."""
    return (
        work.session.exec(select(Staff.id).where(Staff.commune_id == commune_id).limit(1)).first()
        is not None
    )


def invite(work: Work, invitation: Invitation) -> None:
    """Keep an invitation (its code only as a hash)."""
    work.session.add(invitation)


def redeem(work: Work, commune_id: int, code_hash: str, now: datetime) -> Invitation | None:
    """Use up the invitation with this hash; None if it is unknown, used or expired.

    The update decides: of two who type the same code at once, one gets the row.
    """
    taken = work.session.execute(
        update(Invitation)
        .where(
            col(Invitation.commune_id) == commune_id,
            col(Invitation.code_hash) == code_hash,
            col(Invitation.used_at).is_(None),
            col(Invitation.expires_at) > now,
        )
        .values(used_at=now)
        .returning(col(Invitation.id))
    ).scalar_one_or_none()
    return None if taken is None else work.session.get_one(Invitation, taken)


def join(work: Work, person: Person, invitation: Invitation, now: datetime) -> Staff:
    """Give the invitation's role to a person; holding it already is no error."""
    insert_once(
        work,
        Staff,
        commune_id=invitation.commune_id,
        person_id=person.id,
        role=invitation.role,
        agency_id=invitation.agency_id,
        joined_at=now,
        seen_at=now,
    )
    duty = next(
        duty
        for duty in active(work, invitation.commune_id, person.id)
        if duty.role == invitation.role and duty.agency_id == invitation.agency_id
    )
    invitation.used_by = duty.id
    return duty


def leave(work: Work, commune_id: int, person_id: int | None, now: datetime) -> int:
    """End every role of a person in the commune; how many there were."""
    duties = active(work, commune_id, person_id)
    for duty in duties:
        duty.left_at = now
    return len(duties)


def name_of(work: Work, staff_id: int | None) -> str:
    """The name under which a member of staff acts."""
    if staff_id is None:
        return ""
    duty = work.session.get(Staff, staff_id)
    person = duty and work.session.get(Person, duty.person_id)
    return person.name if person else ""
