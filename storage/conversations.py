"""The open question at an address, kept between messages and locked while one is handled.

It changes in many steps while one message is answered, and is written once, at the end: what is
read in between would have each step written before it.
"""

from datetime import datetime

from sqlalchemy import Table, bindparam, update
from sqlmodel import select

from storage.once import insert_once
from storage.tables import Address, Conversation
from storage.work import Work

# Built once: building it takes longer than the database needs for it.
_LOCKED = (
    select(Conversation)
    .where(Conversation.address_id == bindparam("address_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


_ROWS: Table = Conversation.__table__  # type: ignore[attr-defined]
_WRITTEN = ("state", "turn", "data", "offered", "changed_at")
_KEEP = (
    update(_ROWS)
    .where(_ROWS.c.address_id == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in _WRITTEN})
)


def keep(work: Work, conversation: Conversation) -> None:
    """Write down how the conversation stands now."""
    values = {f"new_{name}": getattr(conversation, name) for name in _WRITTEN}
    work.connection().execute(_KEEP, {"of": conversation.address_id, **values})


def borrow(work: Work, address: Address, now: datetime) -> Conversation:
    """The conversation of `address`, locked until the transaction ends; only `keep` writes it."""
    found = open_at(work, address, now)
    work.session.expunge(found)
    return found


def open_at(work: Work, address: Address, now: datetime) -> Conversation:
    """The conversation of `address`, locked until the transaction ends."""
    found = _locked(work, address)
    if found is None:
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
        found = _locked(work, address)
    assert found is not None
    return found


def _locked(work: Work, address: Address) -> Conversation | None:
    return work.session.exec(_LOCKED, params={"address_id": address.id}).first()
