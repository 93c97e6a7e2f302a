"""What becomes of a message that cannot be sent: a notice goes on to the person's next address, and
where there is none, onto the list of those whom the office reaches by hand."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import col, select

from storage import addresses, by_hand, outbox
from storage.outbox import Claimed
from storage.tables import Account, Address, Outbox, Petition, Staff
from storage.work import Work

# Stands before the address to which a notice was passed on.
PASSED = "~"
WEB = "web"
# A page that nobody has opened for so long is not waited for.
WEB_KEPT = timedelta(days=7)


def give_up(work: Work, row: Claimed, reason: str, now: datetime) -> None:
    """Settle it as failed and see to it that the person hears of it all the same."""
    if not outbox.failed(work, row, reason, now) or row.lane != "notice":
        return
    kept = work.session.get_one(Outbox, row.id)
    came_from = work.session.get_one(Address, row.address_id)
    goes_to = next(_ways(work, kept, came_from, now), None)
    if goes_to is not None and _pass_on(work, kept, row.body, goes_to, now):
        kept.passed_on = True
    elif not _is_staff(work, came_from):
        _list(work, kept, row.body, came_from, reason, now)


def _ways(work: Work, row: Outbox, came_from: Address, now: datetime) -> Iterator[Address]:
    """The person's other addresses, the best first, but for those that were tried with this one.

    Who is known from paper alone has those that proved their petition.
    """
    person, commune = came_from.person_id, came_from.commune_id
    known = addresses.of_person(work, commune, person)
    known += addresses.that_proved(work, commune, person)
    tried = _tried(work, row)
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


def _tried(work: Work, row: Outbox) -> set[int]:
    first = row.key.partition(PASSED)[0]
    passed = col(Outbox.key).startswith(first + PASSED, autoescape=True)
    found = work.session.execute(
        select(Outbox.address_id).where(
            col(Outbox.commune_id) == row.commune_id, or_(col(Outbox.key) == first, passed)
        )
    )
    return set(found.scalars())


def _pass_on(work: Work, row: Outbox, body: dict[str, Any], to: Address, now: datetime) -> bool:
    key = f"{row.key.partition(PASSED)[0]}{PASSED}{to.id}"
    return outbox.put(work, to, lane=row.lane, key=key, body=body, now=now)


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
