"""The conference of a petition and the regulation by which it is held."""

from dialogue.regulation import Regulation
from handlers.turn import Turn
from storage.tables import Conference, Petition


def conference_of(turn: Turn, petition: Petition) -> Conference | None:
    """The conference of a petition; None in the general box."""
    if petition.conference_id is None:
        return None
    return turn.work.session.get(Conference, petition.conference_id)


def regulation_of(turn: Turn, petition: Petition) -> Regulation | None:
    """The regulation by which the petition was taken; of a draft, that of its conference."""
    conference = conference_of(turn, petition)
    if conference is None:
        return None
    return turn.house.regulations[petition.regulation_id or conference.regulation_id]
