"""How the installation stands, in numbers: what waits, since when, and who was heard last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlmodel import col

from storage import health, vitals
from storage.jobs import OPEN as OPEN_JOBS
from storage.jobs import OVER
from storage.partial import is_one_of
from storage.tables import Account, AccountHealth, Address, Job, Outbox, Vital
from storage.tables.traffic import JobState
from storage.turns import OPEN
from storage.work import Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """The messages of one lane of an account, and since when the first of them should have left."""

    channel: str
    account: str
    lane: str
    count: int
    oldest: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """When an account last brought a message, since when it does not answer, and until when nothing
    is sent over it, with why: its platform asked us to wait, or the network is away."""

    channel: str
    account: str
    at: datetime | None
    failing_since: datetime | None
    why: str
    paused_until: datetime | None
    paused_reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Jobs:
    """Unfinished work of one kind and state."""

    kind: str
    state: str
    count: int
    oldest: datetime


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """Everything at one moment."""

    waiting: Sequence[Waiting]
    heard: Sequence[Heard]
    jobs: Sequence[Jobs]
    undelivered: int
    ticks: Sequence[Vital]
    backup: Vital | None


def feel(work: Work) -> Pulse:
    """Look at all of it; each look is by an index."""
    return Pulse(
        waiting=waiting(work),
        heard=heard(work),
        jobs=jobs(work),
        undelivered=health.count_failed_messages(work),
        ticks=vitals.ticks(work),
        backup=vitals.find(work, vitals.BACKUP),
    )


def waiting(work: Work) -> list[Waiting]:
    """Messages that are not settled. What was tried is as old as its making, what was not is
    as old as its hour: a notice that waits for the morning is not late before it."""
    since = case((col(Outbox.attempts) > 0, col(Outbox.created_at)), else_=col(Outbox.due_at))
    rows = work.session.execute(
        select(
            col(Account.channel),
            col(Account.name),
            col(Outbox.lane),
            func.count(),
            func.min(since),
        )
        .join(Account, col(Account.id) == col(Outbox.account_id))
        .where(is_one_of(col(Outbox.state), OPEN))
        .group_by(col(Account.channel), col(Account.name), col(Outbox.lane))
        .order_by(col(Account.channel), col(Account.name), col(Outbox.lane))
    )
    return [
        Waiting(channel=channel, account=account, lane=lane, count=int(count), oldest=oldest)
        for channel, account, lane, count, oldest in rows
    ]


def heard(work: Work) -> list[Heard]:
    """Every account of a platform or of the web chat."""
    last = (
        select(func.max(Address.last_seen_at))
        .where(col(Address.account_id) == col(Account.id))
        .correlate(Account)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(
            col(Account.channel),
            col(Account.name),
            last,
            col(AccountHealth.failing_since),
            col(AccountHealth.why),
            col(Account.paused_until),
            col(Account.paused_reason),
        )
        .outerjoin(AccountHealth, col(AccountHealth.account_id) == col(Account.id))
        .where(col(Account.channel) != "paper")
        .order_by(col(Account.channel), col(Account.name))
    )
    return [
        Heard(
            channel=channel,
            account=account,
            at=at,
            failing_since=since,
            why=why or "",
            paused_until=until,
            paused_reason=reason,
        )
        for channel, account, at, since, why, until, reason in rows
    ]


def jobs(work: Work) -> list[Jobs]:
    """Work that waits, runs or was set aside."""
    set_aside = and_(is_one_of(col(Job.state), OVER), col(Job.state) == JobState.SET_ASIDE)
    return [*_jobs(work, is_one_of(col(Job.state), OPEN_JOBS)), *_jobs(work, set_aside)]


def _jobs(work: Work, which: ColumnElement[bool]) -> list[Jobs]:
    rows = work.session.execute(
        select(col(Job.kind), col(Job.state), func.count(), func.min(Job.created_at))
        .where(which)
        .group_by(col(Job.kind), col(Job.state))
        .order_by(col(Job.kind), col(Job.state))
    )
    return [
        Jobs(kind=kind, state=state, count=int(count), oldest=oldest)
        for kind, state, count, oldest in rows
    ]
