"""Whose turn it is: which queued messages may leave now, found by index however many wait.

A reply goes before an urgent notice, that before another notice; within each the one that is due
first. Of one address a single message is on its way at a time, and the next not before the platform
wants it (`Address.busy_until`). An account whose platform asked us to wait has no turn.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, false, func, or_, select, true, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.partial import is_one_of
from storage.tables import Account, Address, Outbox
from storage.tables.traffic import Delivery
from storage.work import Work

OPEN = (Delivery.WAITING, Delivery.SENDING)
# Lane and urgency, the first to leave first.
REPLIES, URGENT, ORDINARY = ("reply", False), ("notice", True), ("notice", False)
BY_DAY = (REPLIES, URGENT, ORDINARY)
BY_NIGHT = (REPLIES, URGENT)
Kinds = Sequence[tuple[str, bool]]


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
    for account, paused_until, is_due, *later in work.session.execute(
        _outlook(accounts, now, kinds)
    ):
        paused = paused_until is not None and paused_until > now
        if is_due and not paused:
            due.add(account)
        elif is_due:
            following.append(paused_until)
        following += [max(at, paused_until) if paused else at for at in later if at is not None]
    return Outlook(due=frozenset(due), next=min(following, default=None))


def _outlook(accounts: Collection[int], now: datetime, kinds: Kinds) -> Any:
    due = [exists().where(_of(kind, col(Account.id)), col(Outbox.due_at) <= now) for kind in kinds]
    later = [
        select(func.min(Outbox.due_at))
        .where(_of(kind, col(Account.id)), col(Outbox.due_at) > now)
        .scalar_subquery()
        for kind in kinds
    ]
    return select(col(Account.id), col(Account.paused_until), or_(*due), *later).where(
        col(Account.id).in_(accounts)
    )


def _of(kind: tuple[str, bool], account: Any) -> Any:
    lane, urgent = kind
    return and_(
        col(Outbox.account_id) == account,
        col(Outbox.lane) == lane,
        col(Outbox.urgent).is_(true() if urgent else false()),
        is_one_of(col(Outbox.state), OPEN),
    )


def next_turns(work: Work, rooms: Mapping[int, Room], now: datetime, kinds: Kinds) -> list[int]:
    """The messages that may leave now, their rows and addresses locked; one for each address."""
    found: list[int] = []
    for account in sorted(_not_paused(work, rooms, now)):
        found += _of_account(work, account, rooms[account], now, kinds)
    return found


def _not_paused(work: Work, accounts: Collection[int], now: datetime) -> Sequence[int]:
    return (
        work.session.execute(
            select(col(Account.id)).where(
                col(Account.id).in_(accounts),
                or_(col(Account.paused_until).is_(None), col(Account.paused_until) <= now),
            )
        )
        .scalars()
        .all()
    )


def _of_account(work: Work, account: int, room: Room, now: datetime, kinds: Kinds) -> Iterator[int]:
    taken, addresses = 0, set[int]()
    for kind in kinds:
        left = (room.replies if kind == REPLIES else room.notices) - taken
        if left <= 0:
            continue
        for row, address in work.session.execute(_first(account, kind, now, left)):
            if address not in addresses:
                addresses.add(address)
                taken += 1
                yield row


def _first(account: int, kind: tuple[str, bool], now: datetime, limit: int) -> Any:
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
            _of(kind, account),
            col(Outbox.due_at) <= now,
            is_free(Outbox, now),
            or_(col(Address.busy_until).is_(None), col(Address.busy_until) <= now),
            first_in_lane,
        )
        .order_by(col(Outbox.due_at), col(Outbox.id))
        .limit(limit)
        # Who asks at the same time takes others; what is inserted meanwhile is not waited for.
        .with_for_update(skip_locked=True, key_share=True)
    )


def is_free(row: type[Outbox], now: datetime) -> Any:
    """Nobody is sending it, or whoever did has died."""
    return or_(
        col(row.state) == Delivery.WAITING,
        and_(col(row.state) == Delivery.SENDING, col(row.leased_until) < now),
    )


def keep_busy(work: Work, messages: Sequence[int], until: datetime | None) -> None:
    """Nothing else leaves to the addresses of these messages until then; None: they are free."""
    of_them = select(col(Outbox.address_id)).where(col(Outbox.id).in_(messages))
    work.session.execute(
        update(Address).where(col(Address.id).in_(of_them)).values(busy_until=until)
    )


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
