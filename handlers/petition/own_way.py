"""An opinion that is itself a complaint or denunciation is recorded and told its legal way.

The words only raise the question; the office decides (decision B never refuses by program).
"""

from dialogue.eligibility import decide_hearing
from handlers.petition.conference import regulation_of
from handlers.phrases import speaks_of
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition


def has_own_way(turn: Turn, petition: Petition) -> bool:
    """Whether the content speaks of a complaint or denunciation."""
    parts = petitions.parts(turn.work, petition)
    text = "\n".join(part.text for part, _ in parts)
    named = speaks_of(text, turn.say("words-complaint"))
    regulation = regulation_of(turn, petition)
    return decide_hearing(regulation, is_complaint=named).own_way if regulation else named
