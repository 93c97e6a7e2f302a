"""What becomes of a message that cannot be sent: a notice goes on to the person's next address, and
where there is none, onto the list of those whom the office reaches by hand."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select

from storage import addresses, by_hand, outbox
from storage.outbox import Claimed
from storage.partial import is_exactly, is_one_of
from storage.still_true import StillTrue
from storage.tables import Account, Address, Outbox, Petition, Staff
from storage.turns import OPEN
from storage.work import Work

# Stands before the address to which a notice was passed on.
PASSED = "~"
WEB = "web"
# A page that nobody has opened for so long is not waited for.
WEB_KEPT = timedelta(days=7)
# How long a page may leave news unread before it goes another way too, and how much at once.
UNREAD_AFTER = timedelta(hours=24)
UNREAD_AT_ONCE = 200
# In the words of the index of what is unread: by others it would not be used.
_IS_UNREAD = text("NOT outbox.passed_on")


def give_up(
    work: Work, row: Claimed, reason: str, now: datetime, *, rest: timedelta = outbox.NO_REST
) -> None:
    """Settle it as failed and see to it that the person hears of it all the same."""
    if not outbox.failed(work, row, reason, now, rest=rest) or row.lane != "notice":
        return
    if not StillTrue(work=work, now=now).holds(row.commune_id, row.about):
        return
    kept = work.session.get_one(Outbox, row.id)
    came_from = work.session.get_one(Address, row.address_id)
    goes_to = next(_ways(work, kept, came_from, now), None)
    if goes_to is not None and _pass_on(work, kept, row.body, goes_to, now):
        kept.passed_on = True
    elif not _is_staff(work, came_from):
        _list(work, kept, row.body, came_from, reason, now)


def _unread(work: Work, now: datetime) -> Sequence[Outbox]:
    """Some of what no page has shown for a day, the oldest first."""
    unread = (
        select(Outbox.id, Outbox.account_id)
        .where(
            is_exactly(col(Outbox.lane), "notice"),
            is_one_of(col(Outbox.state), OPEN),
            Outbox.due_at < now - UNREAD_AFTER,
            _IS_UNREAD,
        )
        .cte("unread")
        .prefix_with("MATERIALIZED")  # else each account is asked for all that waits there
    )
    numbers = work.session.execute(
        select(unread.c.id)
        .join(Account, col(Account.id) == unread.c.account_id)
        .where(Account.channel == WEB)
        .order_by(unread.c.id)
        .limit(UNREAD_AT_ONCE)
    )
    return work.session.exec(
        select(Outbox).where(col(Outbox.id).in_(list(numbers.scalars()))).order_by(col(Outbox.id))
    ).all()


def pass_unread_on(work: Work, now: datetime) -> int:
    """News that no page has shown for a day goes another way as well; how much of it.

    The page still gets it. Whoever reads it there after all is taken from the office's list.
    """
    rows = _unread(work, now)
    still = StillTrue(work=work, now=now)
    for row in rows:
        if still.holds(row.commune_id, row.about):
            _pass_unread(work, row, now)
        else:
            outbox.drop(work, row.commune_id, [row.about], now)
    return len(rows)


def _pass_unread(work: Work, row: Outbox, now: datetime) -> None:
    row.passed_on = True
    came_from = work.session.get_one(Address, row.address_id)
    ways = (way for way in _ways(work, row, came_from, now) if not _is_web(work, way))
    goes_to = next(ways, None)
    if goes_to is not None:
        _pass_on(work, row, row.body, goes_to, now)
    elif not _is_staff(work, came_from):
        _list(work, row, row.body, came_from, "unread", now)


def _is_web(work: Work, address: Address) -> bool:
    return work.session.get_one(Account, address.account_id).channel == WEB


def _ways(work: Work, row: Outbox, came_from: Address, now: datetime) -> Iterator[Address]:
    """The person's other addresses, the best first, but for those that were tried with this one.

    Who is known from paper alone has those that proved their petition.
    """
    person, commune = came_from.person_id, came_from.commune_id
    known = addresses.of_person(work, commune, person)
    known += addresses.that_proved(work, commune, person)
    tried = _tried(work, row, known)
    for address in known:
        if address.id in tried or address.unreachable_since is not None:
            continue
        if _takes_messages(work, address, now):
            yield address


def _takes_messages(work: Work, address: Address, now: datetime) -> bool:
    channel = work.session.get_one(Account, address.account_id).channel
    if channel == addresses.PAPER:
        return False
    return channel != WEB or now - address.last_seen_at < WEB_KEPT


def _tried(work: Work, row: Outbox, known: Sequence[Address]) -> set[int]:
    """By the keys that it has there; whatever begins alike would be looked for among all."""
    first = row.key.partition(PASSED)[0]
    keys = [first, *(_passed(first, address) for address in known)]
    found = work.session.execute(
        select(Outbox.address_id).where(
            col(Outbox.commune_id) == row.commune_id, col(Outbox.key).in_(keys)
        )
    )
    return set(found.scalars())


def _passed(first: str, address: Address) -> str:
    """The key of a notice that was passed on to an address."""
    return f"{first}{PASSED}{address.id}"


def _pass_on(work: Work, row: Outbox, body: dict[str, Any], to: Address, now: datetime) -> bool:
    key = _passed(row.key.partition(PASSED)[0], to)
    return outbox.put(
        work, to, lane=row.lane, key=key, body=body, now=now, about=row.about, urgent=row.urgent
    )


def _is_staff(work: Work, address: Address) -> bool:
    """They see what waits for them in their list."""
    held = select(Staff.id).where(
        col(Staff.commune_id) == address.commune_id,
        col(Staff.person_id) == address.person_id,
        col(Staff.left_at).is_(None),
    )
    return work.session.execute(held.limit(1)).first() is not None


def _list(
    work: Work, row: Outbox, body: dict[str, Any], address: Address, reason: str, now: datetime
) -> None:
    by_hand.add(
        work,
        commune_id=row.commune_id,
        person_id=address.person_id,
        petition_id=_petition(work, row.commune_id, body),
        outbox_id=row.id,
        key=row.key.partition(PASSED)[0],
        reason=reason,
        body={"text": ""} if body.get("sensitive") else body,
        now=now,
    )


def _petition(work: Work, commune_id: int, body: dict[str, Any]) -> int | None:
    code = dict(body.get("values", ())).get("code")
    if not code:
        return None
    return work.session.exec(
        select(Petition.id).where(Petition.commune_id == commune_id, Petition.code == code)
    ).first()
