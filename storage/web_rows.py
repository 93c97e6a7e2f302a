"""What the web chat asks of the database: rows that wait for open pages, uploads, its sessions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlmodel import col

from storage import addresses
from storage.partial import is_one_of
from storage.still_true import StillTrue
from storage.tables import Account, Address, Attachment, Outbox
from storage.tables.petition import FileState
from storage.turns import OPEN
from storage.work import Work

# (account id, external address): a page may be open before its address has a row.
Place = tuple[int, str]
# SQLite takes 32 766 parameters in one statement.
MOST_AT_ONCE = 10_000
# Of each page: who acknowledges nothing for hours makes nobody else wait. The rest follows when
# these are settled.
MOST_WAITING = 512


@dataclass(frozen=True, kw_only=True, slots=True)
class WebRow:
    """A message that a page has not confirmed yet."""

    id: int
    lane: str
    created_at: datetime
    body: dict[str, Any]


def waiting(work: Work, places: Sequence[Place], now: datetime) -> dict[Place, list[int]]:
    """The ids of the oldest that wait for each of these pages, in order, at most `MOST_WAITING`;
    their bodies are read apart."""
    found: dict[Place, list[int]] = defaultdict(list)
    for start in range(0, len(places), MOST_AT_ONCE):
        for row in work.session.execute(_waiting(places[start : start + MOST_AT_ONCE], now)):
            found[row.account_id, row.external].append(row.id)
    for ids in found.values():
        ids.sort()
    return found


def messages(work: Work, ids: Sequence[int], now: datetime) -> list[WebRow]:
    """The messages of these ids, in order, without those that were settled meanwhile or say what
    no longer holds."""
    still = StillTrue(work=work, now=now)
    return [
        WebRow(id=row.id, lane=row.lane, created_at=row.created_at, body=body)
        for start in range(0, len(ids), MOST_AT_ONCE)
        for row in work.session.execute(_open(ids[start : start + MOST_AT_ONCE])).scalars()
        if row.id is not None and (body := still.what_holds(row.commune_id, row.about, row.body))
    ]


def uploads(work: Work, address: Address, keys: Iterable[str]) -> dict[str, Attachment]:
    """Of these uploads, by their keys, those that this address made and that are stored."""
    rows = work.session.execute(
        select(Attachment).where(
            col(Attachment.commune_id) == address.commune_id,
            col(Attachment.address_id) == address.id,
            col(Attachment.upload_key).in_(list(keys)),
            col(Attachment.state) == FileState.STORED,
        )
    ).scalars()
    return {row.upload_key: row for row in rows}


def forget(work: Work, external: str, now: datetime) -> None:
    """A device gave its session up, in every commune: nothing reaches it there any more."""
    known = work.session.execute(
        select(col(Address.id))
        .join(
            Account,
            (col(Account.commune_id) == col(Address.commune_id))
            & (col(Account.id) == col(Address.account_id)),
        )
        .where(col(Account.channel) == "web", col(Address.external) == external)
    ).scalars()
    for address_id in known.all():
        addresses.mark_unreachable(work, address_id, "forgotten", now)


def _open(ids: Sequence[int]) -> Any:
    return (
        select(Outbox)
        .where(col(Outbox.id).in_(ids), col(Outbox.state).in_(OPEN))
        .order_by(col(Outbox.id))
    )


def _waiting(places: Sequence[Place], now: datetime) -> Any:
    # Sorted here, SQLite would prefer to walk the whole outbox by id.
    number = func.row_number().over(partition_by=col(Outbox.address_id), order_by=col(Outbox.id))
    every = (
        select(
            col(Outbox.id), col(Address.account_id), col(Address.external), number.label("number")
        )
        .join(Address, col(Address.id) == col(Outbox.address_id))
        .where(
            or_(*_each_account(places)),
            is_one_of(col(Outbox.state), OPEN),
            col(Outbox.due_at) <= now,
        )
        .subquery()
    )
    return select(every.c.id, every.c.account_id, every.c.external).where(
        every.c.number <= MOST_WAITING
    )


def _each_account(places: Sequence[Place]) -> list[Any]:
    by_account: dict[int, list[str]] = defaultdict(list)
    for account_id, external in places:
        by_account[account_id].append(external)
    return [
        and_(
            col(Address.commune_id) == _commune_of(account_id),
            col(Address.account_id) == account_id,
            col(Address.external).in_(externals),
        )
        for account_id, externals in by_account.items()
    ]


def _commune_of(account_id: int) -> Any:
    return select(col(Account.commune_id)).where(col(Account.id) == account_id).scalar_subquery()
