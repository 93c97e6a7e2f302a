"""How far a task's date may move: by the regulation, or by what the office had named before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from dialogue.matter import DeadlineState, refuse_extension
from dialogue.task import Purpose
from handlers.clock.frame import basis_of
from handlers.petition.conference import conference_of
from handlers.petition.law import cited
from handlers.petition.task_due import limit_of
from handlers.turn import Turn
from locales.dates import local_date
from storage import deadlines
from storage.tables import Deadline, Petition, Task


@dataclass(frozen=True, kw_only=True)
class Longest:
    """The last day to which a task may be extended, by which clause; None where nothing binds."""

    day: date | None
    clause: str = ""


def longest(turn: Turn, petition: Petition, task: Task) -> Longest:
    """Only a limit for complex matters gives more than the regulation's ordinary one
    (hai-phong-13-hd V.3.1(1), tinh-1573-qd 9.2); what is prepared comes before the conference."""
    limit = limit_of(turn, petition, Purpose(task.purpose))
    if limit is not None and limit.legal_due is not None:
        return _by_regulation(turn, limit)
    conference = conference_of(turn, petition)
    if task.purpose == Purpose.PREPARED and conference is not None:
        return Longest(day=local_date(conference.starts_at) - timedelta(days=1))
    return Longest(day=None)


def is_beyond(limit: Deadline | None, until: date) -> bool:
    """Whether the day lies behind the limit as it stands, which has to be extended then."""
    return limit is not None and limit.legal_due is not None and until > limit.legal_due


def _by_regulation(turn: Turn, limit: Deadline) -> Longest:
    basis = basis_of(turn.work, turn.house, limit)
    refused = refuse_extension(deadlines.events(turn.work, limit), basis, date.max)
    can_move = limit.petition_id is not None and limit.state == DeadlineState.OPEN
    latest = refused.latest if refused and can_move else None
    clause = cited(turn, limit.clause, limit.regulation_id)
    return Longest(day=latest or limit.legal_due, clause=clause)
