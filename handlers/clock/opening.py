"""Time limits begin: those of a conference with its day, that of a petition with its sending."""

from dataclasses import replace
from datetime import date, datetime

from dialogue.conference_life import NOT_HELD
from dialogue.matter import Event, EventKind, Start, due
from dialogue.milestones import NOTICE
from handlers.clock.frame import Frame, frame_of
from handlers.clock.rows import bound_to, found
from handlers.house import House
from storage import deadlines
from storage.known import known
from storage.tables import Conference, Deadline, Petition
from storage.work import Work

# What each petition is owed for itself: its conference has no such limit of its own.
OF_PETITION = "written_reply"


def open_conference(work: Work, house: House, conference: Conference, now: datetime) -> Frame:
    """The limits of a conference, for each milestone that has a date; made once."""
    own = deadlines.of_conference(work, conference)
    frame = frame_of(work, house, conference, now, own=own)
    made = {one.key for one in own}
    for key in frame.regulation.milestones:
        if key != OF_PETITION and key not in made:
            _open(work, frame, key, now)
    return frame


def open_petition(
    work: Work, house: House, petition: Petition, now: datetime, *, frame: Frame | None = None
) -> Deadline | None:
    """The reply that a petition is owed; None in the general box, where no date runs, under a
    regulation that sets none, of a conference that is not held, and where nobody is owed one."""
    if petition.conference_id is None or petition.state in deadlines.NOT_OWED:
        return None
    own = deadlines.of_petition(work, petition)
    return own[0] if own else open_first(work, house, petition, now, frame=frame)


def open_first(
    work: Work, house: House, petition: Petition, now: datetime, *, frame: Frame | None = None
) -> Deadline | None:
    """The same for a petition that has none yet."""
    if petition.conference_id is None or petition.state in deadlines.NOT_OWED:
        return None
    conference = known(work, Conference, petition.commune_id, petition.conference_id)
    if conference.state in NOT_HELD:
        return None
    frame = frame or open_conference(work, house, conference, now)
    return _open(work, frame, OF_PETITION, now, petition)


def _open(
    work: Work, frame: Frame, key: str, now: datetime, petition: Petition | None = None
) -> Deadline | None:
    """One limit, started by all the days that move it."""
    if key not in frame.regulation.milestones:
        return None
    started = [_started(start, frame) for start in frame.days]
    counted = due(started, frame.basis(key))
    if counted.milestone.legal_due is None:
        return None
    started[-1] = replace(started[-1], after=counted.dates, passed=counted.passed)
    return deadlines.open_once(
        work,
        started,
        now,
        commune_id=frame.conference.commune_id,
        conference_id=frame.conference.id,
        petition_id=petition.id if petition else None,
        notice_due=_notice_due(work, frame) if petition else None,
        key=key,
        **bound_to(frame),
        **found(counted),
    )


def _notice_due(work: Work, frame: Frame) -> date | None:
    """When the conclusion notice is due, as a petition's author is told it now."""
    own = deadlines.of_conference(work, frame.conference)
    return next((one.legal_due for one in own if one.key == NOTICE), None)


def _started(start: Start, frame: Frame) -> Event:
    return Event(
        kind=EventKind.STARTED,
        day=frame.days[start],
        what=start,
        regulation=frame.regulation.id,
        version=frame.regulation.version,
    )
