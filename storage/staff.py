"""Staff and the one-time codes by which people become staff."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, update
from sqlmodel import col, select

from dialogue.roles import Role
from storage.once import insert_once
from storage.prepared import Prepared
from storage.tables import Invitation, Person, Staff
from storage.work import Work

# Asked for with nearly each message, and built once.
_THEIRS = (
    Staff.commune_id == bindparam("commune_id"),
    Staff.person_id == bindparam("person_id"),
    col(Staff.left_at).is_(None),
)
_ACTIVE = select(Staff).where(*_THEIRS).order_by(col(Staff.id))
_ANY = Prepared(select(Staff.id).where(*_THEIRS).limit(1))


def active(work: Work, commune_id: int, person_id: int | None) -> Sequence[Staff]:
    """The roles that a person holds now."""
    who = {"commune_id": commune_id, "person_id": person_id}
    return work.session.exec(_ACTIVE, params=who).all()


def is_any(work: Work, commune_id: int, person_id: int | None) -> bool:
    """Whether a person holds any role now: hardly anybody does, and it is asked with most
    messages."""
    return _ANY.first(work, commune_id=commune_id, person_id=person_id) is not None


def stood_in_for(
    work: Work, commune_id: int, person_id: int | None, today: date
) -> Sequence[Staff]:
    """The roles of those who are on leave today and have handed over to this person."""
    return work.session.exec(
        select(Staff)
        .where(
            Staff.commune_id == commune_id,
            Staff.stand_in_id == person_id,
            col(Staff.left_at).is_(None),
            col(Staff.away_until) >= today,
        )
        .order_by(col(Staff.id))
    ).all()


def members(work: Work, commune_id: int) -> list[tuple[Staff, Person]]:
    """Every role that is held in the commune now with who holds it, in the order of joining."""
    rows = work.session.exec(
        select(Staff, Person)
        .join(Person, col(Person.id) == col(Staff.person_id))
        .where(Staff.commune_id == commune_id, col(Staff.left_at).is_(None))
        .order_by(col(Staff.id))
    ).all()
    return [(duty, person) for duty, person in rows]


def member(work: Work, commune_id: int, staff_id: int | None) -> tuple[Staff, Person] | None:
    """One role with who holds it; None where it has ended or is another commune's."""
    duty = work.session.get(Staff, staff_id) if staff_id else None
    if duty is None or duty.commune_id != commune_id or duty.left_at is not None:
        return None
    return duty, work.session.get_one(Person, duty.person_id)


def holders_of(work: Work, role: str) -> Sequence[tuple[int, int]]:
    """Everybody in the installation who holds a role now, as commune and person, each once."""
    rows = work.session.exec(
        select(Staff.commune_id, Staff.person_id)
        .where(Staff.role == role, col(Staff.left_at).is_(None))
        .distinct()
        .order_by(col(Staff.commune_id), col(Staff.person_id))
    ).all()
    return [(commune, person) for commune, person in rows]


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


def unused(work: Work, commune_id: int, now: datetime) -> Sequence[Invitation]:
    """The codes that somebody may still join by, the oldest first."""
    return work.session.exec(
        select(Invitation)
        .where(
            Invitation.commune_id == commune_id,
            col(Invitation.used_at).is_(None),
            col(Invitation.expires_at) > now,
        )
        .order_by(col(Invitation.id))
    ).all()


def withdraw(work: Work, commune_id: int, invitation_id: int | None, now: datetime) -> bool:
    """Let a code end now; False where it was used first, or has ended by itself.

    The update decides, as in `redeem`: either somebody has joined or nobody can any more.
    """
    won = work.session.execute(
        update(Invitation)
        .where(
            col(Invitation.commune_id) == commune_id,
            col(Invitation.id) == invitation_id,
            col(Invitation.used_at).is_(None),
            col(Invitation.expires_at) > now,
        )
        .values(expires_at=now)
        .returning(col(Invitation.id))
    )
    return won.scalar_one_or_none() is not None


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
    duty = give(work, invitation.commune_id, person.id, invitation.role, invitation.agency_id, now)
    duty.seen_at = now  # whoever held it already is here again
    invitation.used_by = duty.id
    return duty


def give(
    work: Work,
    commune_id: int,
    person_id: int | None,
    role: str,
    agency_id: int | None,
    now: datetime,
) -> Staff:
    """Let a person hold a role from now on; holding it already is no error."""
    insert_once(
        work,
        Staff,
        commune_id=commune_id,
        person_id=person_id,
        role=role,
        agency_id=agency_id,
        joined_at=now,
        seen_at=now,
    )
    return next(
        duty
        for duty in active(work, commune_id, person_id)
        if duty.role == role and duty.agency_id == agency_id
    )


def end(work: Work, duty: Staff, now: datetime) -> bool:
    """End one role; False where it has ended already: the update decides."""
    won = work.session.execute(
        update(Staff)
        .where(col(Staff.id) == duty.id, col(Staff.left_at).is_(None))
        .values(left_at=now)
        .execution_options(synchronize_session=False)
        .returning(col(Staff.id))
    )
    ended = won.scalar_one_or_none() is not None
    work.session.refresh(duty)
    return ended


def hold_office(work: Work, commune_id: int) -> set[int]:
    """The people who are the commune's office now; nobody joins or ends it until we are done.

    Of two officers who remove each other at once, the second sees that the first is the last.
    """
    locked = (
        select(Staff)
        .where(
            Staff.commune_id == commune_id,
            Staff.role == Role.OFFICE,
            col(Staff.left_at).is_(None),
        )
        .order_by(col(Staff.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {duty.person_id for duty in work.session.exec(locked)}


def hand_over(
    work: Work, duties: Sequence[Staff], *, until: date | None, stand_in: int | None
) -> None:
    """Let somebody stand in until that day (included), or nobody any more."""
    for duty in duties:
        duty.away_until, duty.stand_in_id = until, stand_in
    work.session.flush()


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
