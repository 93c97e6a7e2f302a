"""One time limit that was counted by something else is counted anew, with what that was worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dialogue.matter import STARTS, Event, EventKind, Start, changed_days, due
from handlers.clock.frame import Frame, basis_of
from handlers.clock.rows import append, bind, dates_of, settle
from locales.dates import local_date
from storage import deadlines
from storage.tables import Deadline, Petition, Staff
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Cause:
    """What made dates move, and when; `staff` and `role` where an officer decided it."""

    at: datetime
    what: str = ""
    staff: int | None = None
    role: str = ""

    @staticmethod
    def of(staff: Staff | None, at: datetime) -> "Cause":
        """What a member of staff did, or what nobody did."""
        return Cause(at=at, staff=staff.id, role=staff.role) if staff else Cause(at=at)

    def event(self, kind: EventKind) -> Event:
        """An event of this cause, on its day in Viet Nam."""
        return Event(kind=kind, day=local_date(self.at), staff=self.staff, role=self.role)


def bring_in_line(work: Work, frame: Frame, deadline: Deadline, cause: Cause) -> list[Event]:
    """Count a running limit by what its conference is held by now; the events it was worth.

    What moves a date, or binds to another version, is an event with the dates before and after.
    """
    happened = deadlines.events(work, deadline)
    events = _events(frame, deadline, happened, cause)
    if not events:
        settle(work, deadline, due(happened, frame.basis(deadline.key)))
    elif events[-1].kind is EventKind.VOIDED:  # its rule is gone: what it was stays to be read
        append(work, basis_of(work, frame.house, deadline), deadline, events, cause.at)
        return events
    else:
        append(work, frame.basis(deadline.key), deadline, events, cause.at)
    bind(frame, deadline)
    return events


def bind_petition(frame: Frame, petition: Petition) -> None:
    """What is decided on it from now on cites the regulation that its dates follow."""
    petition.regulation_id = frame.regulation.id
    petition.regulation_version = frame.regulation.version


def is_outdated(frame: Frame, deadline: Deadline) -> bool:
    """Whether it runs and was counted by something else."""
    return deadline.state in deadlines.RUNNING and deadline.basis != frame.print


def _events(
    frame: Frame, deadline: Deadline, happened: Sequence[Event], cause: Cause
) -> list[Event]:
    if not _has_date(frame, deadline, happened):
        return [cause.event(EventKind.VOIDED)]
    started = list(_starts(frame, deadline, happened))
    if deadline.regulation_version != frame.regulation.version:
        return [*started, _adopted(frame, cause)]
    return started or list(_recounted(frame, deadline, happened, cause))


def _has_date(frame: Frame, deadline: Deadline, happened: Sequence[Event]) -> bool:
    """Whether the regulation still sets one."""
    if deadline.key not in frame.regulation.milestones:
        return False
    return due(happened, frame.basis(deadline.key)).milestone.legal_due is not None


def _starts(frame: Frame, deadline: Deadline, happened: Sequence[Event]) -> Iterator[Event]:
    """The days of the conference that it does not know yet, as far as they move it."""
    basis, known = frame.basis(deadline.key), list(happened)
    for start, day in frame.days.items():
        kind = EventKind.RESTARTED if start is Start.CONFERENCE else EventKind.STARTED
        event = Event(kind=kind, day=day, what=start)
        if not _is_known(deadline, start, day, _last(known, start)) and (
            start is Start.CONFERENCE or due(known, basis) != due([*known, event], basis)
        ):
            known.append(event)
            yield event


def _is_known(deadline: Deadline, start: Start, day: date, last: date | None) -> bool:
    """Whether it was started by that day, or by a supplement's, which is issued later."""
    is_own = start is Start.NOTICE_ISSUED and deadline.petition_id is not None
    return last == day or (is_own and last is not None and last > day)


def _last(happened: Sequence[Event], start: Start) -> date | None:
    days = [event.day for event in happened if event.kind in STARTS and event.what == start]
    return days[-1] if days else None


def _adopted(frame: Frame, cause: Cause) -> Event:
    return replace(
        cause.event(EventKind.ADOPTED),
        regulation=frame.regulation.id,
        version=frame.regulation.version,
    )


def _recounted(
    frame: Frame, deadline: Deadline, happened: Sequence[Event], cause: Cause
) -> Iterator[Event]:
    """The calendar has changed; an event only where that moved a date."""
    counted = due(happened, frame.basis(deadline.key))
    if counted.dates != dates_of(deadline):
        counted_before = [event.passed for event in happened if event.after is not None]
        days = changed_days(counted_before[-1] if counted_before else (), counted.passed)
        yield replace(cause.event(EventKind.RECOUNTED), days=days)
