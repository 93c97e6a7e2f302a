"""The outbox: every message leaves from here, in order within its lane, and is settled once.

Each address has two lanes, replies and notices: order holds within a lane, and a message that
waits to be tried again in one lane does not hold the other. (An urgent notice overtakes others.) A
row is claimed with a lease token and settled only where the token still matches, so that of two who
believe to own it one wins. Whose turn it is: `storage/turns.py`.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, literal, select, text, update
from sqlmodel import col

from storage import by_hand, trail, training, turns
from storage.once import insert_once
from storage.partial import is_one_of
from storage.still_true import OTHERWISE, StillTrue
from storage.tables import Account, Address, Outbox
from storage.tables.traffic import Delivery
from storage.turns import BY_DAY, LEASE, OPEN, Kinds, Room
from storage.work import Topic, Work

NO_REST = timedelta(0)
# What is left of a message that said what no longer holds: nobody has read it, nobody will.
_DROPPED = {"state": Delivery.DROPPED, "reason": "stale", "body": {"text": ""}}
# As the index of what messages are about says it.
NOT_NOTHING = text("about <> ''")


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """A message to send now: to whom, what, and the token with which to settle it."""

    id: int
    lease: str
    commune_id: int
    account_id: int
    address_id: int
    channel: str
    account: str
    external: str
    lane: str
    body: dict[str, Any]
    attempts: int
    trail: str = ""
    about: str
    until: datetime


def put(
    work: Work,
    address: Address,
    *,
    lane: str,
    key: str,
    body: dict[str, Any],
    now: datetime,
    due_at: datetime | None = None,
    about: str = "",
    urgent: bool = False,
    otherwise: dict[str, Any] | None = None,
) -> bool:
    """Queue a message under its unique key; False when that key was queued before.

    A notice that is `urgent` leaves at night too, and before the others. Of a commune in training
    one to a citizen is shown to the office instead.
    What it is `about` has to hold still when it leaves: see `storage/still_true.py`. Where it does
    not, `otherwise` leaves instead, or nothing.
    """
    if otherwise is not None:
        body = {**body, OTHERWISE: otherwise}
    if training.keeps(work, address, lane):
        return training.show(work, address, key, body, now)
    made = insert_once(
        work,
        Outbox,
        commune_id=address.commune_id,
        account_id=address.account_id,
        address_id=address.id,
        lane=lane,
        key=key,
        body=body,
        state=Delivery.WAITING,
        created_at=now,
        due_at=due_at or now,
        attempts=0,
        lease="",
        external_id="",
        reason="",
        trail=trail.current(),
        about=about,
        urgent=urgent,
    )
    if made is not None:
        work.wake(Topic.OUTBOX)
    return made is not None


def claim(
    work: Work,
    rooms: Mapping[int, Room] | Sequence[int],
    now: datetime,
    limit: int = 20,
    *,
    kinds: Kinds = BY_DAY,
    by: str = "",
) -> list[Claimed]:
    """Lease the messages whose turn it is, replies before notices: by account as many as there is
    room for, or `limit` of each. The lease names the process that asks (`by`).

    A message whose lease ran out (its sender died) is claimed anew. One whose matter no longer
    holds is dropped here, a moment before it would leave.
    """
    if not isinstance(rooms, Mapping):
        rooms = {account: Room(replies=limit, notices=limit) for account in rooms}
    found = turns.next_turns(work, rooms, now, kinds)
    if not found:
        return []
    token = f"{by}/{secrets.token_hex(8)}"
    until = now + LEASE
    leased = {"ids": list(found), "now": now, "token": token, "until": until}
    work.session.execute(_LEASE, leased)
    turns.keep_busy(work, found.values(), until)
    return _without_stale(work, _leased(work, list(found), token), now)


_ROWS: Table = Outbox.__table__  # type: ignore[attr-defined]
_IDS: Any = bindparam("ids", expanding=True)
# Built once, and past the ORM: both take longer than the database needs.
_LEASE = (
    update(_ROWS)
    .where(_ROWS.c.id.in_(_IDS), turns.IS_FREE)
    .values(
        state=Delivery.SENDING,
        lease=bindparam("token"),
        leased_until=bindparam("until"),
        attempts=_ROWS.c.attempts + 1,
    )
)


def _without_stale(work: Work, rows: Sequence[Claimed], now: datetime) -> list[Claimed]:
    still, left = StillTrue(work=work, now=now), []
    for row in rows:
        body = still.what_holds(row.commune_id, row.about, row.body)
        if body is None:
            _update_leased(work, row, now, lease="", leased_until=None, settled_at=now, **_DROPPED)
            work.wake(Topic.OUTBOX)
        elif body is row.body:
            left.append(row)
        else:
            shorten(work, row.id, body)
            left.append(replace(row, body=body, about=""))
    return left


def shorten(work: Work, row_id: int, body: dict[str, Any]) -> None:
    """Of a message this is left: it is about nothing that could change."""
    work.session.execute(update(_ROWS).where(_ROWS.c.id == row_id).values(body=body, about=""))


def drop(work: Work, commune_id: int, about: Iterable[str], now: datetime) -> int:
    """Drop what waits and is about one of these; how much. What is being sent then is settled by
    whoever sends it."""
    dropped = work.session.execute(
        update(Outbox)
        .where(
            col(Outbox.commune_id) == commune_id,
            col(Outbox.about).in_(list(about)),
            NOT_NOTHING,
            is_one_of(col(Outbox.state), OPEN),
            col(Outbox.state) == Delivery.WAITING,
        )
        .values(settled_at=now, **_DROPPED)
    )
    work.wake(Topic.OUTBOX)  # the next in their lanes may leave now
    return int(dropped.rowcount)  # type: ignore[attr-defined]


_OF_LEASE: Any = (
    select(Outbox, Address.external, Account.channel, Account.name)  # type: ignore[call-overload]
    .join(Address, col(Address.id) == col(Outbox.address_id))
    .join(Account, col(Account.id) == col(Outbox.account_id))
    .where(col(Outbox.id).in_(_IDS), col(Outbox.lease) == bindparam("token"))
    .order_by(col(Outbox.lane).desc(), col(Outbox.urgent).desc(), col(Outbox.id))
)


def _leased(work: Work, ids: Sequence[int], token: str) -> list[Claimed]:
    rows = work.session.execute(_OF_LEASE, {"ids": ids, "token": token})
    return [
        Claimed(
            id=row.id,
            lease=token,
            commune_id=row.commune_id,
            account_id=row.account_id,
            address_id=row.address_id,
            channel=channel,
            account=account,
            external=external,
            lane=row.lane,
            body=row.body,
            attempts=row.attempts,
            trail=row.trail,
            about=row.about,
            until=row.leased_until,
        )
        for row, external, channel, account in rows
    ]


def sent(
    work: Work,
    row: Claimed,
    now: datetime,
    *,
    external_id: str,
    messages: int = 1,
    way: str = "",
    cost: int = 0,
    rest: timedelta = NO_REST,
) -> bool:
    """The platform took it. False when the lease had passed to somebody else.

    Nothing else leaves to this address before `rest` has passed.
    """
    known = {"external_id": external_id, "messages": messages, "way": way, "cost": cost}
    return _settle(work, row, now, rest=rest, state=Delivery.SENT, **known)


def failed(
    work: Work, row: Claimed, reason: str, now: datetime, *, rest: timedelta = NO_REST
) -> bool:
    """It can never be sent; the reason is what an officer reads."""
    return _settle(work, row, now, rest=rest, state=Delivery.FAILED, reason=reason)


def try_again(
    work: Work,
    row: Claimed,
    due_at: datetime,
    reason: str,
    *,
    now: datetime | None = None,
    rest: timedelta = NO_REST,
    counted: bool = True,
) -> bool:
    """Give the message back until `due_at`; not `counted` where the fault was none of its own."""
    work.wake(Topic.OUTBOX)
    return _update_leased(
        work,
        row,
        now + rest if now else None,
        state=Delivery.WAITING,
        lease="",
        leased_until=None,
        due_at=due_at,
        reason=reason,
        attempts=row.attempts if counted else row.attempts - 1,
    )


def hurry(work: Work, account_id: int, reason: str, now: datetime) -> None:
    """What waits for this reason need wait no longer: it may leave now."""
    work.session.execute(
        update(Outbox)
        .where(
            col(Outbox.account_id) == account_id,
            is_one_of(col(Outbox.state), OPEN),
            col(Outbox.state) == Delivery.WAITING,
            col(Outbox.reason) == reason,
            col(Outbox.due_at) > now,
        )
        .values(due_at=now)
    )
    work.wake(Topic.OUTBOX)


def hold(
    work: Work, row: Claimed, now: datetime, until: datetime, *, counted: bool
) -> Claimed | None:
    """Keep a message that only its sender can go on with; None when the lease has passed on, or
    what it says holds no longer.

    It counts as tried once more, unless the fault was none of its own.
    """
    held = replace(row, until=until, attempts=row.attempts + counted)
    values = {"leased_until": until, "attempts": held.attempts}
    if not _update_leased(work, row, until, **values):
        return None
    return next(iter(_without_stale(work, [held], now)), None)


def give_back(work: Work, rows: Iterable[Claimed], now: datetime) -> None:
    """Of these nothing has left: whoever comes next sends them, and no try is counted."""
    for row in rows:
        _update_leased(
            work,
            row,
            now,
            state=Delivery.WAITING,
            lease="",
            leased_until=None,
            attempts=row.attempts - 1,
        )
    work.wake(Topic.OUTBOX)


def _settle(
    work: Work, row: Claimed, now: datetime, *, rest: timedelta = NO_REST, **values: Any
) -> bool:
    work.wake(Topic.OUTBOX)  # the next in its lane may leave now
    ended = {"lease": "", "leased_until": None, "settled_at": now, "body": _kept(row.body)}
    return _update_leased(work, row, now + rest, **ended, **values)


def _update_leased(work: Work, row: Claimed, free_at: datetime | None, **values: Any) -> bool:
    """Settle it if it is still ours; its address then takes the next from `free_at` on."""
    settled = _settling(frozenset(values))
    result = work.session.execute(settled, {"row": row.id, "token": row.lease, **values})
    if not result.rowcount:  # type: ignore[attr-defined]
        return False
    turns.keep_busy(work, [row.address_id], free_at)
    return True


@cache
def _settling(columns: frozenset[str]) -> Any:
    return (
        update(_ROWS)
        .where(
            _ROWS.c.id == bindparam("row"),
            _ROWS.c.lease == bindparam("token"),
            _ROWS.c.state == literal(Delivery.SENDING.value),
        )
        .values({name: bindparam(name) for name in columns})
    )


def _kept(body: dict[str, Any]) -> dict[str, Any]:
    """What stays of a message that has arrived: nothing of one that showed a secret, and no values
    for templates, which name people and phones."""
    if body.get("sensitive"):
        return {"text": "", "sensitive": True}
    return {name: part for name, part in body.items() if name not in ("values", OTHERWISE)}


def known(work: Work, commune_id: int, keys: Iterable[str]) -> set[str]:
    """Which of these keys a commune's messages have."""
    asked = select(col(Outbox.key)).where(
        col(Outbox.commune_id) == commune_id, col(Outbox.key).in_(list(keys))
    )
    return set(work.session.execute(asked).scalars())


def waiting_for(work: Work, address_id: int, now: datetime) -> list[Outbox]:
    """What an address that fetches its messages by itself (web chat) has not confirmed yet."""
    return list(
        work.session.execute(
            select(Outbox)
            .where(
                col(Outbox.address_id) == address_id,
                is_one_of(col(Outbox.state), OPEN),
                col(Outbox.due_at) <= now,
            )
            .order_by(col(Outbox.id))
        ).scalars()
    )


def acknowledge(work: Work, address_id: int, ids: Sequence[int], now: datetime) -> int:
    """The client at `address_id` shows these rows now; rows of others are left alone."""
    rows = work.session.execute(
        select(Outbox).where(
            col(Outbox.id).in_(ids),
            col(Outbox.address_id) == address_id,
            col(Outbox.state).in_(OPEN),
        )
    ).scalars()
    settled = 0
    for row in rows:
        row.state, row.settled_at, row.body = Delivery.SENT, now, _kept(row.body)
        if row.passed_on:
            by_hand.was_read(work, row.id, now)
        settled += 1
    return settled


def next_due(work: Work, accounts: Sequence[int], now: datetime) -> datetime | None:
    """When the relay has to look again if nothing new comes."""
    return turns.outlook(work, accounts, now, BY_DAY).next
