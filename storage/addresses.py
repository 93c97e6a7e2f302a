"""Accounts, addresses and the people behind them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, update
from sqlmodel import col, select

from storage.added import add
from storage.once import insert_once
from storage.partial import is_one_of
from storage.plain import columns_of, split, table_of, write
from storage.prepared import Prepared
from storage.tables import Account, Address, Commune, Outbox, Person, Petition, Proof
from storage.turns import OPEN
from storage.work import Work

# No channel has this name: no message goes there and none comes from it.
PAPER = "paper"
# Writing the moment of every message would make each one dearer than it has to be.
SEEN_PRECISION = timedelta(minutes=1)
# Asked for with each message, and built once: building takes longer than the database needs.
_ACCOUNT = select(Account).where(
    Account.channel == bindparam("channel"), Account.name == bindparam("name")
)
_ARRIVING = Prepared(
    select(*columns_of(Account, Commune, Address, Person))
    .join(Commune, col(Commune.id) == col(Account.commune_id))
    .outerjoin(
        Address,
        (col(Address.commune_id) == col(Account.commune_id))
        & (col(Address.account_id) == col(Account.id))
        & (col(Address.external) == bindparam("external")),
    )
    .outerjoin(
        Person,
        (col(Person.commune_id) == col(Address.commune_id))
        & (col(Person.id) == col(Address.person_id)),
    )
    .where(col(Account.channel) == bindparam("channel"), col(Account.name) == bindparam("name"))
)
_FORGOTTEN = Prepared(
    delete(table_of(Person)).where(
        col(Person.commune_id) == bindparam("commune_id"), col(Person.id) == bindparam("number")
    )
)
_ADDRESS = select(Address).where(
    Address.commune_id == bindparam("commune_id"),
    Address.account_id == bindparam("account_id"),
    Address.external == bindparam("external"),
)


def account(work: Work, channel: str, name: str) -> Account:
    """The account that the configuration calls `name`; raises LookupError if there is none."""
    found = work.session.exec(_ACCOUNT, params={"channel": channel, "name": name}).first()
    if found is None:
        raise LookupError(f"no account {channel}.{name}")
    return found


def ensure_account(
    work: Work, channel: str, name: str, commune_id: int, platform_id: str | None = None
) -> Account:
    """The account as configured; commune and bot may change with the configuration."""
    insert_once(work, Account, commune_id=commune_id, channel=channel, name=name)
    found = account(work, channel, name)
    found.commune_id, found.platform_id = commune_id, platform_id
    if platform_id is not None:
        _take_over(work, found, platform_id)
    return found


def _take_over(work: Work, account: Account, platform_id: str) -> None:
    """A bot is one account's: who gives it another name in the configuration means the new one."""
    work.session.execute(
        update(Account)
        .where(
            col(Account.channel) == account.channel,
            col(Account.platform_id) == platform_id,
            col(Account.id) != account.id,
        )
        .values(platform_id=None)
    )


def of_bot(work: Work, channel: str, platform_id: str) -> Account | None:
    """The account that is this bot of the platform, as far as a start of the program noted it."""
    return work.session.exec(
        select(Account)
        .where(Account.channel == channel, Account.platform_id == platform_id)
        .order_by(col(Account.id))
    ).first()


@dataclass(kw_only=True)
class Arrival:
    """Who writes where: the account with its commune, and the address with its person, which are
    None before first contact."""

    account: Account
    commune: Commune
    address: Address | None
    person: Person | None


@dataclass(kw_only=True)
class Met:
    """The same once we have met."""

    account: Account
    commune: Commune
    address: Address
    person: Person


def arrival(work: Work, channel: str, name: str, external: str) -> Arrival:
    """All that is known of who writes, in one statement; raises LookupError without the account.

    The rows are plain (`storage/plain.py`).
    """
    row = _ARRIVING.first(work, channel=channel, name=name, external=external)
    if row is None:
        raise LookupError(f"no account {channel}.{name}")
    account, commune, address, person = split(row, Account, Commune, Address, Person)
    return Arrival(account=account, commune=commune, address=address, person=person)


def find(work: Work, account: Account, external: str) -> Address | None:
    """The address of a chat that has written before, to the commune that the account serves."""
    of = {"commune_id": account.commune_id, "account_id": account.id, "external": external}
    return work.session.exec(_ADDRESS, params=of).first()


def last_seen(work: Work, account_id: int, external: str) -> datetime | None:
    """When somebody last did something at this address of an account."""
    return work.session.exec(
        select(Address.last_seen_at)
        .join(Account, col(Account.id) == col(Address.account_id))
        .where(
            Address.commune_id == Account.commune_id,
            Address.account_id == account_id,
            Address.external == external,
        )
    ).first()


def meet(work: Work, before: Arrival, external: str, now: datetime) -> Met:
    """Who writes, made at first contact, even twice at once; `before` is what was known of them."""
    known, account = before, before.account
    if known.address is None:
        _first_contact(work, account, external, now)
        known = arrival(work, account.channel, account.name, external)
    assert known.address is not None
    assert known.person is not None
    _see(work, known.address, now)
    return Met(account=account, commune=known.commune, address=known.address, person=known.person)


def arrive(work: Work, account: Account, external: str, now: datetime) -> Address:
    """The address of who comes by any other way than a message, as the session's row."""
    found = _found(work, account, external, now)
    _see(work, found, now)
    return found


def _found(work: Work, account: Account, external: str, now: datetime) -> Address:
    found = find(work, account, external)
    if found is None:
        _first_contact(work, account, external, now)
        found = find(work, account, external)
    assert found is not None
    return found


def _see(work: Work, address: Address, now: datetime) -> None:
    if now - address.last_seen_at > SEEN_PRECISION or address.unreachable_since:
        write(work, address, last_seen_at=now, unreachable_since=None, unreachable_reason="")


def _first_contact(work: Work, account: Account, external: str, now: datetime) -> None:
    commune_id = account.commune_id
    person = add(work, Person, commune_id=commune_id, created_at=now)
    made = insert_once(
        work,
        Address,
        commune_id=commune_id,
        account_id=account.id,
        person_id=person.id,
        external=external,
        created_at=now,
        last_seen_at=now,
        unreachable_reason="",
    )
    if made is None:  # another transaction was first: its person stays, ours goes
        _FORGOTTEN.change(work, commune_id=commune_id, number=person.id)


def of_person(work: Work, commune_id: int, person_id: int) -> list[Address]:
    """Every address of a person: where they want their news first, then the last used."""
    return list(
        work.session.exec(
            select(Address)
            .where(Address.commune_id == commune_id, Address.person_id == person_id)
            .order_by(
                col(Address.preferred_at).desc().nulls_last(), col(Address.last_seen_at).desc()
            )
        )
    )


def that_proved(work: Work, commune_id: int, person_id: int) -> list[Address]:
    """The addresses that showed code and secret of a person's petitions, the last one first."""
    return list(
        work.session.exec(
            select(Address)
            .join(Proof, col(Proof.address_id) == col(Address.id))
            .join(Petition, col(Petition.id) == col(Proof.petition_id))
            .where(Petition.commune_id == commune_id, Petition.person_id == person_id)
            .order_by(col(Proof.at).desc(), col(Address.id).desc())
        )
    )


def that_opened(work: Work, petition: Petition) -> list[Address]:
    """The addresses that showed code and secret of this petition, the last one first."""
    return list(
        work.session.exec(
            select(Address)
            .join(Proof, col(Proof.address_id) == col(Address.id))
            .where(Proof.petition_id == petition.id)
            .order_by(col(Proof.at).desc(), col(Address.id).desc())
        )
    )


def of_paper(work: Work, commune_id: int, name: str, now: datetime) -> Address:
    """From where lists come that nobody sends in a chat; it takes no messages."""
    desk = ensure_account(work, PAPER, name, commune_id)
    found = _found(work, desk, PAPER, now)
    found.unreachable_since = found.unreachable_since or now
    found.unreachable_reason = PAPER
    return found


def mark_unreachable(work: Work, address_id: int, reason: str, now: datetime) -> None:
    """Remember that this address takes no messages any more (blocked, closed)."""
    work.session.execute(
        update(Address)
        .where(col(Address.id) == address_id, col(Address.unreachable_since).is_(None))
        .values(unreachable_since=now, unreachable_reason=reason)
    )


def move(work: Work, address_id: int, external: str) -> None:
    """Follow a chat to its new platform address; where that has a row, what waits goes to it."""
    address = work.session.get_one(Address, address_id)
    taken = work.session.exec(
        select(Address).where(
            Address.commune_id == address.commune_id,
            Address.account_id == address.account_id,
            Address.external == external,
        )
    ).first()
    if taken is None:
        address.external = external
        work.session.add(address)
    else:
        _forward(work, address_id, taken)


def _forward(work: Work, address_id: int, to: Address) -> None:
    work.session.execute(
        update(Outbox)
        .where(col(Outbox.address_id) == address_id, is_one_of(col(Outbox.state), OPEN))
        .values(address_id=to.id)
    )
