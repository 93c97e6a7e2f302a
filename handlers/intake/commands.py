"""/gui and /phatbieu: begin, or go on with what was begun."""

from handlers import converse
from handlers.held import kept_held
from handlers.intake.machine import Intake
from handlers.messages import Reply
from handlers.turn import Turn


def register(turn: Turn, argument: str = "") -> list[Reply]:
    """Register a petition; a conference's code in `argument` chooses it."""
    return converse.begin(turn, Intake, conference=argument.upper(), **kept_held(turn))


def attend(turn: Turn, argument: str = "") -> list[Reply]:
    """Register to attend or speak: the same questions, beginning with the conference."""
    return register(turn, argument)
