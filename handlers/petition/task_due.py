"""What an agency is asked for as a petition stands now, and until when the regulation lets it."""

from datetime import date

from dialogue.conference_life import AHEAD, ConferenceState
from dialogue.matter import DeadlineState
from dialogue.petition import PetitionEvent, PetitionState, may
from dialogue.regulation import Regulation
from dialogue.task import Purpose
from handlers.clock.opening import OF_PETITION, open_conference, open_petition
from handlers.petition.conference import conference_of, regulation_of
from handlers.voice import Voice
from locales.dates import local_date
from storage import deadlines
from storage.tables import Conference, Deadline, Petition

OF_CONFERENCE = "prepared_answers"
# Nothing has been said at the conference yet.
_BEFORE = frozenset({*AHEAD, ConferenceState.DRAFT, ConferenceState.POSTPONED})


def may_be_given(voice: Voice, petition: Petition) -> bool:
    """Whether an agency may be asked to answer it; what was settled at the conference only where
    the regulation wants a written reply all the same (tinh-1573-qd 9.3)."""
    events = (PetitionEvent.ASSIGN, PetitionEvent.REASSIGN)
    taken = any(may(petition.state, event) for event in events)
    is_settled = petition.state == PetitionState.SETTLED
    return taken and (not is_settled or is_owed_when_settled(regulation_of(voice, petition)))


def is_owed_when_settled(regulation: Regulation | None) -> bool:
    """Whether it owes a written reply to what was settled at the conference, too."""
    rule = regulation.milestones.get(OF_PETITION) if regulation else None
    return rule is not None and rule.settled is not None


def purpose_of(voice: Voice, petition: Petition) -> Purpose:
    """An answer prepared for a conference that is still ahead, else a written reply.

    In the general box, and for what the conclusion left open, only a written reply is left.
    """
    conference = conference_of(voice, petition)
    if conference is None or petition.state == PetitionState.LEFT_OPEN:
        return Purpose.REPLY
    is_ahead = conference.state in _BEFORE and conference.starts_at > voice.now
    return Purpose.PREPARED if is_ahead else Purpose.REPLY


def limit_of(voice: Voice, petition: Petition, purpose: Purpose) -> Deadline | None:
    """The time limit that binds such a task; None where the regulation sets none, or where it
    fell away with its conference.

    Made where it is not there yet (hai-phong-13-hd V.1(2), V.3.2; tinh-1573-qd 7.2, 9.3).
    """
    conference = conference_of(voice, petition)
    if conference is None:
        return None
    if purpose == Purpose.REPLY:
        limit = open_petition(voice.work, voice.house, petition, voice.now)
    else:
        limit = _of_conference(voice, conference)
    return limit if limit and limit.state != DeadlineState.VOID else None


def latest(voice: Voice, petition: Petition, purpose: Purpose) -> date | None:
    """The last day that the office may name; where it has passed already, today."""
    limit = limit_of(voice, petition, purpose)
    if limit is None or limit.legal_due is None:
        return None
    return max(limit.legal_due, local_date(voice.now))


def _of_conference(voice: Voice, conference: Conference) -> Deadline | None:
    open_conference(voice.work, voice.house, conference, voice.now)
    own = deadlines.of_conference(voice.work, conference)
    return next((one for one in own if one.key == OF_CONFERENCE), None)
