"""Lines are put on the list of delegates: all of them or none, unless part of them is wanted."""

from dataclasses import dataclass
from datetime import datetime

from handlers.seats.lines import Checked, Fault
from storage import audit, delegates
from storage.tables import Conference, Staff
from storage.tables.delegate import DelegateSource
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of the lines: put on the list, on it already, refused. `done` is false where
    nothing was taken because some were refused."""

    done: bool
    added: int
    known: int
    right: int
    faults: tuple[Fault, ...]


def take(
    work: Work,
    conference: Conference,
    checked: Checked,
    *,
    partial: bool,
    source: DelegateSource,
    now: datetime,
    acting: Staff | None = None,
) -> Report:
    """Put the lines on the list, unless some are wrong and not a part of them is wanted."""
    right = len(checked.lines)
    if checked.faults and not partial:
        return Report(done=False, added=0, known=0, right=right, faults=checked.faults)
    people = [
        delegates.Newcomer(line.name, line.position, line.content, line.who)
        for line in checked.lines
    ]
    added = delegates.add_all(work, conference, people, source=source, now=now)
    _record(work, conference, added, now, acting)
    return Report(done=True, added=added, known=right - added, right=right, faults=checked.faults)


def _record(
    work: Work, conference: Conference, added: int, now: datetime, acting: Staff | None
) -> None:
    assert conference.id is not None
    audit.record(
        work,
        commune_id=conference.commune_id,
        at=now,
        action="delegates_added",
        subject="conference",
        subject_id=conference.id,
        person_id=acting.person_id if acting else None,
        staff_id=acting.id if acting else None,
        count=added,
    )
