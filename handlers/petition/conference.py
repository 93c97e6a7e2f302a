"""The conference of a petition and the regulation by which it is held."""

from dialogue.regulation import Regulation
from handlers.clock.frame import regulation_in
from handlers.voice import Voice
from storage.known import known
from storage.tables import Conference, Petition


def conference_of(voice: Voice, petition: Petition) -> Conference | None:
    """The conference of a petition; None in the general box."""
    if petition.conference_id is None:
        return None
    return voice.work.get(Conference, petition.conference_id)


def conference_shown(voice: Voice, petition: Petition) -> Conference | None:
    """The same to be read: perhaps a plain row."""
    if petition.conference_id is None:
        return None
    return known(voice.work, Conference, petition.commune_id, petition.conference_id)


def regulation_of(voice: Voice, petition: Petition) -> Regulation | None:
    """The regulation by which the petition was taken; of a draft, that of its conference.

    In the version that binds it: a newer one moves nothing until the office adopts it.
    """
    conference = conference_shown(voice, petition)
    if conference is None:
        return None
    bound = petition if petition.regulation_id else conference
    return (
        regulation_in(voice.work, voice.house, bound.regulation_id, bound.regulation_version)
        or voice.house.regulations[bound.regulation_id]
    )
