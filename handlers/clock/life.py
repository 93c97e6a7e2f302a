"""A petition's time limit follows its life: void while nobody is owed an answer, else running."""

from dialogue.conference_life import NOT_HELD
from dialogue.matter import DeadlineState, EventKind
from handlers.clock.frame import basis_of, frame_of
from handlers.clock.in_line import Cause, bind_petition, bring_in_line
from handlers.clock.opening import open_first
from handlers.clock.rows import append
from handlers.voice import Voice
from storage import deadlines
from storage.known import known
from storage.tables import Conference, Deadline, Petition, Staff


def follow_life(voice: Voice, petition: Petition, *, by: Staff | None = None) -> None:
    """Called with each change: what is withdrawn or declined is void, what comes back runs on.

    In the general box no date runs, and none of a conference that is not held.
    """
    if petition.conference_id is None:
        return
    cause = Cause.of(by, voice.now)
    own = deadlines.held(voice.work, petition)
    if not own:
        open_first(voice.work, voice.house, petition, voice.now)
    for deadline in own:
        _follow(voice, petition, deadline, cause)


def leave_conference(voice: Voice, petition: Petition, *, by: Staff | None = None) -> None:
    """Called before it goes elsewhere: nothing of this conference is due to its author any more."""
    cause = Cause.of(by, voice.now)
    for deadline in deadlines.of_petition(voice.work, petition, lock=True):
        if deadline.state in deadlines.RUNNING:
            _happen(voice, deadline, cause, EventKind.VOIDED)


def _follow(voice: Voice, petition: Petition, deadline: Deadline, cause: Cause) -> None:
    is_owed = petition.state not in deadlines.NOT_OWED and not _is_not_held(voice, deadline)
    if is_owed and deadline.state == DeadlineState.VOID:
        _revive(voice, petition, deadlines.locked(voice.work, deadline), cause)
    elif not is_owed and deadline.state in deadlines.RUNNING:
        _happen(voice, deadlines.locked(voice.work, deadline), cause, EventKind.VOIDED)


def _is_not_held(voice: Voice, deadline: Deadline) -> bool:
    which = (Conference, deadline.commune_id, deadline.conference_id)
    return known(voice.work, *which).state in NOT_HELD


def _revive(voice: Voice, petition: Petition, deadline: Deadline, cause: Cause) -> None:
    """It runs anew, by what its conference is held by now."""
    _happen(voice, deadline, cause, EventKind.STARTED)
    conference = voice.work.session.get_one(Conference, deadline.conference_id)
    frame = frame_of(voice.work, voice.house, conference, voice.now)
    bring_in_line(voice.work, frame, deadline, cause)
    bind_petition(frame, petition)


def _happen(voice: Voice, deadline: Deadline, cause: Cause, kind: EventKind) -> None:
    basis = basis_of(voice.work, voice.house, deadline)
    append(voice.work, basis, deadline, [cause.event(kind)], cause.at)
