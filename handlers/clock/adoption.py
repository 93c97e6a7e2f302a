"""A regulation that has changed moves a running conference only when the office adopts it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogue.matter import Basis, Dates, Event, EventKind, due
from dialogue.regulation import Regulation
from handlers.clock.following import follow_conference
from handlers.clock.frame import Frame, frame_of
from handlers.clock.in_line import Cause
from handlers.clock.opening import OF_PETITION
from handlers.clock.queue import queue
from handlers.voice import Voice
from storage import audit, deadlines, regulations
from storage.tables import Conference, Staff

NO_DATES = Dates(legal=None, target=None)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What adopting would do to one date."""

    title: str
    before: Dates
    after: Dates


def changed_conferences(voice: Voice) -> list[Conference]:
    """The running conferences whose regulation is another one by now."""
    assert voice.commune.id is not None
    running = deadlines.conferences(voice.work, voice.commune.id)
    return [conference for conference in running if is_changed(voice, conference)]


def is_changed(voice: Voice, conference: Conference) -> bool:
    """Whether the program knows another version than the one by which it is held."""
    known = voice.house.regulations.get(conference.regulation_id)
    if known is None or known.version == conference.regulation_version:
        return False
    # One whose words were lost before they were kept is bound anew, not changed.
    bound = conference.regulation_id, conference.regulation_version
    return regulations.kept(voice.work, *bound) is not None


def preview(voice: Voice, conference: Conference) -> list[Change]:
    """Every date that adopting would move, before and after."""
    frame = frame_of(voice.work, voice.house, conference, voice.now)
    changed = voice.house.regulations[conference.regulation_id]
    found = list(_changes(voice, frame, changed))
    return [change for change in found if change.before != change.after]


def adopt(voice: Voice, conference: Conference, *, seen: str, version: str, by: Staff) -> bool:
    """Hold the conference by the changed regulation; its dates move now, petitions' by a job.

    False when it is no longer held by what the officer saw, or the program knows another version
    by now: of two who adopt at once one does.
    """
    changed = voice.house.regulations.get(conference.regulation_id)
    if changed is None or changed.version != version:
        return False
    regulations.keep(voice.work, changed, voice.now)
    if not deadlines.rebind(voice.work, conference, seen=seen, version=version):
        return False
    _record(voice, conference, by, seen, version)
    follow_conference(voice, conference, Cause.of(by, voice.now))
    what = f"adopted-{conference.id}-{version}"
    queue(voice.work, conference.commune_id, what, voice.now, by=by)
    return True


def _record(voice: Voice, conference: Conference, by: Staff, seen: str, version: str) -> None:
    assert conference.id is not None
    audit.record(
        voice.work,
        commune_id=conference.commune_id,
        at=voice.now,
        action="regulation_adopted",
        subject="conference",
        subject_id=conference.id,
        person_id=by.person_id,
        staff_id=by.id,
        before=seen,
        after=version,
    )


def _changes(voice: Voice, frame: Frame, changed: Regulation) -> Iterator[Change]:
    own = deadlines.of_conference(voice.work, frame.conference)
    known = {one.key: one for one in own if one.state in deadlines.RUNNING}
    done = {one.key for one in own} - set(known)
    for key in dict.fromkeys((*frame.regulation.milestones, *changed.milestones)):
        if key in done:
            continue
        events = deadlines.events(voice.work, known[key]) if key in known else _starts(frame)
        yield Change(
            title=_title(frame.regulation, changed, key),
            before=_dates(events, frame.basis(key)) if key in (*known, OF_PETITION) else NO_DATES,
            after=_dates(events, replace(frame.basis(key), regulation=changed)),
        )


def _starts(frame: Frame) -> list[Event]:
    return [Event(kind=EventKind.STARTED, day=day, what=start) for start, day in frame.days.items()]


def _dates(events: list[Event], basis: Basis) -> Dates:
    return due(events, basis).dates if basis.key in basis.regulation.milestones else NO_DATES


def _title(before: Regulation, after: Regulation, key: str) -> str:
    return (after.milestones.get(key) or before.milestones[key]).title
