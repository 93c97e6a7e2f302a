"""/gui and /phatbieu: begin, or go on with what was begun."""

from handlers import converse
from handlers.intake import draft
from handlers.intake.machine import Intake
from handlers.messages import Reply
from handlers.reading import whole_number
from handlers.turn import Turn


def register(turn: Turn, argument: str = "") -> list[Reply]:
    """Register a petition; a conference's code in `argument` chooses it, and the number of a
    published group behind it is a matter to which one adds one's voice."""
    code, _, group = argument.partition(" ")
    wanted = {"conference": draft.code_of_conference(turn, code), "group": whole_number(group)}
    return converse.begin(turn, Intake, **wanted)


def attend(turn: Turn, argument: str = "") -> list[Reply]:
    """Register to attend or speak: the same questions, beginning with the conference."""
    if draft.find(turn) is None and not draft.open_conferences(turn):
        return [turn.reply("schedule-empty", choices=draft.ways_with_box(turn))]
    return register(turn, argument)
