"""Whose turn it is: which queued messages may leave now, found by index however many wait.

A reply goes before an urgent notice, that before another notice; within each the one that is due
first. Of one address a single message is on its way at a time, and the next not before the platform
wants it (`Address.busy_until`). An account whose platform asked us to wait has no turn.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Table, and_, bindparam, exists, false, func, or_, select, true, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.partial import is_one_of
from storage.tables import Account, Address, Outbox
from storage.tables.traffic import Delivery
from storage.work import Work

OPEN = (Delivery.WAITING, Delivery.SENDING)
# So long a message is whoever's has claimed it.
LEASE = timedelta(minutes=2)
# Lane and urgency, the first to leave first.
REPLIES, URGENT, ORDINARY = ("reply", False), ("notice", True), ("notice", False)
BY_DAY = (REPLIES, URGENT, ORDINARY)
BY_NIGHT = (REPLIES, URGENT)
Kinds = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """How many messages of an account may leave now; notices leave some of it to replies."""

    replies: int
    notices: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """Which accounts have something due, and when the next thing will be."""

    due: frozenset[int]
    next: datetime | None


def outlook(work: Work, accounts: Collection[int], now: datetime, kinds: Kinds) -> Outlook:
    """What there is for these accounts to send; a few looks into an index for each."""
    due: set[int] = set()
    following: list[datetime] = []
    asked = {"accounts": list(accounts), "now": now}
    for account, paused_until, is_due, *later in work.session.execute(_outlook(kinds), asked):
        paused = paused_until is not None and paused_until > now
        if is_due and not paused:
            due.add(account)
        elif is_due:
            following.append(paused_until)
        following += [max(at, paused_until) if paused else at for at in later if at is not None]
    return Outlook(due=frozenset(due), next=min(following, default=None))


# Statements are built once: building one takes longer than the database needs for it.
_TIME = Outbox.__table__.c.due_at.type  # type: ignore[attr-defined]
_NOW = bindparam("now", type_=_TIME)
_LATEST = bindparam("latest", type_=_TIME)


@cache
def _outlook(kinds: Kinds) -> Any:
    due = [exists().where(_of(kind, col(Account.id)), col(Outbox.due_at) <= _NOW) for kind in kinds]
    later = [
        select(func.min(Outbox.due_at))
        .where(_of(kind, col(Account.id)), col(Outbox.due_at) > _NOW)
        .scalar_subquery()
        for kind in kinds
    ]
    return select(col(Account.id), col(Account.paused_until), or_(*due), *later).where(
        col(Account.id).in_(bindparam("accounts", expanding=True))
    )


def _of(kind: tuple[str, bool], account: Any) -> Any:
    lane, urgent = kind
    return and_(
        col(Outbox.account_id) == account,
        col(Outbox.lane) == lane,
        col(Outbox.urgent).is_(true() if urgent else false()),
        is_one_of(col(Outbox.state), OPEN),
    )


def next_turns(
    work: Work, rooms: Mapping[int, Room], now: datetime, kinds: Kinds
) -> dict[int, int]:
    """The messages that may leave now and their addresses, both locked; one for each address."""
    found: dict[int, int] = {}
    for account in work.session.execute(_NOT_PAUSED, {"accounts": sorted(rooms), "now": now}):
        found |= _of_account(work, account.id, rooms[account.id], now, kinds)
    return found


_NOT_PAUSED = (
    select(col(Account.id))
    .where(
        col(Account.id).in_(bindparam("accounts", expanding=True)),
        or_(col(Account.paused_until).is_(None), col(Account.paused_until) <= _NOW),
    )
    .order_by(col(Account.id))
)


def _of_account(
    work: Work, account: int, room: Room, now: datetime, kinds: Kinds
) -> dict[int, int]:
    """Message → address."""
    found: dict[int, int] = {}
    for kind in kinds:
        left = (room.replies if kind == REPLIES else room.notices) - len(found)
        if left <= 0:
            continue
        asked = {"account": account, "now": now, "limit": left, "latest": now + LEASE}
        for row, address in work.session.execute(_first(kind), asked):
            if address not in found.values():
                found[row] = address
    return found


@cache
def _first(kind: tuple[str, bool]) -> Any:
    earlier = aliased(Outbox)
    first_in_lane = ~exists().where(
        col(earlier.address_id) == col(Outbox.address_id),
        col(earlier.lane) == col(Outbox.lane),
        col(earlier.urgent) == col(Outbox.urgent),
        col(earlier.id) < col(Outbox.id),
        is_one_of(col(earlier.state), OPEN),
    )
    return (
        select(col(Outbox.id), col(Outbox.address_id))
        .join(Address, col(Address.id) == col(Outbox.address_id))
        .where(
            _of(kind, bindparam("account")),
            col(Outbox.due_at) <= _NOW,
            IS_FREE,
            or_(
                col(Address.busy_until).is_(None),
                col(Address.busy_until) <= _NOW,
                # Nobody is busy for so long: the clock was set back meanwhile.
                col(Address.busy_until) > _LATEST,
            ),
            first_in_lane,
        )
        .order_by(col(Outbox.due_at), col(Outbox.id))
        .limit(bindparam("limit"))
        # Who asks at the same time takes others; what is inserted meanwhile is not waited for.
        .with_for_update(skip_locked=True, key_share=True)
    )


# Nobody is sending it, or whoever did has died.
IS_FREE = or_(
    col(Outbox.state) == Delivery.WAITING,
    and_(col(Outbox.state) == Delivery.SENDING, col(Outbox.leased_until) < _NOW),
)
_ADDRESSES: Table = Address.__table__  # type: ignore[attr-defined]
_BUSY = (
    update(_ADDRESSES)
    .where(_ADDRESSES.c.id.in_(bindparam("addresses", expanding=True)))
    .values(busy_until=bindparam("until"))
)


def keep_busy(work: Work, addresses: Collection[int], until: datetime | None) -> None:
    """Nothing else leaves to these addresses until then; None: they are free."""
    work.session.execute(_BUSY, {"addresses": list(addresses), "until": until})


def pause(work: Work, account: int, until: datetime, reason: str) -> None:
    """The platform asked the whole account to wait; the longest wait counts."""
    work.session.execute(
        update(Account)
        .where(
            col(Account.id) == account,
            or_(col(Account.paused_until).is_(None), col(Account.paused_until) < until),
        )
        .values(paused_until=until, paused_reason=reason)
    )


def paused_for(work: Work, account: int, at: datetime) -> str:
    """Why the account waits then; empty where it does not."""
    found = work.session.get(Account, account)
    waits = found is not None and found.paused_until is not None and found.paused_until > at
    return found.paused_reason if found is not None and waits else ""


def resume(work: Work, accounts: Collection[int]) -> None:
    """A start of the program: what a person had to put right may have been; what a platform asked
    for is still waited for."""
    work.session.execute(
        update(Account)
        .where(col(Account.id).in_(accounts), col(Account.paused_reason).not_in(("", "busy")))
        .values(paused_until=None, paused_reason="")
    )
