"""Long work that waits to be done, claimed by lease and set aside when it fails too often."""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlmodel import col

from storage import trail
from storage.errors import Outdated
from storage.once import insert_once
from storage.partial import is_one_of
from storage.tables import Job
from storage.tables.traffic import JobState
from storage.work import Topic, Work

LEASE = timedelta(minutes=5)
OPEN = (JobState.WAITING, JobState.RUNNING)
# As the index of them names them.
OVER = (JobState.DONE, JobState.SET_ASIDE)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedJob:
    """Work to do now and the token with which to settle it."""

    id: int
    lease: str
    commune_id: int
    kind: str
    payload: dict[str, Any]
    attempts: int
    trail: str = ""


def put(
    work: Work, *, commune_id: int, kind: str, key: str, payload: dict[str, Any], now: datetime
) -> bool:
    """Queue work under its unique key; False when that key was queued before."""
    made = insert_once(
        work,
        Job,
        commune_id=commune_id,
        key=key,
        kind=kind,
        payload=payload,
        state=JobState.WAITING,
        created_at=now,
        due_at=now,
        attempts=0,
        lease="",
        reason="",
        trail=trail.current(),
    )
    if made is not None:
        work.wake(Topic.JOBS)
    return made is not None


def begin(
    work: Work, *, commune_id: int, kind: str, key: str, payload: dict[str, Any], now: datetime
) -> ClaimedJob:
    """Work that whoever calls this does at once; raises Outdated when its key was begun before.

    If they die, it is claimed anew once the lease has run out.
    """
    if not put(work, commune_id=commune_id, kind=kind, key=key, payload=payload, now=now):
        raise Outdated(key)
    row = work.session.execute(
        select(Job).where(col(Job.commune_id) == commune_id, col(Job.key) == key)
    ).scalar_one()
    return _lease(row, new_lease(), now)


def keep(
    work: Work, job: ClaimedJob, now: datetime, payload: dict[str, Any], *, came_on: bool = False
) -> ClaimedJob:
    """Note how far the work has come, in the transaction that did that much of it.

    So each piece is done once, whoever dies, and where it `came_on` it is counted anew how often
    it was tried. Raises Outdated when the lease has passed to somebody else: then this piece is
    theirs.
    """
    values: dict[str, Any] = {"attempts": 1} if came_on else {}
    kept = {"lease": job.lease, "leased_until": now + LEASE, "payload": payload, **values}
    if not _settle(work, job, **kept):
        raise Outdated(job.kind)
    return replace(job, payload=payload)


def is_under_way(work: Work, commune_id: int, key: str) -> bool:
    """Whether work with this key waits or is being done."""
    found = work.session.execute(
        select(col(Job.id)).where(
            col(Job.commune_id) == commune_id,
            col(Job.key) == key,
            is_one_of(col(Job.state), OPEN),
        )
    ).first()
    return found is not None


def is_unfinished(work: Work, commune_id: int, key: str) -> bool:
    """The same, or that it was set aside before it was done."""
    found = work.session.execute(
        select(col(Job.id)).where(
            col(Job.commune_id) == commune_id,
            col(Job.key) == key,
            col(Job.state) != JobState.DONE,
        )
    ).first()
    return found is not None


def go_on_again(work: Work, kinds: Iterable[str], now: datetime) -> int:
    """Have work of these kinds that was set aside tried again; how much of it there was."""
    result = work.session.execute(
        update(Job)
        .where(col(Job.state) == JobState.SET_ASIDE, col(Job.kind).in_(sorted(kinds)))
        .values(state=JobState.WAITING, attempts=0, due_at=now)
    )
    work.wake(Topic.JOBS)
    return int(result.rowcount)  # type: ignore[attr-defined]


def new_lease() -> str:
    """A token that names the process: who looks for what a dead one has left finds it."""
    return f"{os.getpid()}-{secrets.token_hex(8)}"


def claim(work: Work, now: datetime, limit: int) -> list[ClaimedJob]:
    """Lease the work that is due, oldest first; work whose lease ran out is claimed anew.

    Whoever held such a lease may have died of that very work, so it is claimed alone: the next
    death must not count against its neighbours.
    """
    free = or_(
        col(Job.state) == JobState.WAITING,
        and_(col(Job.state) == JobState.RUNNING, col(Job.leased_until) < now),
    )
    rows = work.session.execute(
        select(Job)
        .where(is_one_of(col(Job.state), OPEN), free, col(Job.due_at) <= now)
        .order_by(col(Job.due_at), col(Job.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    token = new_lease()
    return [_lease(row, token, now) for row in _at_once(list(rows))]


def _at_once(rows: list[Job]) -> list[Job]:
    """Those that may be done beside each other."""
    fresh = list(takewhile(lambda row: row.state == JobState.WAITING, rows))
    return fresh or rows[:1]


def _lease(row: Job, token: str, now: datetime) -> ClaimedJob:
    row.state, row.lease, row.leased_until = JobState.RUNNING, token, now + LEASE
    row.attempts += 1
    assert row.id is not None
    return ClaimedJob(
        id=row.id,
        lease=token,
        commune_id=row.commune_id,
        kind=row.kind,
        payload=row.payload,
        attempts=row.attempts,
        trail=row.trail,
    )


def done(work: Work, job: ClaimedJob) -> bool:
    """The work is finished. False when the lease had passed to somebody else."""
    return _settle(work, job, state=JobState.DONE)


def try_again(work: Work, job: ClaimedJob, due_at: datetime, reason: str) -> bool:
    """Give the work back until `due_at`."""
    work.wake(Topic.JOBS)
    return _settle(work, job, state=JobState.WAITING, due_at=due_at, reason=reason)


def put_off(work: Work, job: ClaimedJob, due_at: datetime, reason: str) -> bool:
    """Give the work back without counting this try: what stopped it was here, not in the work."""
    given_back = {"attempts": job.attempts - 1}
    return _settle(work, job, state=JobState.WAITING, due_at=due_at, reason=reason, **given_back)


def set_aside(work: Work, job: ClaimedJob, reason: str) -> bool:
    """Stop trying; `doctor` shows what was set aside."""
    return _settle(work, job, state=JobState.SET_ASIDE, reason=reason)


def _settle(work: Work, job: ClaimedJob, **values: Any) -> bool:
    result = work.session.execute(
        update(Job)
        .where(col(Job.id) == job.id, col(Job.lease) == job.lease)
        .values({"lease": "", "leased_until": None, **values})
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def next_due(work: Work) -> datetime | None:
    """When to look again if nothing new comes."""
    return work.session.execute(
        select(col(Job.due_at))
        .where(is_one_of(col(Job.state), OPEN), col(Job.state) == JobState.WAITING)
        .order_by(col(Job.due_at))
        .limit(1)
    ).scalar_one_or_none()
