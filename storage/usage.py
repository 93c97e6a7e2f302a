"""What an account has used up: people, messages by the way in which they went, and money."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from storage.tables import Account, Address, Outbox, Staff
from storage.tables.traffic import Delivery
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Used:
    """Messages that went in one way, and what they cost in đồng."""

    way: str
    messages: int
    cost: int


def account_id(work: Work, channel: str, name: str) -> int | None:
    """The row of a configured account; None before the first start with it."""
    return work.session.execute(
        select(col(Account.id)).where(col(Account.channel) == channel, col(Account.name) == name)
    ).scalar_one_or_none()


def people(work: Work, account: int) -> int:
    """How many have ever written to the account."""
    counted = select(func.count()).select_from(Address).where(col(Address.account_id) == account)
    return int(work.session.execute(counted).scalar_one())


def since(work: Work, account: int, moment: datetime) -> list[Used]:
    """What was sent since then, each way by itself."""
    rows = work.session.execute(
        select(col(Outbox.way), func.sum(Outbox.messages), func.sum(Outbox.cost))
        .where(
            col(Outbox.account_id) == account,
            col(Outbox.state) == Delivery.SENT,
            col(Outbox.settled_at) >= moment,
        )
        .group_by(col(Outbox.way))
        .order_by(col(Outbox.way))
    )
    return [Used(way=way, messages=int(many), cost=int(cost)) for way, many, cost in rows]


def waiting_since(work: Work, account: int) -> tuple[int, datetime | None]:
    """How many messages of the account wait to be sent, and since when the oldest does."""
    waiting = col(Outbox.state).in_((Delivery.WAITING, Delivery.SENDING))
    row = work.session.execute(
        select(func.count(), func.min(Outbox.created_at)).where(
            col(Outbox.account_id) == account, waiting
        )
    ).one()
    return int(row[0]), row[1]


def staff_silent_since(work: Work, account: int, moment: datetime) -> int:
    """How many who hold a role use this account and have not written since then."""
    counted = (
        select(func.count(func.distinct(Staff.person_id)))
        .join(Address, col(Address.person_id) == col(Staff.person_id))
        .where(
            col(Address.account_id) == account,
            col(Address.last_seen_at) < moment,
            col(Staff.left_at).is_(None),
        )
    )
    return int(work.session.execute(counted).scalar_one())
