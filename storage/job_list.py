"""Long work as an operator sees it: what waits, what runs, what was set aside and why."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from storage.tables import Commune, Job
from storage.tables.traffic import JobState
from storage.work import Work

SHOWN = (JobState.SET_ASIDE, JobState.RUNNING, JobState.WAITING)
MOST = 500


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """One job that is not done. `due_at` is when it is tried (again)."""

    id: int
    commune: str
    kind: str
    state: str
    attempts: int
    due_at: datetime
    reason: str

    @property
    def is_set_aside(self) -> bool:
        """Whether it will not be tried any more."""
        return self.state == JobState.SET_ASIDE

    def line(self) -> str:
        """For the terminal."""
        when = "" if self.is_set_aside else f", next try {self.due_at:%Y-%m-%d %H:%M} UTC"
        why = f": {self.reason}" if self.reason else ""
        return (
            f"{self.id:>6} {self.commune:<8} {self.kind:<8} {self.state:<9} "
            f"{self.attempts} tries{when}{why}"
        )

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self) | {"due_at": self.due_at.isoformat()}


def unfinished(work: Work) -> list[Unfinished]:
    """What was set aside first, then what runs and waits by its time; at most 500."""
    found = work.session.execute(
        select(Job, Commune.code)  # type: ignore[call-overload]
        .join(Commune, col(Commune.id) == col(Job.commune_id))
        .where(col(Job.state).in_(SHOWN))
        .order_by(col(Job.state) != JobState.SET_ASIDE, col(Job.due_at), col(Job.id))
        .limit(MOST)
    )
    return [_as_seen(job, commune) for job, commune in found]


def _as_seen(job: Job, commune: str) -> Unfinished:
    assert job.id is not None
    return Unfinished(
        id=job.id,
        commune=commune,
        kind=job.kind,
        state=job.state,
        attempts=job.attempts,
        due_at=job.due_at,
        reason=job.reason,
    )
