"""What a time limit's row keeps: it follows from the events, and is there to be looked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from dialogue.matter import Basis, Dates, Due, Event, due
from handlers.clock.frame import Frame
from storage import deadlines, tasks
from storage.tables import Deadline
from storage.work import Work


def append(
    work: Work, basis: Basis, deadline: Deadline, events: Sequence[Event], at: datetime
) -> Due:
    """Write events down, the last of them with the dates before and after, and keep what follows.

    Raises NotAllowed where the limit does not take one of them; then nothing was written.
    """
    counted = due([*deadlines.events(work, deadline), *events], basis)
    for event in events[:-1]:
        deadlines.add_event(work, deadline, event, at)
    last = replace(
        events[-1], before=dates_of(deadline), after=counted.dates, passed=counted.passed
    )
    deadlines.add_event(work, deadline, last, at)
    settle(work, deadline, counted)
    return counted


def settle(work: Work, deadline: Deadline, counted: Due) -> None:
    """The row as it follows from a count; agencies' tasks that were given its date follow it."""
    before = deadline.legal_due
    deadline.state = counted.state
    for name, value in found(counted).items():
        setattr(deadline, name, value)
    if before is not None and deadline.legal_due is not None:
        tasks.follow(work, deadline, before)


def bind(frame: Frame, deadline: Deadline) -> None:
    """The row is counted by this frame from now on."""
    for name, value in bound_to(frame).items():
        setattr(deadline, name, value)


def found(counted: Due) -> dict[str, Any]:
    """What of a count stands in the row."""
    return {
        "clause": counted.milestone.clause,
        "legal_due": counted.milestone.legal_due,
        "target_due": counted.milestone.target_due,
        "is_projected": counted.milestone.projected,
    }


def bound_to(frame: Frame) -> dict[str, Any]:
    """By what a row is counted."""
    return {
        "regulation_id": frame.regulation.id,
        "regulation_version": frame.regulation.version,
        "basis": frame.print,
    }


def dates_of(deadline: Deadline) -> Dates:
    """Both dates as the row has them."""
    return Dates(legal=deadline.legal_due, target=deadline.target_due)
