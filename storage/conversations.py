"""The open question at an address, kept between messages and locked while one is handled.

It changes in many steps while one message is answered, and is written once, at the end: what is
read in between would have each step written before it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import select

from storage.once import insert_once
from storage.plain import columns_of, table_of
from storage.prepared import Prepared
from storage.tables import Address, Conversation
from storage.work import Work

_ROWS = table_of(Conversation)
_LOCKED = Prepared(
    select(*columns_of(Conversation))
    .where(
        _ROWS.c.commune_id == bindparam("commune_id"),
        _ROWS.c.address_id == bindparam("address_id"),
    )
    .with_for_update()
)
_WRITTEN = ("state", "turn", "data", "offered", "changed_at")
_KEEP = Prepared(
    update(_ROWS)
    .where(_ROWS.c.commune_id == bindparam("commune"), _ROWS.c.address_id == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in _WRITTEN})
)


@dataclass(slots=True)
class Borrowed:
    """A conversation while a message is handled: the columns of its row, in their order."""

    address_id: int
    commune_id: int
    state: str
    turn: int
    data: dict[str, Any]
    offered: list[Any]
    changed_at: datetime


def borrow(work: Work, address: Address, now: datetime) -> Borrowed:
    """The conversation of `address`, locked until the transaction ends; only `keep` writes it."""
    which = {"commune_id": address.commune_id, "address_id": address.id}
    row = _LOCKED.first(work, **which)
    if row is None:
        _begin(work, address, now)
        row = _LOCKED.first(work, **which)
    assert row is not None
    return Borrowed(*row)


def keep(work: Work, conversation: Borrowed) -> None:
    """Write down how the conversation stands now."""
    values = {f"new_{name}": getattr(conversation, name) for name in _WRITTEN}
    which = {"commune": conversation.commune_id, "of": conversation.address_id}
    _KEEP.change(work, **which, **values)


def open_at(work: Work, address: Address, now: datetime) -> Conversation:
    """The conversation of `address` as a row of the session, locked until the transaction ends."""
    found = _locked(work, address)
    if found is None:
        _begin(work, address, now)
        found = _locked(work, address)
    assert found is not None
    return found


def _begin(work: Work, address: Address, now: datetime) -> None:
    insert_once(
        work,
        Conversation,
        address_id=address.id,
        commune_id=address.commune_id,
        state="",
        turn=0,
        data={},
        offered=[],
        changed_at=now,
    )


def _locked(work: Work, address: Address) -> Conversation | None:
    return work.session.exec(
        select(Conversation)
        .where(
            Conversation.commune_id == address.commune_id,
            Conversation.address_id == address.id,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
