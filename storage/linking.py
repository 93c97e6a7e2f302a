"""One person, several channels: a one-time code, made at one address and used up at another."""

from datetime import datetime, timedelta

from sqlalchemy import func, update
from sqlmodel import col, select

from dialogue.petition import PetitionState
from storage.conversations import Borrowed
from storage.plain import write
from storage.tables import Account, Address, ChannelLink, Conversation, Person, Petition
from storage.work import Work

LIFETIME = timedelta(minutes=15)


def make(work: Work, address: Address, code_hash: str, now: datetime) -> None:
    """A code for whoever writes at `address`; those of before end."""
    work.session.execute(
        update(ChannelLink)
        .where(col(ChannelLink.address_id) == address.id, col(ChannelLink.used_at).is_(None))
        .values(used_at=now)
    )
    assert address.id is not None
    work.session.add(
        ChannelLink(
            commune_id=address.commune_id,
            address_id=address.id,
            code_hash=code_hash,
            created_at=now,
            expires_at=now + LIFETIME,
        )
    )


def look(work: Work, commune_id: int, code_hash: str, now: datetime) -> Address | None:
    """The address at which a code that is still good was made."""
    found = work.session.exec(
        select(ChannelLink).where(
            ChannelLink.commune_id == commune_id,
            ChannelLink.code_hash == code_hash,
            col(ChannelLink.used_at).is_(None),
            ChannelLink.expires_at > now,
        )
    ).first()
    return work.session.get_one(Address, found.address_id) if found else None


def use_up(work: Work, commune_id: int, code_hash: str, now: datetime) -> bool:
    """Of two who bring the same code one gets it."""
    used = work.session.execute(
        update(ChannelLink)
        .where(
            col(ChannelLink.commune_id) == commune_id,
            col(ChannelLink.code_hash) == code_hash,
            col(ChannelLink.used_at).is_(None),
            col(ChannelLink.expires_at) > now,
        )
        .values(used_at=now)
    )
    return bool(used.rowcount)  # type: ignore[attr-defined]


def has_sent(work: Work, address: Address) -> bool:
    """Whether petitions of the person of this address exist: they would change hands."""
    sent = select(func.count()).where(
        Petition.commune_id == address.commune_id,
        Petition.person_id == address.person_id,
        Petition.state != PetitionState.DRAFT,
    )
    return bool(work.session.exec(sent).one())


def join(work: Work, address: Address, to: Address) -> None:
    """`address` becomes another way to the person of `to`; what was begun here goes along."""
    work.session.execute(
        update(Petition)
        .where(
            col(Petition.commune_id) == address.commune_id,
            col(Petition.person_id) == address.person_id,
            col(Petition.address_id) == address.id,
            col(Petition.state) == PetitionState.DRAFT,
        )
        .values(person_id=to.person_id)
    )
    write(work, address, person_id=to.person_id)


def part(work: Work, address: Address, now: datetime) -> Person:
    """`address` belongs to somebody new again; what was sent stays with the person of before."""
    person = Person(commune_id=address.commune_id, created_at=now)
    work.session.add(person)
    work.session.flush()
    assert person.id is not None
    write(work, address, person_id=person.id, preferred_at=None)
    return person


def take_question(work: Work, here: Borrowed, there: Conversation) -> bool:
    """The question that is open over there is asked here, and no longer there."""
    if here.state or not there.state:
        return False
    here.state, here.data = there.state, dict(there.data)
    here.turn = max(here.turn, there.turn) + 1
    there.state, there.data, there.offered = "", {}, []
    return True


def ways(work: Work, commune_id: int, person_id: int) -> list[tuple[Address, str]]:
    """A person's addresses, each with its channel: the preferred one first, then the last used."""
    rows = work.session.exec(
        select(Address, Account.channel)
        .join(Account, col(Account.id) == col(Address.account_id))
        .where(Address.commune_id == commune_id, Address.person_id == person_id)
        .order_by(col(Address.preferred_at).desc().nulls_last(), col(Address.last_seen_at).desc())
    ).all()
    return [(address, channel) for address, channel in rows]
