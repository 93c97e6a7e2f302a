"""The link to an online conference: who is given it, and how it is shown."""

from dialogue.conference_life import AHEAD, ConferenceState
from dialogue.names import Form
from handlers.messages import Choice
from handlers.voice import Voice
from storage import live
from storage.tables import Conference, Petition

# Before and while it is held there is something to join.
JOINED = (*AHEAD, ConferenceState.IN_SESSION)


def link_for(voice: Voice, conference: Conference, person_id: int | None) -> str:
    """The link, as far as there is one and this person is given it; else nothing."""
    if conference.form != Form.TRUC_TUYEN or conference.state not in JOINED:
        return ""
    if not conference.join_link or person_id is None:
        return ""
    joins = live.may_join(voice.work, conference, person_id)
    return conference.join_link if joins else ""


def join_ways(voice: Voice, conference: Conference, person_id: int | None) -> list[Choice]:
    """A button that opens the meeting; none where there is nothing to join."""
    link = link_for(voice, conference, person_id)
    return [Choice(label=voice.say("join-now"), url=link)] if link else []


def seat_ways(voice: Voice, petition: Petition) -> list[Choice]:
    """The same for who was just given a seat."""
    if petition.conference_id is None:
        return []
    voice.work.session.flush()
    conference = voice.work.session.get_one(Conference, petition.conference_id)
    return join_ways(voice, conference, petition.person_id)
