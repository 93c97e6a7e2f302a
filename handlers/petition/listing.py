"""Whether somebody is on the list of delegates of the conference to which their petition goes."""

from handlers.petition.conference import conference_shown
from handlers.turn import Turn
from storage import delegates
from storage.delegates import Standing
from storage.tables import Petition


def listing(turn: Turn, petition: Petition, name: str) -> Standing:
    """How somebody of this name stands to the list; nothing is known in the general box."""
    conference = conference_shown(turn, petition)
    if conference is None:
        return Standing()
    return delegates.standing(turn.work, conference, name)
