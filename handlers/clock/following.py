"""Time limits that were counted by something else are brought in line, a piece at a time.

1. The limits of a conference follow what it is held by now: calendar, regulation, days.
2. Petitions that have no limit yet get theirs; outdated ones follow, and their authors are told.
3. When nothing is left, office and agencies are told once of all that moved.

Each piece is a transaction; one that is lost or comes twice does no harm, because a limit that
is in line is not found again, and a notice has one key.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dialogue.matter import Event
from dialogue.milestones import NOTICE
from handlers.clock.agencies import tell_agencies
from handlers.clock.frame import Frame, frame_of
from handlers.clock.in_line import Cause, bind_petition, bring_in_line, is_outdated
from handlers.clock.opening import OF_PETITION, open_conference, open_petition
from handlers.clock.telling import Moved, tell_author, tell_office
from handlers.voice import Voice
from storage import deadlines
from storage.tables import Conference, Deadline, Petition

# What takes about two tenths of a second.
PIECE = 15


def follow_on(voice: Voice, payload: dict[str, Any]) -> dict[str, Any] | None:
    """A piece of the job; what is in line is not found again, so that there is no place to keep."""
    cause = Cause(
        at=datetime.fromisoformat(payload["since"]),
        what=payload["what"],
        staff=payload["staff"],
        role=payload["role"],
    )
    if follow_piece(voice, cause):
        return payload
    finish(voice, cause)
    return None


def follow_piece(voice: Voice, cause: Cause) -> bool:
    """Bring some limits of the commune in line; whether there may be more."""
    return any(_follow(voice, conference, cause) for conference in _running(voice))


def finish(voice: Voice, cause: Cause) -> None:
    """Tell office and agencies of all that moved by this cause: once, however often called."""
    tell_office(voice, cause)
    tell_agencies(voice, cause)


def awaits_following(voice: Voice) -> bool:
    """Whether a limit of the commune is outdated, or missing for a petition that was sent."""
    return any(_awaits(voice, conference) for conference in _running(voice))


def _running(voice: Voice) -> list[Conference]:
    assert voice.commune.id is not None
    return list(deadlines.conferences(voice.work, voice.commune.id))


def _awaits(voice: Voice, conference: Conference) -> bool:
    frame = open_conference(voice.work, voice.house, conference, voice.now)
    own = deadlines.of_conference(voice.work, conference)
    return (
        any(is_outdated(frame, one) for one in own)
        or bool(deadlines.outdated(voice.work, conference, frame.print, 1))
        or bool(_lacking(voice, frame, 1))
    )


def _follow(voice: Voice, conference: Conference, cause: Cause) -> bool:
    frame = follow_conference(voice, conference, cause)
    opened = [
        open_petition(voice.work, voice.house, petition, cause.at, frame=frame)
        for petition in _lacking(voice, frame, PIECE)
    ]
    found = deadlines.outdated(voice.work, conference, frame.print, PIECE)
    notice = _notice(voice, conference)
    for deadline, petition in found:
        _follow_petition(voice, frame, deadline, petition, cause, notice)
    return any(opened) or bool(found)  # under a regulation without a date none is opened


def follow_conference(voice: Voice, conference: Conference, cause: Cause) -> Frame:
    """Bring the limits of the conference itself in line: few enough for any transaction.

    The notice first: others wait for it, so its date is a part of the frame.
    """
    frame = open_conference(voice.work, voice.house, conference, cause.at)
    own = deadlines.of_conference(voice.work, conference, lock=True)
    _follow_each(voice, frame, [one for one in own if one.key == NOTICE], cause)
    frame = frame_of(voice.work, voice.house, conference, cause.at)
    _follow_each(voice, frame, own, cause)
    return frame


def _follow_each(voice: Voice, frame: Frame, own: Sequence[Deadline], cause: Cause) -> None:
    for one in own:
        if is_outdated(frame, one):
            bring_in_line(voice.work, frame, one, cause)


def _lacking(voice: Voice, frame: Frame, limit: int) -> list[Petition]:
    if OF_PETITION not in frame.regulation.milestones:
        return []
    return list(deadlines.petitions_without(voice.work, frame.conference, limit))


def _follow_petition(
    voice: Voice,
    frame: Frame,
    deadline: Deadline,
    petition: Petition,
    cause: Cause,
    told: tuple[Deadline | None, Event | None],
) -> None:
    """Count the reply anew; its author is told of it and of the notice in one message."""
    promised, notice_before = deadline.legal_due, deadline.notice_due
    happened = bring_in_line(voice.work, frame, deadline, cause)
    bind_petition(frame, petition)
    notice, by = told
    deadline.notice_due = notice.legal_due if notice else None
    moved = [
        Moved(key=NOTICE, before=notice_before, after=deadline.notice_due),
        Moved(key=OF_PETITION, before=promised, after=deadline.legal_due),
    ]
    reasons = [happened[-1] if happened else None, by if moved[0].is_real else None]
    tell_author(voice, petition, moved, {one.kind: one.reason for one in reasons if one})


def _notice(voice: Voice, conference: Conference) -> tuple[Deadline | None, Event | None]:
    """The conclusion notice's limit, and what moved it last."""
    own = deadlines.of_conference(voice.work, conference)
    notice = next((one for one in own if one.key == NOTICE), None)
    happened = deadlines.events(voice.work, notice) if notice else []
    return notice, happened[-1] if happened else None
