"""A conference's time limits follow its day: they move, stand still without one, or fall away."""

from dialogue.matter import DeadlineState, Event, EventKind, Start
from handlers.clock.following import follow_conference
from handlers.clock.frame import Frame, basis_of, frame_of
from handlers.clock.in_line import Cause
from handlers.clock.queue import queue
from handlers.clock.rows import append, bind
from handlers.voice import Voice
from storage import deadlines
from storage.tables import Conference, Deadline, Staff

# By what a limit is known that stands still because its conference has no day.
POSTPONED = "postponed"


def move(voice: Voice, conference: Conference, by: Staff) -> None:
    """Another day or kind: the conference's own limits now, those of its petitions by a job."""
    follow_conference(voice, conference, Cause.of(by, voice.now))
    what = f"conference-{conference.id}-{conference.version}"
    queue(voice.work, conference.commune_id, what, voice.now, by=by)


def hold_up(voice: Voice, conference: Conference, cause: Cause) -> None:
    """Without a day nothing of it runs."""
    for one in deadlines.of_conference(voice.work, conference, lock=True):
        stop(voice, one, cause)


def go_on(voice: Voice, conference: Conference, cause: Cause) -> None:
    """It has a new day: what stood still for want of one is counted from that."""
    frame = frame_of(voice.work, voice.house, conference, cause.at)
    for one in deadlines.of_conference(voice.work, conference, lock=True):
        resume(voice, frame, one, cause)


def call_off(voice: Voice, conference: Conference, cause: Cause) -> None:
    """Nothing of it is due any more."""
    for one in deadlines.of_conference(voice.work, conference, lock=True):
        void(voice, one, cause)


def stop(voice: Voice, deadline: Deadline, cause: Cause) -> None:
    """One limit, if it runs."""
    if deadline.state == DeadlineState.OPEN:
        _happen(voice, deadline, cause, EventKind.STOPPED)


def void(voice: Voice, deadline: Deadline, cause: Cause) -> None:
    """One limit, unless it is met."""
    if deadline.state in deadlines.RUNNING:
        _happen(voice, deadline, cause, EventKind.VOIDED)


def resume(voice: Voice, frame: Frame, deadline: Deadline, cause: Cause) -> None:
    """One limit, if it was this that held it up. It starts anew: what was lost is not added."""
    if deadline.state != DeadlineState.STOPPED or not _was_postponed(voice, deadline):
        return
    day = frame.days[Start.CONFERENCE]
    again = Event(kind=EventKind.RESTARTED, day=day, what=Start.CONFERENCE)
    events = [cause.event(EventKind.RESUMED), again]
    append(voice.work, frame.basis(deadline.key), deadline, events, cause.at)
    bind(frame, deadline)


def _happen(voice: Voice, deadline: Deadline, cause: Cause, kind: EventKind) -> None:
    event = cause.event(kind)
    if kind is EventKind.STOPPED:
        event = Event(kind=kind, day=event.day, staff=event.staff, role=event.role, what=POSTPONED)
    basis = basis_of(voice.work, voice.house, deadline)
    append(voice.work, basis, deadline, [event], cause.at)


def _was_postponed(voice: Voice, deadline: Deadline) -> bool:
    stops = [
        event for event in deadlines.events(voice.work, deadline) if event.kind is EventKind.STOPPED
    ]
    return bool(stops) and stops[-1].what == POSTPONED
