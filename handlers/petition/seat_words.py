"""How a place on the waiting list is said."""

from handlers.petition.conference import conference_of
from handlers.turn import Turn
from storage import seats
from storage.tables import Petition


def in_line(turn: Turn, petition: Petition) -> str:
    """The place on the waiting list; empty for who does not wait."""
    conference = conference_of(turn, petition)
    if conference is None or petition.waiting_since is None:
        return ""
    return turn.say("seat-waiting", place=seats.ahead_of(turn.work, conference, petition) + 1)
