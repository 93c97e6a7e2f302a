"""The open question at an address, kept between messages and locked while one is handled."""

from datetime import datetime

from sqlalchemy import bindparam
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
