"""One more event of a time limit: written down, and the date that follows from it."""

from dataclasses import dataclass
from datetime import date, datetime

from dialogue.matter import (
    Due,
    Event,
    EventKind,
    ExtensionRefused,
    Start,
    refuse_extension,
    state_after,
)
from dialogue.milestones import NOTICE
from handlers.clock.frame import basis_of
from handlers.clock.queue import queue
from handlers.clock.rows import append
from handlers.house import House
from storage import deadlines
from storage.tables import Deadline, Staff
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who does something to a time limit, when, and by which paper and for which reason.

    `day` is the day from which it counts, `at` the moment at which it is written down.
    """

    at: datetime
    day: date
    by: Staff | None = None
    document: str = ""
    reason: str = ""

    def event(self, kind: EventKind, *, what: str = "", until: date | None = None) -> Event:
        """The event that it is; staff stand in it by number and role."""
        return Event(
            kind=kind,
            day=self.day,
            what=what,
            role=self.by.role if self.by else "",
            staff=self.by.id if self.by else None,
            document=self.document,
            reason=self.reason,
            until=until,
        )


def start(work: Work, house: House, deadline: Deadline, act: Act, *, what: Start) -> Due:
    """It runs from `act.day`, as when the agency has received the notice."""
    return _happen(work, house, deadline, act.event(EventKind.STARTED, what=what), act.at)


def reopen(work: Work, house: House, deadline: Deadline, act: Act) -> Due:
    """What was met or void runs anew: an answer was taken back, a matter is looked at again."""
    return _happen(work, house, deadline, act.event(EventKind.STARTED), act.at)


def extend(
    work: Work, house: House, deadline: Deadline, act: Act, *, until: date | None = None
) -> Due | ExtensionRefused:
    """More time, to `until` or as far as the regulation allows; what waits for it moves as well.

    Raises NotAllowed for a limit that does not run.
    """
    deadline = deadlines.locked(work, deadline)
    basis, happened = basis_of(work, house, deadline), deadlines.events(work, deadline)
    state_after(deadline.state, EventKind.EXTENDED)
    refused = refuse_extension(happened, basis, until)
    if refused is not None:
        return refused
    return _write(work, house, deadline, act.event(EventKind.EXTENDED, until=until), act.at)


def stop(work: Work, house: House, deadline: Deadline, act: Act) -> Due:
    """It stands still from `act.day` on; raises NotAllowed where it does not run."""
    return _happen(work, house, deadline, act.event(EventKind.STOPPED), act.at)


def resume(work: Work, house: House, deadline: Deadline, act: Act) -> Due:
    """It goes on on `act.day`; the working days in between are added (ours).

    Raises NotAllowed where it was not stopped.
    """
    return _happen(work, house, deadline, act.event(EventKind.RESUMED), act.at)


def meet(work: Work, house: House, deadline: Deadline, act: Act) -> Due:
    """Done on `act.day`, late or not; of the notice: issued and sent to all its recipients."""
    return _happen(work, house, deadline, act.event(EventKind.MET), act.at)


def void(work: Work, house: House, deadline: Deadline, act: Act) -> Due:
    """Nothing is owed any more: the matter was withdrawn, the conference cancelled."""
    return _happen(work, house, deadline, act.event(EventKind.VOIDED), act.at)


def _happen(work: Work, house: House, deadline: Deadline, event: Event, at: datetime) -> Due:
    deadline = deadlines.locked(work, deadline)
    return _write(work, house, deadline, event, at)


def _write(work: Work, house: House, deadline: Deadline, event: Event, at: datetime) -> Due:
    """The event and what follows from it; those that wait for a notice follow by a job."""
    counted = append(work, basis_of(work, house, deadline), deadline, [event], at)
    if deadline.key == NOTICE:
        queue(work, deadline.commune_id, f"deadline-{deadline.id}", at)
    return counted
