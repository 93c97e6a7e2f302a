"""/nhap: enter what came on paper; what was begun and left is offered to be gone on with."""

from dialogue.roles import Action
from handlers import converse
from handlers.entering.machine import Entering
from handlers.messages import Reply
from handlers.refused import not_allowed
from handlers.turn import Turn


def enter(turn: Turn, argument: str = "") -> list[Reply]:
    """Ask by which way it came, and the rest."""
    if not turn.may(Action.ENTER_PETITION):
        return [not_allowed(turn)]
    return converse.begin(turn, Entering)
